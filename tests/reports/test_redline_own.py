"""The redline in the new draft's own file: its look is kept, and both drafts are in it."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyparse.model import Revisions
from policyparse.normalise import normalise
from policyparse.pipeline import parse_with_text
from policyparse.readers import read as read_file
from policyparse.reports.redline import write_redline
from tests.conftest import CORPUS
from tests.plans import LEXICON, read
from tests.reports import wordml
from tests.reports.redline_builder import expected, said

TODAY = date(2026, 5, 8)
W = wordml.W
Rows = list[list[str]]


def office_file(path: Path, *blocks: str | Rows) -> Path:
    """A Word file of an office: its own font, the lead of each paragraph in bold."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            paragraph = document.add_paragraph()
            lead, mark, rest = block.partition("。")
            for text, bold in ((lead + mark, True), (rest, False)):
                run = paragraph.add_run(text)
                run.bold = bold
                run.font.size = Pt(16)
            continue
        table = document.add_table(len(block), len(block[0]), style="Table Grid")
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph()
    document.save(str(path))
    return path


def texts(data: bytes, revisions: Revisions) -> list[str]:
    text = normalise(read_file(Path("修订稿.docx"), data, revisions))
    return [text.text[block.start : block.end] for block in text.blocks]


def redlined(old: Path, new: Path) -> bytes:
    drafts = [parse_with_text(path) for path in (old, new)]
    target = new.with_name("修订稿.docx")
    data = write_redline(*drafts, target, today=TODAY, own=new).read_bytes()
    for revisions, (_, draft) in zip(Revisions, drafts, strict=True):
        if is_own(data):  # blanks that the normaliser takes out are still there
            assert texts(data, revisions) == [draft.text[b.start : b.end] for b in draft.blocks]
        else:
            assert said(data, revisions) == expected(draft)
    return data


def is_own(data: bytes) -> bool:
    """Whether the look is that of the office: our own files have styles of their own."""
    styles = docx.Document(io.BytesIO(data)).styles
    return "稿件正文" not in [style.name for style in styles]


HEAD = ["码头", "完成时限"]
OLD: tuple[str | Rows, ...] = (
    "望河县码头整治方案",
    "一、主要任务",
    "（一）修缮码头。加固护岸，更换系缆桩。",
    "（二）疏浚航道。清淤3公里。",
    "附表",
    [HEAD, ["望河码头", "6月底前"], ["老渡口", "8月底前"], ["南湾", "9月底前"]],
)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({2: "（一）修缮码头。加固护岸和栈桥，更换系缆桩。"}, id="words"),
        pytest.param({3: "（二）增设航标。补齐标志牌，夜间有灯。"}, id="another paragraph"),
        pytest.param({5: [HEAD, ["望河码头", "7月底前"], *OLD[5][2:]]}, id="a cell"),
        pytest.param({5: [HEAD, ["望河码头", "6月底前"], ["南湾", "9月底前"]]}, id="a row less"),
        pytest.param({5: [*OLD[5], ["北汊停靠点", "12月底前"]]}, id="a row more"),
    ],
)
def test_the_look_of_the_file_is_kept(changed: dict[int, Any], tmp_path: Path) -> None:
    new = [changed.get(n, block) for n, block in enumerate(OLD)]
    data = redlined(
        office_file(tmp_path / "旧稿.docx", *OLD), office_file(tmp_path / "新稿.docx", *new)
    )
    assert is_own(data)
    wordml.check(data)
    sizes = {e.get(W + "val") for e in wordml.document_of(data).iter(W + "sz")}
    assert sizes == {"32"}


def test_automatic_numbers_count_on(tmp_path: Path) -> None:
    """The sample drafts number their items automatically, and one of them moved."""
    old, new = (read((path,)) for path in sample())
    path = write_redline(
        old, new, tmp_path / "修订稿.docx", today=TODAY, lexicon=(LEXICON,), own=sample()[1]
    )
    data = path.read_bytes()
    assert is_own(data)
    wordml.check(data)
    for revisions, (_, draft) in zip(Revisions, (old, new), strict=True):
        assert texts(data, revisions) == [draft.text[b.start : b.end] for b in draft.blocks]


def sample() -> list[Path]:
    return [next((CORPUS / "drafts").glob(f"{n}-*")) for n in (1, 2)]


def test_a_file_that_is_not_simple_gets_a_new_look(tmp_path: Path) -> None:
    old = office_file(tmp_path / "旧稿.docx", *OLD)
    new = office_file(tmp_path / "新稿.docx", *OLD[:2], "（一）修缮码头。", *OLD[3:])
    document = docx.Document(str(new))
    paragraph = document.paragraphs[2]
    paragraph._element.append(docx.oxml.OxmlElement("w:hyperlink"))
    document.save(str(new))
    assert not is_own(redlined(old, new))


PARTS = st.lists(
    st.sampled_from(["修缮码头", "市水务局", "6月底前", "，", "、", "并", "　", "\t", "\n"]),
    max_size=7,
).map("".join)
CELLS = st.sampled_from(["望河码头", "老渡口", "市水务局", ""])
BLOCKS = st.lists(
    st.builds("（{}）{}。{}".format, st.sampled_from("一二三"), PARTS, PARTS)
    | st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=3),
    max_size=5,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(BLOCKS, BLOCKS)
def test_both_drafts_are_in_the_file(tmp_path: Path, old: list[Any], new: list[Any]) -> None:
    title = "望河县码头整治方案"
    data = redlined(
        office_file(tmp_path / "旧稿.docx", title, *old),
        office_file(tmp_path / "新稿.docx", title, *new),
    )
    wordml.check(data)
