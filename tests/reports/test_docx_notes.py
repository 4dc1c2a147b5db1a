"""Comments in a Word file hang on just these words; nothing else in the file is changed."""

from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.parser import parse_xml

from policyparse.model import Revisions
from policyparse.readers import read
from policyparse.readers.docx_xml import W
from policyparse.reports.docx_notes import Annotated
from tests.readers.tracked import by, cell, cut, end, listed, made, put, row, run, table
from tests.readers.word import NS, footnotes, new, numbered, saved
from tests.reports import wordml
from tests.reports.noted import FILE, WHO, box, check_marks, members, note, noted, quotes, reread

BOLD = "<w:b/>"


def link(content: str) -> str:
    return f'<w:hyperlink w:anchor="ta">{content}</w:hyperlink>'


def field(content: str) -> str:
    return f'<w:fldSimple w:instr="REF ta">{content}</w:fldSimple>'


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        (run("每周清洗护栏两遍。"), "清洗护栏"),
        (run("每周清") + run("洗护", BOLD) + run("栏两遍。"), "清洗护栏"),
        (run("每周") + run("清洗护栏", BOLD) + run("两遍。"), "清洗护栏"),
        (run("清洗") + put("护") + run("栏两遍"), "洗护栏"),
        (run("清洗") + put("护栏和路牌") + run("两遍"), "栏和路"),
        (run("清") + cut("扫") + run("洗") + cut("路") + run("护栏"), "清洗护"),
        (link(run("清洗护栏")) + run("两遍"), "洗护"),
        (run("每周清") + link(run("洗护栏") + run("两遍")), "清洗护栏两"),
        (control(run("清洗护栏")) + run("两遍"), "洗护栏两"),
        (by("moveTo", run("清洗护栏")) + run("两遍"), "洗护栏两"),
        ("<w:r><w:t>清洗</w:t><w:tab/><w:t>护栏两遍</w:t></w:r>", "洗\t护栏"),
        ("<w:r><w:t>清洗</w:t><w:br/><w:t>护栏两遍</w:t></w:r>", "\n护"),
        ("<w:r><w:t>清洗护栏 </w:t><w:t> 两遍</w:t></w:r>", "护栏  两"),
        (run("清洗") + run("隐去", "<w:vanish/>") + run("护栏"), "洗护"),
        (run("每") + box(run("注意安全")) + run("周清洗"), "每周清"),
        (run("面积5000m") + run("2", '<w:vertAlign w:val="superscript"/>') + run("以上"), "m2"),
    ],
)
def test_a_comment_hangs_on_just_these_words(paragraph: str, words: str) -> None:
    data = noted(made(run("一、护栏。"), paragraph, run("二、路牌。")), words)
    assert quotes(data) == [words]
    check_marks(data)


@pytest.mark.parametrize(
    ("paragraph", "words", "wider"),
    [
        (run("见") + field(run("第三条规定")), "三条", "第三条规定"),
        (control(run("清洗护栏"), "<w:text/>") + run("两遍"), "护栏两", "清洗护栏两"),
        (run("10") + run("12", '<w:vertAlign w:val="superscript"/>') + run("次"), "¹", "¹²"),
        (run("每周") + box(run("注意安全")) + run("清洗"), "安全", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_cut_is_marked_as_a_whole(paragraph: str, words: str, wider: str) -> None:
    data = noted(made(run("一、护栏。"), paragraph), words)
    assert quotes(data) == [wider]
    check_marks(data)


def test_runs_keep_their_look() -> None:
    data = noted(made(run("每周清洗护栏两遍。", BOLD)), "清洗", "护栏两")
    runs = [one for one in wordml.document_of(data).iter(W + "r") if one.find(W + "t") is not None]
    assert ["".join(t.text for t in one.iter(W + "t")) for one in runs] == [
        "每周",
        "清洗",
        "护栏两",
        "遍。",
    ]
    assert all(one.find(f"{W}rPr/{W}b") is not None for one in runs)


def test_comments_that_cross_and_touch() -> None:
    words = ("每周清洗", "清洗护栏", "清洗", "每周清洗护栏两遍。", "护栏", "。")
    data = noted(made(run("每周清洗护") + run("栏两遍。")), *words)
    assert quotes(data) == list(words)
    check_marks(data)


def test_words_behind_an_automatic_number() -> None:
    document = new()
    numbered(document, "清洗护栏", 0)
    numbered(document, "更换路牌", 1)
    data = noted(document, "（一）更换", "一、清洗护栏")
    assert quotes(data) == ["更换", "清洗护栏"]


def test_words_in_paragraphs_one_behind_the_other() -> None:
    document = made(run("各县清洗护栏"), listed() + run("各镇更换路牌"), run("各村修补道路"))
    annotated = Annotated(FILE, saved(document))
    first, last = note(annotated, "清洗护栏"), note(annotated, "各村")
    both = type(first)(first.start, last.end, ("请核实",))
    data = annotated.with_notes([both], WHO)
    assert quotes(data) == ["清洗护栏\n各镇更换路牌\n各村"]


def test_words_that_a_revision_joins_from_two_paragraphs() -> None:
    data = noted(made(end("del") + run("每周清洗"), run("护栏两遍"), run("路牌")), "清洗护栏")
    assert quotes(data) == ["清洗护栏"]
    check_marks(data)


def test_words_in_cells_merged_or_inside_one_another() -> None:
    document = new()
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table(
        document,
        row(cell(run("任务")), cell(run("责任单位"), '<w:gridSpan w:val="2"/>')),
        row(cell(run("清洗") + run("护栏"), down), cell(run("市城管局")), cell(run("每周"))),
        row(cell("", on), cell(run("市水务") + put("局")), cell(run("每月"))),
    )
    inner = f"<w:tbl {NS}><w:tr><w:tc><w:p>{run('雨后巡查')}</w:p></w:tc></w:tr></w:tbl>"
    last = list(document.element.body.iter(W + "tc"))[-1]
    last.insert(0, parse_xml(inner))
    words = ("任单", "洗护", "水务局", "每月", "后巡")
    data = noted(document, *words)
    assert quotes(data) == list(words)
    check_marks(data)


def test_comments_and_changes_in_the_file_stay() -> None:
    document = made(run("每周清洗") + put("护栏") + cut("路牌"), end("ins") + run("各县负责"))
    own = document.add_paragraph("市财政局保障").runs[0]
    document.add_comment(own, text="是否列入预算", author="程湾", initials="程")
    before, data = saved(document), noted(document, "洗护", "财政局保")
    for which in Revisions:
        old, after = (read(FILE, one, which) for one in (before, data))
        assert after.blocks == old.blocks
        assert after.revisions == old.revisions
        assert after.comments[:1] == old.comments
    assert [one.text for one in reread(data).comments] == ["是否列入预算"] + ["请核实（PP000）"] * 2
    check_marks(data)
    one, other = members(before), members(data)
    assert list(one) == list(other)
    assert {name for name in one if one[name] != other[name]} == {
        "word/document.xml",
        "word/comments.xml",
    }


def test_a_tracked_change_of_look_takes_a_number_of_its_own_when_it_is_cut() -> None:
    change = '<w:rPrChange w:id="41" w:author="周岚"><w:rPr/></w:rPrChange>'
    data = noted(made(run("每周清洗护栏", f"<w:b/>{change}")), "清洗")
    numbers = [one.get(W + "id") for one in wordml.document_of(data).iter(W + "rPrChange")]
    assert numbers == ["41", "42", "43"]


def test_only_the_parts_that_hold_comments_are_changed() -> None:
    document = made(run("每周清洗护栏"))
    footnotes(document, "按照城市道路保洁规程")
    one, other = members(saved(document)), members(noted(document, "清洗"))
    changed = {name for name in other if one.get(name) != other[name]}
    assert changed == {
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
    }
    assert set(one) <= set(other)


def test_comments_look_as_the_file_lets_them() -> None:
    document = made(run("每周清洗护栏"))
    for name, kind in (
        ("annotation text", WD_STYLE_TYPE.PARAGRAPH),
        ("annotation reference", WD_STYLE_TYPE.CHARACTER),
    ):
        document.styles.add_style(name, kind)
    root = wordml.part_of(noted(document, "清洗"), "word/comments.xml")
    (comment,) = root
    names = [str(one.tag).removeprefix(W) for one in comment.iter() if one is not comment]
    assert names == [
        *("p", "pPr", "pStyle", "spacing", "ind", "jc"),
        *("r", "rPr", "rStyle", "sz", "szCs", "annotationRef"),
        *("r", "rPr", "sz", "szCs", "t"),
        *("r", "rPr", "color", "sz", "szCs", "t"),
    ]
    styles = [one.get(W + "val") for one in comment.iter(W + "pStyle", W + "rStyle")]
    assert styles == [
        document.styles[name].style_id for name in ("annotation text", "annotation reference")
    ]


def test_who_says_it_and_when_is_the_same_each_time() -> None:
    document = made(run("每周清洗护栏"))
    data = noted(document, "清洗")
    assert data == noted(document, "清洗")
    (found,) = reread(data).comments
    assert (found.author, found.when) == ("文稿核查", "2027-04-06T00:00:00Z")


def test_python_docx_finds_the_comments(tmp_path: Path) -> None:
    path = tmp_path / "方案.docx"
    path.write_bytes(noted(made(run("每周清洗护栏")), "清洗"))
    (found,) = docx.Document(str(path)).comments
    assert (found.text, found.author, found.initials) == ("请核实（PP000）", "文稿核查", "核查")
