"""The 修改对照表 of two drafts as a Word file."""

from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from policyparse.model.comparison import Mark, Piece
from policyparse.model.diff import TaskChange
from policyparse.reports.diff_docx import write_diff_docx
from policyparse.reports.diff_pieces import LONG, abridged
from tests.reports.diff_builder import Judged, judged, pair

TODAY = date(2026, 6, 1)
PAIRS = pytest.mark.parametrize("given", [pair, judged], ids=["made", "corpus"])


def written(given: Judged, folder: Path, **more: Any) -> Path:
    (path,) = write_diff_docx(
        given.diff,
        folder / "修改对照表.docx",
        old=given.old,
        new=given.new,
        opinions=given.opinions,
        today=TODAY,
        **more,
    )
    return path


def document(given: Judged, folder: Path) -> Any:
    return docx.Document(str(written(given, folder)))


def grid(given: Judged, folder: Path) -> list[list[Any]]:
    (table,) = document(given, folder).tables
    return [list(row.cells) for row in table.rows]


def struck(cell: Any) -> list[str]:
    return [r.text for p in cell.paragraphs for r in p.runs if r.font.strike]


def outstanding(cell: Any) -> list[str]:
    return [r.text for p in cell.paragraphs for r in p.runs if r.bold and r.underline]


def test_the_page_is_a_landscape_one_and_the_head_stands_on_each(tmp_path: Path) -> None:
    made = document(judged(), tmp_path)
    (section,) = made.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert made.paragraphs[0].text == "修改对照表"
    first = made.tables[0].rows[0]
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in first.cells] == [
        *("序号", "原稿条款及内容", "新稿条款及内容", "变化", "依据")
    ]


@PAIRS
def test_every_changed_task_has_its_row_with_all_its_changes(given: Any, tmp_path: Path) -> None:
    changed = [t for t in given().diff.tasks if t.kind is not TaskChange.SAME]
    _, *lines = [line for line in grid(given(), tmp_path) if line[0].text != "任务以外"]
    count = len(changed) + len(given().diff.passages)
    assert [line[0].text for line in lines] == [str(n) for n in range(1, count + 1)]
    for task, line in zip(changed, lines, strict=False):
        if not task.old or not task.new:
            continue
        parts = (task.responsibility, task.deadlines, task.targets, task.measures, task.handovers)
        for change in chain.from_iterable(parts):
            assert change.why in line[3].text
        for word in task.wording:
            assert not word.old.strip() or word.old.strip() in struck(line[1])
            assert not word.new.strip() or word.new.strip() in outstanding(line[2])


def test_what_changed_outside_the_tasks_stands_below_them(tmp_path: Path) -> None:
    *_, band, last = grid(pair(), tmp_path)
    assert {cell.text for cell in band} == {"任务以外"}
    assert struck(last[1]) == ["提高认识"]
    assert outstanding(last[2]) == ["明确专人负责"]
    assert last[3].text == "文字修改1处"


def test_what_went_is_struck_out_on_the_left_alone(tmp_path: Path) -> None:
    first = grid(pair(), tmp_path)[1]
    assert struck(first[1]) == ["2026年6月底前", "12", "市市场监管局", "市审计局"]
    assert outstanding(first[2]) == ["2026年9月底前", "15", "市市场监管局"]
    assert not outstanding(first[1])
    assert not struck(first[2])


def test_bases_refer_to_the_numbers_of_the_changes(tmp_path: Path) -> None:
    lines = grid(judged(), tmp_path)[1:]
    by_title = {line[2].text.split("\n")[1].split("。")[0]: line for line in lines}
    assert by_title["严格涉水产品监管"][4].text == "未见意见依据"
    assert by_title["加强水质监测"][4].text == "第8条意见（市卫生健康委，采纳）"
    money = by_title["落实改造资金"]
    assert money[3].text.startswith("1.位置移动\n2.措施：新增")
    assert money[4].text.split("\n") == [
        "第2项：第3条意见（市财政局，采纳）",
        "第3项：第13条意见（东浦区人民政府，部分采纳）",
    ]


def test_without_opinions_there_is_no_column_for_bases(tmp_path: Path) -> None:
    assert [cell.text for cell in grid(pair(), tmp_path)[0]][-1] == "变化"


def test_of_a_long_clause_only_what_changed_is_shown() -> None:
    filler = "逐条核对摊区台账。" * (LONG // 9)
    pieces = (
        Piece(text=f"统一划线。{filler}划定摊区", mark=Mark.SAME),
        Piece(text="12", mark=Mark.GONE),
        Piece(text=f"处。{filler}", mark=Mark.SAME),
    )
    shown = abridged(pieces)
    assert "".join(piece.text for piece in shown) == "统一划线。……划定摊区12处。……"
    assert [piece.text for piece in shown if piece.mark is Mark.GONE] == ["12"]
    assert abridged(pieces[1:2]) == pieces[1:2]


def test_an_office_may_put_its_own_template(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("{{ title }}，共{{ count }}行，{{ today }}")
    own.save(str(tmp_path / "修改对照表.docx"))
    path = written(pair(), tmp_path / "out", user_dir=tmp_path)
    changed = [t for t in pair().diff.tasks if t.kind is not TaskChange.SAME]
    count = len(changed) + len(pair().diff.passages)
    told = docx.Document(str(path)).paragraphs[0].text
    assert told == f"修改对照表，共{count}行，2026年6月1日"


def test_the_same_drafts_give_the_same_bytes(tmp_path: Path) -> None:
    once = written(judged(), tmp_path / "1").read_bytes()
    assert once == written(judged(), tmp_path / "2").read_bytes()
