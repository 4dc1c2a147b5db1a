"""OFD: the pages of a plan as its Word file says it, seals and marks told."""

from pathlib import Path

import pytest

from policyparse.model import RawDocument
from policyparse.pipeline import parse
from policyparse.readers import read
from tests.conftest import CORPUS
from tests.plans import LEXICON
from tests.readers.ofd_writer import XMLNS, grid, of_pdf, ofd, packed, page, parts, text
from tests.readers.test_pdf_layouts import told as block_told
from tests.test_formats import told

FIXTURES = Path(__file__).parent / "fixtures"
PDFS = [
    *sorted((CORPUS / "formats").glob("*.pdf")),
    *(FIXTURES / f"{name}.pdf" for name in ("indented", "spaced", "columns", "landscape-turned")),
]


def one(*content: str) -> RawDocument:
    """A document of one page."""
    return read(Path("方案.ofd"), ofd(page("".join(content))))


def lines(*words: str, top: float = 40, left: float = 26) -> str:
    """Lines of a body: 28 characters of 5.6 mm to a line, first lines set in."""
    return "".join(text(left, top + 10 * at, line) for at, line in enumerate(words))


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks]


def codes(document: RawDocument) -> dict[str, str]:
    return {loss.code: loss.message for loss in document.losses}


def word_of(pdf: Path) -> Path:
    """The Word file that a PDF was made from."""
    names = (f"{pdf.stem}.docx", f"{pdf.stem.removesuffix('-turned')}.docx")
    folder = CORPUS if pdf.is_relative_to(CORPUS) else FIXTURES
    return next(found for name in names for found in folder.rglob(name))


@pytest.mark.parametrize("pdf", PDFS, ids=lambda path: path.name[:9])
def test_blocks_are_those_of_the_word_file(pdf: Path) -> None:
    document = read(Path("方案.ofd"), of_pdf(pdf.read_bytes()))
    word = read(word_of(pdf))
    assert [block_told(block) for block in document.blocks] == [
        block_told(block) for block in word.blocks
    ]
    assert document.losses == ()
    assert document.format == "ofd"
    for block in document.blocks:
        assert block.place.page is not None
        assert block.place.box is not None


@pytest.mark.parametrize("pdf", PDFS[:2], ids=lambda path: path.name[:2])
def test_the_tasks_are_those_of_the_word_file(pdf: Path, tmp_path: Path) -> None:
    source = tmp_path / f"{pdf.stem}.ofd"
    source.write_bytes(of_pdf(pdf.read_bytes()))
    plan, word = (parse(path, (LEXICON,)) for path in (source, word_of(pdf)))
    assert plan.tasks
    assert [told(task) for task in plan.tasks] == [told(task) for task in word.tasks]


def test_lines_are_joined_into_paragraphs() -> None:
    full = "疏浚淤塞河段并加固堤岸，恢复行洪断面，登记造册后按户补偿，"
    body = lines("　　" + full[:26], full[:28], full[:28], "由县水务局牵头。", "　　各镇配合。")
    found = texts(one(body))
    assert found[0] == ("　　" + full[:26] + full[:28] * 2 + "由县水务局牵头。").strip()
    assert found[1] == "各镇配合。"


def test_offsets_are_read_in_each_way_of_writing() -> None:
    for deltas in ('DeltaX="5.6 5.6 5.6 g 6 5.6"', 'DeltaX="g 9 5.6"', 'DeltaX="g 2 5.6"', ""):
        (block,) = one(text(30, 40, "疏浚河段，修复闸门。", deltas=deltas)).blocks
        assert block.text == "疏浚河段，修复闸门。"
        assert block.place.box == (85.0, 99.4, 243.8, 115.3)


@pytest.mark.parametrize(
    "deltas", ['DeltaX="g 999999999 5.6"', 'DeltaX="g x 5.6 5.6"', 'DeltaX="nan 1e999 -"', "A=''"]
)
def test_odd_offsets_lose_no_character(deltas: str) -> None:
    (block,) = one(text(30, 40, "疏浚河段，修复闸门和涵管。", deltas=deltas)).blocks
    assert sorted(block.text.replace(" ", "")) == sorted("疏浚河段，修复闸门和涵管。")


def test_a_matrix_moves_and_scales() -> None:
    """As programs write that turn PDF pages into OFD: points in the text, millimetres around."""
    drawn = (
        '<ofd:TextObject ID="1" Font="1" Size="16" Boundary="30 40 80 6" '
        'CTM="0.35278 0 0 0.35278 0 0"><ofd:TextCode X="0" Y="14" DeltaX="g 9 16">'
        "疏浚河段，修复闸门。</ofd:TextCode></ofd:TextObject>"
    )
    (block,) = one(drawn).blocks
    assert block.text == "疏浚河段，修复闸门。"
    assert block.place.box == (85.0, 113.3, 245.0, 129.3)


def test_words_drawn_twice_are_read_once() -> None:
    """Some programs draw bold characters twice, a little apart."""
    bold = text(30, 40, "一、疏浚11条河段的任务") + text(30.2, 40, "一、疏浚11条河段的任务")
    assert texts(one(bold)) == ["一、疏浚11条河段的任务"]


def test_pieces_of_a_line_are_read_from_left_to_right() -> None:
    drawn = text(58, 40, "牵头，") + text(30, 40, "由县水务局") + text(80.4, 40.2, "各镇配合。")
    assert texts(one(drawn)) == ["由县水务局牵头， 各镇配合。"]


def test_glyphs_without_characters_are_told() -> None:
    glyphs = '<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"/>'
    known = "".join(text(30, 40 + 10 * at, "修复闸门并加固堤岸。") for at in range(3))
    odd = text(30, 90, "¤局").replace("<ofd:TextCode", glyphs + "<ofd:TextCode")
    document = one(known + odd)
    assert "1个字符缺少文字编码" in codes(document)["unmapped-text"]


def test_escaped_characters_are_read() -> None:
    assert texts(one(text(30, 40, "疏浚河段，修复\\95F8门。"))) == ["疏浚河段，修复闸门。"]


def test_text_on_its_side_is_told() -> None:
    mark = text(100, 150, "内部资料", more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    document = one(lines("疏浚淤塞河段并加固堤岸。") + mark)
    assert texts(document) == ["疏浚淤塞河段并加固堤岸。"]
    assert "内部资料" in codes(document)["rotated-text"]


@pytest.mark.parametrize(
    "matrix", ["0 1 -1 0 100 0", "-1 0 0 -1 100 0", "0 -1 1 0 0 100"], ids=["90", "180", "270"]
)
def test_a_page_on_its_side_is_turned(matrix: str) -> None:
    words = ("一、主要任务", "疏浚淤塞河段并加固堤岸。")
    drawn = "".join(
        f'<ofd:TextObject ID="1" Font="1" Size="5" Boundary="50 60 90 90" CTM="{matrix}">'
        f'<ofd:TextCode X="10" Y="{20 + 15 * at}" DeltaX="g {len(line) - 1} 5">{line}'
        "</ofd:TextCode></ofd:TextObject>"
        for at, line in enumerate(words)
    )
    document = one(drawn)
    assert texts(document) == list(words)
    assert document.losses == ()


def test_rules_make_a_table() -> None:
    rows = (("序号", "任务", "牵头单位"), ("1", "疏浚河段", "县水务局"), ("2", "修复闸门", "各镇"))
    drawn = "".join(
        text(x, y, word, size=4)
        for y, row in zip((37, 47, 57), rows, strict=True)
        for x, word in zip((32, 62, 112), row, strict=True)
    )
    rules = grid((30, 60, 110, 170), (30, 40, 50, 60))
    document = one(text(30, 20, "任务分解表") + drawn + rules)
    title, table = document.blocks
    assert title.text == "任务分解表"
    assert (table.rows, table.columns) == (3, 3)
    assert tuple(cell.text for cell in table.cells) == tuple(w for row in rows for w in row)


def test_a_label_set_downwards_is_read_in_its_cell() -> None:
    label = text(35, 40, "河道整治", size=4, deltas='DeltaX="g 3 0" DeltaY="g 3 4.5"')
    drawn = label + text(62, 45, "疏浚河段", size=4) + text(62, 55, "修复闸门", size=4)
    rules = grid((30, 60, 110), (30, 70)) + grid((60, 110), (30, 50, 70))
    (table,) = one(drawn + rules).blocks
    assert ["".join(cell.text.split()) for cell in table.cells] == [
        "河道整治",
        "疏浚河段",
        "修复闸门",
    ]


def test_a_drawing_of_very_many_rules_is_no_table() -> None:
    fine = [30 + at * 1.5 for at in range(90)]
    document = one(text(30, 20, "疏浚淤塞河段并修复闸门。") + grid(fine, fine))
    assert texts(document) == ["疏浚淤塞河段并修复闸门。"]
    assert "table-unread" in codes(document)


def test_heads_of_a_template_and_page_numbers_are_left_out() -> None:
    template = page(text(80, 15, "松岭市人民政府公报"))
    use = '<ofd:Template TemplateID="7"/>'
    sheets = [
        page(lines(f"第{at}项任务由县水务局牵头。") + text(100, 285, f"—{at}—", size=4), head=use)
        for at in (1, 2, 3)
    ]
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    members = parts(sheets, common) | {"Doc_0/Tpls/Tpl_0/Content.xml": template}
    document = read(Path("a.ofd"), packed(members))
    assert texts(document) == [f"第{at}项任务由县水务局牵头。" for at in (1, 2, 3)]
    assert [block.place.page for block in document.blocks] == [1, 2, 3]


def test_composite_objects_are_read_where_they_are_put() -> None:
    unit = f"<ofd:Content>{text(0, 5, '由县水务局牵头。')}</ofd:Content>"
    resources = (
        f"<ofd:Res {XMLNS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='5'>{unit}"
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    put = '<ofd:CompositeObject ID="6" ResourceID="5" Boundary="30 60 100 9"/>'
    common = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    members = parts([page(put + text(30, 40, "修复闸门。"))], common)
    document = read(Path("a.ofd"), packed(members | {"Doc_0/PublicRes.xml": resources}))
    assert texts(document) == ["修复闸门。", "由县水务局牵头。"]


def test_pictures_are_counted_and_the_text_of_a_scan_is_read() -> None:
    body = lines("疏浚淤塞河段并加固堤岸。").replace("Size=", 'Visible="false" Size=')
    small = '<ofd:ImageObject ID="4" ResourceID="3" Boundary="30 90 60 60" CTM="60 0 0 60 0 0"/>'
    scan = '<ofd:ImageObject ID="4" ResourceID="3" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
    seen = one(lines("县水务局牵头，各镇人民政府配合。", top=200) + body + small)
    assert texts(seen) == ["县水务局牵头，各镇人民政府配合。"]
    assert set(codes(seen)) == {"hidden", "image"}
    assert texts(one(body + scan)) == ["疏浚淤塞河段并加固堤岸。"]


def der(tag: int, content: bytes) -> bytes:
    size = len(content)
    return bytes((tag,)) + (bytes((size,)) if size < 128 else b"\x81" + bytes((size,))) + content


def seal(name: str) -> bytes:
    """The beginning of an electronic seal (GM/T 0031-2014, 6.1), its picture left out."""
    owner = der(0x30, der(0x02, b"\1") + der(0x0C, name.encode()) + der(0x30, b""))
    header = der(0x30, der(0x16, b"ES") + der(0x02, b"\1") + der(0x16, b"maker"))
    return der(0x30, der(0x30, header + der(0x16, b"id") + owner) + der(0x30, b""))


@pytest.mark.parametrize("signed", [False, True], ids=["seal", "signed value"])
def test_seals_are_told_by_name(signed: bool) -> None:
    value = der(0x30, der(0x30, der(0x02, b"\1") + seal("松岭市人民政府") + der(0x18, b"2026")))
    info = (
        '<ofd:SignatureDateTime>20260403102030</ofd:SignatureDateTime><ofd:StampAnnot ID="1" '
        'PageRef="2" Boundary="90 200 40 40"/>'
        + ("" if signed else "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>")
    )
    more = {
        "Doc_0/Signs/Signatures.xml": f"<ofd:Signatures {XMLNS}><ofd:Signature ID='1' "
        "BaseLoc='/Doc_0/Signs/Sign_0/Signature.xml'/></ofd:Signatures>",
        "Doc_0/Signs/Sign_0/Signature.xml": f"<ofd:Signature {XMLNS}><ofd:SignedInfo>{info}"
        "</ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>",
        "Doc_0/Signs/Sign_0/SignedValue.dat" if signed else "Doc_0/Signs/Sign_0/Seal.esl": value
        if signed
        else seal("松岭市人民政府"),
    }
    members = parts(
        [page(lines("修复闸门并加固堤岸。")), page(lines("现将有关事项通知如下，请认真贯彻执行。"))]
    )
    (loss,) = read(Path("a.ofd"), packed(members | more)).losses
    assert loss.code == "seal"
    assert loss.place == "第2页"
    assert "1枚电子印章" in loss.message
    assert "松岭市人民政府，第2页，20260403" in loss.message


def test_marks_and_attached_files_are_told() -> None:
    after = (
        "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    )
    more = {
        "Doc_0/Annots/Annotations.xml": f"<ofd:Annotations {XMLNS}><ofd:Page PageID='1'>"
        "<ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
        "Doc_0/Annots/Page_0/Annotation.xml": f"<ofd:PageAnnot {XMLNS}><ofd:Annot ID='1' "
        "Type='Link'/><ofd:Annot ID='2' Type='Highlight'><ofd:Remark>请核实单位</ofd:Remark>"
        f"</ofd:Annot><ofd:Annot ID='3' Type='Watermark'><ofd:Appearance>{text(1, 1, '样稿')}"
        "</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
        "Doc_0/Attachs/Attachments.xml": f"<ofd:Attachments {XMLNS}><ofd:Attachment ID='1' "
        "Name='任务分解表.xlsx'/></ofd:Attachments>",
    }
    members = parts([page(lines("修复闸门并加固堤岸。"))], after=after)
    found = codes(read(Path("a.ofd"), packed(members | more)))
    assert set(found) == {"annotation", "embedded"}
    assert "2处" in found["annotation"]
    assert "请核实单位" in found["annotation"]
    assert "样稿" in found["annotation"]
    assert "任务分解表.xlsx" in found["embedded"]
