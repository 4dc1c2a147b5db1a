"""Automatic numbers by Word's rules: levels, restarts, overrides, styles, suffixes, cells."""

import pytest
from docx.oxml.parser import parse_xml

from tests.readers.lists import item, level, listed, with_lists
from tests.readers.word import NS, reread


def test_figures_of_several_levels_in_one_number() -> None:
    document = with_lists(level(0, text="%1"), level(1, text="%1.%2"), level(2, text="%1.%2.%3"))
    assert listed(document, 0, 1, 1, 2, 0, 1) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]


def test_legal_numbers_are_decimal_throughout() -> None:
    document = with_lists(
        level(0, name="chineseCounting", text="第%1章"), level(1, text="%1.%2", extra="<w:isLgl/>")
    )
    assert listed(document, 0, 1, 0, 1) == ["第一章", "1.1", "第二章", "2.1"]


@pytest.mark.parametrize(
    ("restart", "numbers"),
    [
        ("", ["1.", "1）", "2）", "2.", "1）"]),
        ('<w:lvlRestart w:val="1"/>', ["1.", "1）", "2）", "2.", "1）"]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "1）", "2）", "2.", "3）"]),
    ],
    ids=["unsaid", "after the level above", "never"],
)
def test_when_a_level_restarts(restart: str, numbers: list[str]) -> None:
    document = with_lists(level(0, text="%1."), level(1, text="%2）", extra=restart))
    assert listed(document, 0, 1, 1, 0, 1) == numbers


def test_a_third_level_restarts_only_after_the_first() -> None:
    document = with_lists(
        level(0, text="%1、"), level(1, text="%2."), level(2, text="%3）", extra=_after(1))
    )
    assert listed(document, 0, 1, 2, 1, 2, 0, 2) == ["1、", "1.", "1）", "2.", "2）", "2、", "1）"]


def _after(shown: int) -> str:
    return f'<w:lvlRestart w:val="{shown}"/>'


def test_a_level_that_is_skipped_counts_once() -> None:
    document = with_lists(level(0, text="%1."), level(1, text="%1.%2"))
    assert listed(document, 1, 1, 0, 1) == ["1.1", "1.2", "2.", "2.1"]


def test_a_start_other_than_one() -> None:
    document = with_lists(level(0, text="%1.", start=5))
    assert listed(document, 0, 0) == ["5.", "6."]


def test_two_lists_of_one_definition_count_on_and_an_override_starts_anew() -> None:
    document = with_lists(level(0, text="%1."), overrides={2: "", 3: _start(0, 1), 4: _start(0, 9)})
    for list_id in (1, 1, 2, 3, 3, 1, 4):
        item(document, "事项", 0, list_id)
    numbers = [block.number for block in reread(document).blocks]
    assert numbers == ["1.", "2.", "3.", "1.", "2.", "3.", "9."]


def _start(at: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def test_an_override_may_bring_its_own_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, name="upperLetter", text="%1)")}</w:lvlOverride>'
    document = with_lists(level(0, text="%1."), overrides={2: own})
    item(document, "甲事项", 0, 1)
    item(document, "乙事项", 0, 2)
    assert [block.number for block in reread(document).blocks] == ["1.", "B)"]


def test_numbers_from_a_style_and_its_base() -> None:
    document = with_lists(level(0, text="%1、", extra='<w:pStyle w:val="Heading1"/>'), level(1))
    styles = document.styles
    properties = styles["Heading 1"].element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {NS}><w:numId w:val="1"/></w:numPr>'))
    derived = styles.add_style("小标题", 1)
    derived.base_style = styles["Heading 1"]
    document.add_paragraph("总体要求", style="Heading 1")
    document.add_paragraph("重点任务", style="小标题")
    blocks = reread(document).blocks
    assert [block.text for block in blocks] == ["1、总体要求", "2、重点任务"]
    assert [(block.kind, block.level) for block in blocks] == [("heading", 1), ("heading", 1)]


def test_a_paragraph_takes_itself_out_of_its_style_list() -> None:
    document = with_lists(level(0, text="%1、"))
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {NS}><w:numId w:val="1"/></w:numPr>'))
    document.add_paragraph("总体要求", style="Heading 1")
    out = document.add_paragraph("附件", style="Heading 1")._p.get_or_add_pPr()
    out.append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'))
    assert [block.text for block in reread(document).blocks] == ["1、总体要求", "附件"]


def test_levels_from_a_numbering_style() -> None:
    document = with_lists(level(0, text="第%1条"))
    root = document.part.numbering_part.element
    link = '<w:numStyleLink w:val="ListStyle"/>'
    root.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="8">{link}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NS} w:numId="8"><w:abstractNumId w:val="8"/></w:num>'))
    of = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    style = (
        f'<w:style {NS} w:type="numbering" w:styleId="ListStyle"><w:name w:val="x"/>{of}</w:style>'
    )
    document.styles.element.append(parse_xml(style))
    item(document, "总则", 0, 8)
    assert [block.text for block in reread(document).blocks] == ["第1条总则"]


@pytest.mark.parametrize(
    ("suffix", "shown"), [("tab", "1.\t事项"), ("space", "1. 事项"), ("nothing", "1.事项")]
)
def test_what_follows_the_number(suffix: str, shown: str) -> None:
    document = with_lists(level(0, text="%1.", suffix=suffix))
    item(document, "事项", 0)
    assert reread(document).blocks[0].text == shown


def test_a_bullet_is_no_number() -> None:
    document = with_lists(level(0, name="bullet", text="●"))
    item(document, "加强宣传", 0)
    (block,) = reread(document).blocks
    assert (block.text, block.number) == ("加强宣传", "")


def test_an_empty_item_counts_and_shows_nothing() -> None:
    document = with_lists(level(0, text="%1."))
    for text in ("排查", "", "整改"):
        item(document, text, 0)
    assert [block.text for block in reread(document).blocks] == ["1.排查", "3.整改"]


def test_items_in_cells_count_in_reading_order() -> None:
    document = with_lists(level(0, text="%1."))
    item(document, "正文", 0)
    table = document.add_table(1, 2)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].text = "单元格"
        cell.paragraphs[0]._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        )
    item(document, "文末", 0)
    before, block, after = reread(document).blocks
    assert [before.text, *(cell.text for cell in block.cells), after.text] == [
        "1.正文",
        "2.单元格",
        "3.单元格",
        "4.文末",
    ]


def test_padded_figures_of_a_custom_format() -> None:
    custom = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        '2006"><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    document = with_lists(level(0, name=None, text="%1", extra=custom))
    assert listed(document, 0, 0) == ["001", "002"]


def test_a_format_of_another_language_is_told() -> None:
    document = with_lists(level(0, name="hebrew1", text="%1."))
    item(document, "事项", 0)
    document_read = reread(document)
    assert document_read.blocks[0].number == "1."
    assert [loss.code for loss in document_read.losses] == ["numbering"]


def test_damaged_definitions_are_no_list() -> None:
    document = with_lists(level(0, text="%1.", start=-3))
    for list_id in (1, 99):
        item(document, "事项", 12, list_id)
    assert all(block.text.endswith("事项") for block in reread(document).blocks)
