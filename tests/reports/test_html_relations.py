"""How documents stand to each other, and why."""

import pytest

from policyparse.graph import build
from policyparse.graph.build import document_names
from policyparse.model import DocumentKind, Level, Role
from policyparse.model.comparison import RelationKind
from policyparse.reports.listing import ABSENT, PRESENT, annex_rows
from policyparse.reports.places import SourceTexts
from policyparse.reports.relations import Pair, pairs_of
from tests.graph.made_plans import Draft, city, district, region, texts_of
from tests.reports.html_page import Page


def shelf(*drafts: Draft) -> SourceTexts:
    plans = [draft.plan for draft in drafts]
    return SourceTexts(document_names(plans), plans, texts_of(*drafts))


def pairs(*drafts: Draft) -> dict[tuple[str, str], Pair]:
    found = pairs_of(build([draft.plan for draft in drafts]), shelf(*drafts))
    return {(pair.upper.name, pair.lower.name): pair for pair in found}


def plain(name: str, place: str, level: Level, parents: tuple[str, ...], years: int) -> Draft:
    draft = Draft(name, f"{place}节水行动方案", place, level, parents, (years, years))
    draft.task("1.", "推进农业节水", units={Role.LEAD: ["水利局"]})
    return draft


def test_a_basis_citation_is_direct_and_a_chain_is_indirect() -> None:
    found = pairs(district(), city(), region())
    assert found["region.txt", "city.txt"].kind is RelationKind.DIRECT
    assert "按发文字号对应" in found["region.txt", "city.txt"].why
    assert found["city.txt", "district.txt"].kind is RelationKind.DIRECT
    chain = found["region.txt", "district.txt"]
    assert chain.kind is RelationKind.INDIRECT
    assert chain.why == "经文2逐级承接"
    assert len(chain.evidence) == 2


@pytest.mark.parametrize(
    ("place", "level", "parents", "year", "kind"),
    [
        ("云屏市", Level.CITY, ("澜江省",), 2026, RelationKind.PROBABLE),
        ("云屏市", Level.CITY, ("澜江省",), 2019, RelationKind.HISTORY),
        ("云屏市青禾区", Level.COUNTY, ("澜江省", "云屏市"), 2026, RelationKind.INDIRECT),
        ("东临市", Level.CITY, ("海陵省",), 2026, RelationKind.NONE),
        ("海陵省", Level.REGION, (), 2026, RelationKind.PEER),
        ("澜江省", Level.REGION, (), 2019, RelationKind.HISTORY),
    ],
)
def test_without_a_citation_place_level_period_decide(
    place: str, level: Level, parents: tuple[str, ...], year: int, kind: RelationKind
) -> None:
    (pair,) = pairs(region(), plain("x.txt", place, level, parents, year)).values()
    assert pair.kind is kind
    assert pair.why


def test_another_subject_is_no_relation() -> None:
    other = Draft("x.txt", "云屏市校园体育设施开放办法实施方案")
    other.task("1.", "开放体育场馆")
    (pair,) = pairs(region(), other).values()
    assert pair.kind is RelationKind.NONE


def test_a_drafting_note_takes_no_part() -> None:
    note = Draft("note.txt", "澜江省节水方案编制说明", kind=DocumentKind.DRAFTING_NOTE)
    page = Page.of(city(), note)
    assert "文2文种为起草说明，不参与承接关系判断。" in page.words("relations")


def test_the_page_shows_label_reason_and_place() -> None:
    page = Page.of(region(), city())
    (row,) = page.rows("//table[@class='relations']")[1:]
    assert row[2] == "直接承接"
    assert "正文写明依据《澜江省人民政府办公厅关于印发" in row[3]
    assert row[4] == "文2 全文第2段"


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (["目标见附件。", "附件：各县区目标表"], ABSENT),
        (["目标见附件。", "附件：各县区目标表", "附件", "各县区目标表", "青禾区\t80"], PRESENT),
        (["目标见附件1。"], ABSENT),
        (["目标见附表2。", "附表2", "青禾区\t80"], PRESENT),
    ],
)
def test_an_annex_is_named_and_said_to_be_there_or_not(lines: list[str], state: str) -> None:
    draft = city()
    for line in lines:
        draft.paragraph(line)
    (row,) = annex_rows(shelf(draft))
    assert row.state == state
    assert row.name.href


def test_each_annex_of_a_list_is_looked_for() -> None:
    draft = city()
    for line in ("附件：1.目标分解表", "2.项目清单表", "附件1", "目标分解表", "青禾区\t80"):
        draft.paragraph(line)
    rows = annex_rows(shelf(draft))
    assert [(row.name.text, row.state) for row in rows] == [
        ("附件：1.目标分解表", PRESENT),
        ("2.项目清单表", ABSENT),
    ]


def test_no_annex_named_no_row() -> None:
    assert not list(annex_rows(shelf(city())))
