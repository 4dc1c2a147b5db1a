"""Word: what stands in and beside the text of a paragraph."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from policyparse.errors import UnreadableSource
from policyparse.model import RawDocument
from policyparse.readers import read
from tests.readers.word import new, raw, reread, saved

OPEN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SHOWN = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
CLOSED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
RAISED = '<w:vertAlign w:val="superscript"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """A complex field with its shown result."""
    return f"{OPEN}<w:r><w:instrText>{code}</w:instrText></w:r>{SHOWN}{run(result)}{CLOSED}"


def content(*paragraphs: str) -> RawDocument:
    document = new()
    for xml in paragraphs:
        raw(document, xml)
    return reread(document)


def texts(*paragraphs: str) -> list[str]:
    return [block.text for block in content(*paragraphs).blocks]


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', "甲乙"),
        ("<w:r><w:t>GB 3838</w:t><w:noBreakHyphen/><w:t>2002</w:t></w:r>", "GB 3838-2002"),
        ("<w:r><w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t></w:r>", "甲乙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>采纳</w:t></w:r>', "□采纳"),
        (f"<w:hyperlink>{run('附件1')}</w:hyperlink>", "附件1"),
        (f"<w:smartTag>{run('县水务局')}</w:smartTag>", "县水务局"),
        (f'<w:fldSimple w:instr="DATE">{run("2027年")}</w:fldSimple>', "2027年"),
        (field("REF a", "第二条"), "第二条"),
        (run("见") + field("IF 1", "第3页") + run("。"), "见第3页。"),
        (OPEN + field("PAGE", "3") + SHOWN + run("三") + CLOSED, "三"),
        (f"<w:sdt><w:sdtContent>{run('县财政局')}</w:sdtContent></w:sdt>", "县财政局"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>tan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>滩</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:r>", "滩"),
        (run("不低于10") + run("5", RAISED), "不低于10⁵"),
        (run("每立方m") + run("3", RAISED), "每立方m3"),
        (run("PM") + run("2.5", '<w:vertAlign w:val="subscript"/>'), "PM2.5"),
    ],
)  # fmt: skip
def test_what_a_run_shows(xml: str, shown: str) -> None:
    assert texts(xml) == [shown]


def test_a_formula_is_read_in_line() -> None:
    document = new()
    math = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    raw(document, run("按") + math + run("计算"), "m")
    assert [block.text for block in reread(document).blocks] == ["按a+b计算"]


def test_a_table_of_contents_is_told_and_left_out() -> None:
    begin = f'{OPEN}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>{SHOWN}'
    found = content(
        begin + run("一、总体要求") + field("PAGEREF a", "1"),
        run("二、重点任务") + field("PAGEREF b", "2"),
        CLOSED,
        run("一、总体要求"),
    )
    assert [block.text for block in found.blocks] == ["一、总体要求"]
    assert [(loss.code, loss.count) for loss in found.losses] == [("toc", 2)]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    found = content(
        f"<w:moveFrom>{run('县水务局牵头。')}</w:moveFrom>{run('清理淤泥。')}",
        f"{run('拆除围网。')}<w:moveTo>{run('县水务局牵头。')}</w:moveTo>",
    )
    assert [block.text for block in found.blocks] == ["清理淤泥。", "拆除围网。县水务局牵头。"]
    assert [(loss.code, loss.count) for loss in found.losses] == [("revisions", 2)]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    found = content(
        '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + run("清理淤泥，"),
        run("2027年底前完成。"),
    )
    assert [block.text for block in found.blocks] == ["清理淤泥，2027年底前完成。"]


def test_text_before_a_deleted_mark_at_the_end_is_kept() -> None:
    found = content(run("甲。"), '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' + run("乙。"))
    assert [block.text for block in found.blocks] == ["甲。", "乙。"]


def test_prompts_of_empty_controls_are_told() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    found = content(run("牵头：") + prompt + run("单击此处输入") + "</w:sdtContent></w:sdt>")
    assert [block.text for block in found.blocks] == ["牵头："]
    assert [loss.code for loss in found.losses] == ["placeholder"]


def test_an_unknown_symbol_is_told() -> None:
    found = content(run("甲") + '<w:r><w:sym w:font="Webdings" w:char="F099"/></w:r>')
    assert found.blocks[0].text == "甲\N{REPLACEMENT CHARACTER}"
    assert [loss.code for loss in found.losses] == ["symbol"]


def test_pictures_and_objects_are_told() -> None:
    document = new()
    picture = '<w:drawing><wp:inline><wp:docPr id="1" name="a" descr="流程图"/><a:graphic>'
    picture += "<a:graphicData><a:blip/></a:graphicData></a:graphic></wp:inline></w:drawing>"
    raw(document, run("如图") + f"<w:r>{picture}</w:r>" + "<w:r><w:object/></w:r>", "wp", "a")
    found = reread(document)
    assert {loss.code: loss.count for loss in found.losses} == {"image": 1, "embedded": 1}
    assert "流程图" in found.losses[0].message


def test_comments_are_told() -> None:
    document = new()
    paragraph = document.add_paragraph("市水务局牵头。")
    document.add_comment(paragraph.runs, text="是否改为县水务局", author="甲")
    found = reread(document)
    assert [block.text for block in found.blocks] == ["市水务局牵头。"]
    assert [loss.code for loss in found.losses] == ["annotation"]
    assert "是否改为县水务局" in found.losses[0].message


def test_heads_and_feet_are_left_out() -> None:
    document = new()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.add_paragraph("正文。")
    found = reread(document)
    assert [block.text for block in found.blocks] == ["正文。"]
    assert found.losses == ()


def test_a_table_in_a_cell_follows_its_table() -> None:
    document = new()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "外"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "内"
    found = reread(document)
    assert [[cell.text for cell in block.cells] for block in found.blocks] == [["外", ""], ["内"]]
    assert [loss.code for loss in found.losses] == ["nested-table"]


def test_rows_deleted_by_a_revision_and_rows_that_begin_later() -> None:
    document = new()
    table = document.add_table(3, 2)
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            cell.text = str(at)
    before = table.rows[2]._tr.get_or_add_trPr()
    before.append(before.makeelement(_w("gridBefore"), {_w("val"): "1"}))
    table.rows[2]._tr.remove(table.rows[2]._tr.tc_lst[0])
    deleted = table.rows[1]._tr.get_or_add_trPr()
    deleted.append(deleted.makeelement(_w("del"), {}))
    (block,) = reread(document).blocks
    assert [(c.row, c.column, c.text) for c in block.cells] == [
        (0, 0, "0"),
        (0, 1, "0"),
        (1, 1, "2"),
    ]


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def test_fields_that_are_never_closed_hide_no_text() -> None:
    contents = f"{OPEN}<w:r><w:instrText>TOC</w:instrText></w:r>{SHOWN}"
    body = "清理淤泥，拆除围网，登记造册。" * 10
    assert texts(contents + run("一、总则"), run(body), run("附件")) == [body, "附件"]
    assert texts(OPEN + run("乱码"), run("清理淤泥。")) == ["清理淤泥。"]


def test_a_strict_document_is_named_as_such() -> None:
    source, packed = BytesIO(saved(new())), BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(packed, "w") as strict:
        for name in old.namelist():
            data = old.read(name)
            if name == "_rels/.rels":
                data = data.replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/",
                    b"http://purl.oclc.org/ooxml/officeDocument/",
                )
            strict.writestr(name, data)
    with pytest.raises(UnreadableSource) as caught:
        read(Path("a.docx"), packed.getvalue())
    assert caught.value.code == "strict-ooxml"
