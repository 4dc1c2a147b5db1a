"""Word: numbers as shown, merged cells, revisions, and what hangs beside the text."""

from tests.readers.word import footnotes, new, numbered, raw, reread

DELETED = '<w:del w:id="1" w:author="甲"><w:r><w:delText>6月</w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="2" w:author="甲"><w:r><w:t>9月</w:t></w:r></w:ins>'
BOX = """<w:r><mc:AlternateContent
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>咨询电话见附件</w:t></w:r></w:p>
</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>
<w:t>咨询电话见附件</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_numbers_as_word_shows_them() -> None:
    document = new()
    for text, level in (
        ("河道清理", 0),
        ("清理淤泥", 1),
        ("摸清底数", 2),
        ("分段施工", 2),
        ("拆除围网", 1),
        ("登记造册", 2),
        ("保障措施", 0),
        ("加强领导", 1),
    ):
        numbered(document, text, level)
    blocks = reread(document).blocks
    assert [block.text for block in blocks] == [
        "一、河道清理",
        "（一）清理淤泥",
        "1.摸清底数",
        "2.分段施工",
        "（二）拆除围网",
        "1.登记造册",
        "二、保障措施",
        "（一）加强领导",
    ]
    assert [block.number for block in blocks][:3] == ["一、", "（一）", "1."]


def test_a_list_that_starts_anew() -> None:
    document = new()
    numbered(document, "河道清理", 0)
    numbered(document, "保障措施", 0)
    document.add_paragraph("附件")
    numbered(document, "任务清单", 0, list_id=78)
    numbered(document, "联络名单", 0, list_id=78)
    texts = [block.text for block in reread(document).blocks]
    assert texts[1:] == ["二、保障措施", "附件", "一、任务清单", "二、联络名单"]


def test_number_past_ten_and_headings() -> None:
    document = new()
    document.add_heading("松岭市河道清理实施方案", level=1)
    for _ in range(21):
        numbered(document, "某项任务", 0)
    blocks = reread(document).blocks
    assert (blocks[0].kind, blocks[0].level) == ("heading", 1)
    assert [blocks[at].number for at in (10, 11, 20, 21)] == [
        "十、",
        "十一、",
        "二十、",
        "二十一、",
    ]


def test_cells_merged_both_ways() -> None:
    document = new()
    table = document.add_table(4, 3)
    for at, text in ((0, "任务"), (1, "单位")):
        table.cell(0, at).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).text = "清理淤泥"
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).text, table.cell(2, 2).text = "市水务局", "市财政局"
    table.cell(3, 0).merge(table.cell(3, 2)).text = "合计"
    (block,) = reread(document).blocks
    spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in block.cells if c.text}
    assert (block.rows, block.columns) == (4, 3)
    assert spans == {
        "任务": (0, 0, 1, 1),
        "单位": (0, 1, 1, 2),
        "清理淤泥": (1, 0, 2, 1),
        "市水务局": (1, 1, 1, 1),
        "市财政局": (2, 2, 1, 1),
        "合计": (3, 0, 1, 3),
    }


def test_tables_and_paragraphs_keep_their_order() -> None:
    document = new()
    document.add_paragraph("附件1")
    document.add_table(1, 1).cell(0, 0).text = "第一行\n第二行"
    document.add_paragraph("附件2")
    before, table, after = reread(document).blocks
    assert (before.text, table.cells[0].text, after.text) == ("附件1", "第一行\n第二行", "附件2")
    assert after.place.label == "第2段"


def test_revisions_are_read_as_accepted_and_told() -> None:
    document = new()
    raw(document, run("2027年") + DELETED + INSERTED + run("底前完成。"))
    found = reread(document)
    assert [block.text for block in found.blocks] == ["2027年9月底前完成。"]
    (loss,) = found.losses
    assert loss.code == "revisions"
    assert "删去：6月" in loss.message


def test_a_text_box_is_read_once_and_told() -> None:
    document = new()
    raw(document, run("市水务局牵头。") + BOX)
    found = reread(document)
    assert [block.text for block in found.blocks] == ["市水务局牵头。", "咨询电话见附件"]
    assert [(loss.code, loss.count) for loss in found.losses] == [("text-box", 1)]


def test_a_footnote_is_told_with_its_text() -> None:
    document = new()
    footnotes(document, "淤泥指河床沉积物")
    raw(document, run("清理淤泥") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("。"))
    found = reread(document)
    assert [block.text for block in found.blocks] == ["清理淤泥。"]
    (loss,) = found.losses
    assert loss.code == "footnote"
    assert "淤泥指河床沉积物" in loss.message


def test_hidden_text_is_told_and_raised_figures_stay_raised() -> None:
    document = new()
    paragraph = document.add_paragraph("面积不低于10")
    paragraph.add_run("4").font.superscript = True
    paragraph.add_run("平方米")
    paragraph.add_run("（内部掌握）").font.hidden = True
    found = reread(document)
    assert found.blocks[0].text == "面积不低于10⁴平方米"
    assert [loss.code for loss in found.losses] == ["hidden"]
