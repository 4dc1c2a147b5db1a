"""The redline: a Word file in which each change of a draft can be accepted or rejected."""

import random
from datetime import date
from pathlib import Path

import docx
import pytest

from policyparse.drafts.paragraphs import Grid, Paragraph, Passage, Unit, passages, units_of
from policyparse.drafts.wording import Redline
from policyparse.errors import UnprovenRedline
from policyparse.lexicon.load import load
from policyparse.model import Plan, Revisions
from policyparse.model.comparison import Mark
from policyparse.normalise import NormalisedText
from policyparse.pipeline import parse_with_text
from policyparse.reports import redline
from policyparse.reports.redline import write_redline
from tests.conftest import CORPUS
from tests.plans import LEXICON, read
from tests.reports import wordml
from tests.reports.redline_builder import Tile, drafted, expected, said

TODAY = date(2026, 5, 8)
W = wordml.W
Draft = tuple[Plan, NormalisedText]


def corpus_drafts() -> tuple[Draft, Draft]:
    old, new = (read((next((CORPUS / "drafts").glob(f"{n}-*")),)) for n in (1, 2))
    return old, new


def told(old: NormalisedText, new: NormalisedText) -> list[tuple[str, str]]:
    """What a reader sees: the mark of each paragraph, and its words with [gone] and {new} ones."""
    words = Redline(load((LEXICON,)), (old.text, new.text), ("市水务局", "区渔政管理站"))
    return [
        (str(passage.mark), marked(passage))
        for passage in passages(units_of(old), units_of(new), words)
        if isinstance(passage, Paragraph)
    ]


def marked(paragraph: Paragraph) -> str:
    text, at = "", 0
    old = paragraph.wording.old
    for change in paragraph.wording.changes:
        text += old[at : change.old_at]
        text += f"[{change.old}]" * bool(change.old) + f"{{{change.new}}}" * bool(change.new)
        at = change.old_at + len(change.old)
    return text + old[at:] if old else paragraph.wording.new


def test_accepting_gives_the_new_draft_and_rejecting_the_old_one(tmp_path: Path) -> None:
    old, new = corpus_drafts()
    path = write_redline(old, new, tmp_path / "修订稿.docx", today=TODAY, lexicon=(LEXICON,))
    data = path.read_bytes()
    wordml.check(data)
    assert said(data, Revisions.ORIGINAL) == expected(old[1])
    assert said(data, Revisions.FINAL) == expected(new[1])


def test_each_change_names_its_author_and_the_day(tmp_path: Path) -> None:
    path = write_redline(*corpus_drafts(), tmp_path / "修订稿.docx", today=TODAY)
    body = wordml.document_of(path.read_bytes())
    changes = list(body.iter(W + "ins", W + "del"))
    assert {(c.get(W + "author"), c.get(W + "date")) for c in changes} == {
        ("稿件比对", "2026-05-08T00:00:00Z")
    }
    assert [int(c.get(W + "id")) for c in changes] == list(range(1, len(changes) + 1))


def test_title_and_headings_look_like_those_of_an_official_document(tmp_path: Path) -> None:
    path = write_redline(*corpus_drafts(), tmp_path / "修订稿.docx", today=TODAY)
    document = docx.Document(str(path))
    styles = {p.text: p.style.name for p in document.paragraphs if p.style is not None}
    assert next(iter(styles.values())) == "稿件标题"
    assert styles["一、工作目标"] == "稿件一级标题"
    assert styles["（一）全面实施设施改造"] == "稿件二级标题"
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width < section.page_height


def test_what_was_renumbered_differs_in_its_number_only() -> None:
    old = drafted("一、任务", "（一）修缮码头。6月底前完成。", "（二）疏浚航道。清淤3公里。")
    new = drafted(
        "一、任务",
        "（一）增设航标。补齐标志牌。",
        "（二）修缮码头。6月底前完成。",
        "（三）疏浚航道。清淤3公里。",
    )
    assert told(old, new) == [
        ("same", "一、任务"),
        ("new", "（一）增设航标。补齐标志牌。"),
        ("same", "[（一）]{（二）}修缮码头。6月底前完成。"),
        ("same", "[（二）]{（三）}疏浚航道。清淤3公里。"),
    ]


def test_what_moved_is_gone_in_one_place_and_new_in_another() -> None:
    old = drafted("修缮码头，加固护岸，更换系缆桩。", "疏浚航道。", "增设航标，补齐标志牌。")
    new = drafted("增设航标，补齐标志牌。", "修缮码头，加固护岸，更换系缆桩。", "疏浚航道。")
    assert told(old, new) == [
        ("new", "增设航标，补齐标志牌。"),
        ("same", "修缮码头，加固护岸，更换系缆桩。"),
        ("same", "疏浚航道。"),
        ("gone", "增设航标，补齐标志牌。"),
    ]


def test_words_names_and_dates_are_replaced_whole() -> None:
    old = drafted("修缮码头，由市水务局牵头，2026年6月底前完成护岸加固。")
    new = drafted("修缮码头，由区渔政管理站牵头，2026年9月底前完成护岸加固。")
    (found,) = told(old, new)
    assert found == (
        "same",
        "修缮码头，由[市水务局]{区渔政管理站}牵头，[2026年6月底前]{2026年9月底前}完成护岸加固。",
    )


def rows(old: NormalisedText, new: NormalisedText) -> list[tuple[Mark, list[str]]]:
    words = Redline(load((LEXICON,)), (old.text, new.text), ())
    found: list[Passage] = list(passages(units_of(old), units_of(new), words))
    (grid,) = [passage for passage in found if isinstance(passage, Grid)]
    return [
        (row.mark, [marked(Paragraph(row.mark, cell.wording)) for cell in row.cells])
        for row in grid.rows
    ]


def test_a_row_is_inserted_a_row_is_deleted_and_a_cell_is_reworded() -> None:
    head = ["序号", "码头", "完成时限"]
    old = drafted((head, ["1", "望河码头", "6月底前"], ["2", "老渡口", "8月底前"]))
    new = drafted((head, ["1", "望河码头", "7月底前"], ["2", "南湾停靠点", "12月底前"]))
    assert rows(old, new) == [
        (Mark.SAME, head),
        (Mark.SAME, ["1", "望河码头", "[6月底前]{7月底前}"]),
        (Mark.GONE, ["2", "老渡口", "8月底前"]),
        (Mark.NEW, ["2", "南湾停靠点", "12月底前"]),
    ]


def test_a_row_leaves_a_merged_cell_and_the_cell_stays() -> None:
    first, second, third = ((Tile(n, i, 1),) for i, n in enumerate(("望河码头", "老渡口", "南湾")))
    old = drafted((Tile("东片", 0, 0, 3), *first, *second, *third))
    new = drafted((Tile("东片", 0, 0, 2), *first, Tile("南湾", 1, 1)))
    assert [mark for mark, _ in rows(old, new)] == [Mark.SAME, Mark.GONE, Mark.SAME]
    data = redline.redline_bytes(
        passages(units_of(old), units_of(new), Redline(load(()), (old.text, new.text), ())),
        ("旧稿", "新稿"),
        "稿件比对",
        TODAY,
    )
    assert said(data, Revisions.ORIGINAL) == expected(old)
    assert said(data, Revisions.FINAL) == expected(new)


def test_a_table_of_other_columns_is_replaced_whole_and_one_too_wide_for_word_is_text() -> None:
    names = [f"第{n}号码头" for n in range(70)]
    old = drafted((["码头", "时限"], ["望河码头", "6月底前"]))
    new = drafted((["码头", "时限", "单位"], ["望河码头", "6月底前", "市水务局"]), (names, names))
    words = Redline(load(()), (old.text, new.text), ())
    found = passages(units_of(old), units_of(new), words)
    assert [(type(p), p.mark) for p in found] == [
        (Grid, Mark.GONE),
        (Grid, Mark.NEW),
        (Paragraph, Mark.NEW),
        (Paragraph, Mark.NEW),
    ]
    data = redline.redline_bytes(found, ("旧稿", "新稿"), "稿件比对", TODAY)
    redline.prove(data, units_of(old), units_of(new))
    wordml.check(data)


@pytest.mark.parametrize(("side", "done"), [(0, "拒绝"), (1, "接受")])
def test_what_cannot_be_proven_is_not_written(
    side: int, done: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(old: list[Unit], new: list[Unit], words: Redline) -> tuple[Passage, ...]:
        sides = [list(old), list(new)]
        sides[side][3] = Unit("一字之差")
        return passages(sides[0], sides[1], words)

    monkeypatch.setattr(redline, "passages", wrong)
    with pytest.raises(UnprovenRedline, match=f"{done}全部修订后的文字与.稿不一致.*第4个"):
        write_redline(*corpus_drafts(), tmp_path / "修订稿.docx", today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_of_another_format_is_as_good(tmp_path: Path) -> None:
    lines = ["望河县码头整治方案", "一、主要任务", "（一）修缮码头。（县水务局牵头）"]
    (tmp_path / "旧稿.txt").write_text("\n".join(lines), encoding="utf-8")
    changed = [*lines[:2], "（一）修缮码头和护岸。（县交通运输局牵头）"]
    (tmp_path / "新稿.md").write_text("\n\n".join(changed), encoding="utf-8")
    old, new = (parse_with_text(tmp_path / name) for name in ("旧稿.txt", "新稿.md"))
    data = write_redline(old, new, tmp_path / "修订稿.docx", today=TODAY).read_bytes()
    assert said(data, Revisions.ORIGINAL) == expected(old[1])
    assert said(data, Revisions.FINAL) == expected(new[1])


def test_drafts_of_200000_characters_are_aligned() -> None:
    chance = random.Random(8)
    words = [
        "修缮",
        "码头",
        "疏浚",
        "航道",
        "加固",
        "护岸",
        "市水务局",
        "6月底前",
        "120处",
        "排查",
        "登记",
        "公示",
        "、",
        "，",
        "和",
    ]
    old = [Unit("".join(chance.choices(words, k=40)) + "。") for _ in range(2000)]
    new = [
        Unit(unit.text.replace("航道", "水道", 1)) if chance.random() < 0.4 else unit
        for unit in old
        if chance.random() < 0.95
    ]
    assert sum(len(unit.text) for unit in old) > 150_000
    found = passages(old, new, Redline(load(()), words, ("市水务局",)))
    redline.prove(redline.redline_bytes(found, ("", ""), "稿件比对", TODAY), old, new)
    assert sum(p.mark is Mark.SAME for p in found) > 0.9 * len(new)
