"""Pages of government sites: where the article is, and how its text hangs together."""

from pathlib import Path

import pytest

from policyparse.model import RawDocument
from policyparse.readers import read

MENU = "".join(f'<li><a href="/{at}">政务公开栏目{at}</a></li>' for at in range(60))
BODY = [
    "为改善松岭县河道面貌，制定本方案。",
    "一、清理淤泥。汛前完成主要河段疏浚，汛后再查一遍，逐段登记，逐段销号。",
    "二、拆除围网。对占用行洪断面的围网和违建分类处置，由所在镇负责到底。",
]
CATALOGUE = (
    "<table><tr><td>索引号</td><td>X-1</td><td>发文机关</td><td>松岭县人民政府</td></tr>"
    "<tr><td>发文字号</td><td>松政发〔2027〕3号</td><td>成文日期</td><td>2027年3月1日</td></tr></table>"
)


def page(body: str, head: str = "") -> RawDocument:
    data = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    return read(Path("方案.html"), data)


def texts(body: str, head: str = "") -> list[str]:
    return [b.text for b in page(body, head).blocks if b.kind != "table"]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "container",
    ['<div id="UCAP-CONTENT">', '<div class="view TRS_UEDITOR">', '<div class="article">', "<div>"],
)
def test_the_article_is_found_among_menus(container: str) -> None:
    head = f"<ul>{MENU}</ul><div>当前位置：<a href='/'>首页</a></div>"
    foot = "<footer>主办：松岭县人民政府办公室</footer><script>var a = 1;</script>"
    found = texts(f"{head}{container}{paragraphs(BODY)}</div>{foot}")
    assert found == BODY


def test_a_note_in_a_span_of_its_own_stays_in_its_sentence() -> None:
    note = '清理淤泥。<span style="font-family:楷体">（牵头单位：县水务局</span>\n<b>）</b>'
    found = texts(f"<div id=zoom><p>{note}</p>{paragraphs(BODY)}</div>")
    assert found == ["清理淤泥。（牵头单位：县水务局）", *BODY]


def test_a_line_break_in_the_source_is_none_between_chinese_characters() -> None:
    assert texts(
        "<div id=zoom><p>推进河道\n  清理和 VOCs\nmonitoring 工作，逐段销号不留尾巴。</p></div>"
    ) == ["推进河道清理和 VOCs monitoring 工作，逐段销号不留尾巴。"]


def test_breaks_in_a_title_stay_in_it_and_empty_lines_part() -> None:
    body = "<p>松岭县人民政府<br/>河道清理方案</p><p>第一段话。<br><br>第二段话。</p>"
    assert texts(f"<div id=zoom>{body}</div>") == [
        "松岭县人民政府\n河道清理方案",
        "第一段话。",
        "第二段话。",
    ]


def test_a_body_of_lines_is_paragraphs() -> None:
    lines = ["一、总则", *BODY, "二、附则", "本方案自印发之日起施行。"]
    assert texts(f"<div id=zoom>{'<br/>'.join(lines)}</div>") == lines


def test_an_indent_after_a_break_begins_a_paragraph() -> None:
    body = "　　一、清理淤泥，逐段登记。<br/>　　二、拆除围网，分类处置。"
    assert len(texts(f"<div id=zoom><p>{body}</p></div>")) == 2


def test_a_table_around_the_article_is_opened() -> None:
    inner = "<table><tr><td>任务</td><td>单位</td></tr><tr><td>清淤</td><td>水务</td></tr></table>"
    article = paragraphs(BODY * 5) + inner
    outer = f"<table><tr><td>栏目</td><td>{article}</td></tr></table>"
    found = page(outer)
    assert [b.text for b in found.blocks if b.kind == "paragraph"][-len(BODY) :] == BODY
    (table,) = [b for b in found.blocks if b.kind == "table"]
    assert [cell.text for cell in table.cells] == ["任务", "单位", "清淤", "水务"]


def test_a_table_in_a_cell_follows_and_is_told() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    rows = f"<tr><td>任务</td><td>说明{inner}</td></tr><tr><td>清淤</td><td>见表</td></tr>"
    outer = f"<table>{rows}</table>"
    found = page(f"<div id=zoom>{paragraphs(BODY)}{outer}</div>")
    tables = [[c.text for c in b.cells] for b in found.blocks if b.kind == "table"]
    assert tables == [["任务", "说明", "清淤", "见表"], ["甲", "乙"]]
    assert [loss.code for loss in found.losses] == ["nested-table"]


def test_the_catalogue_entry_is_a_table_before_the_article() -> None:
    found = page(f"<ul>{MENU}</ul>{CATALOGUE}<div id=zoom>{paragraphs(BODY)}</div>")
    assert found.blocks[0].kind == "table"
    assert found.blocks[0].cells[5].text == "松政发〔2027〕3号"
    assert [b.text for b in found.blocks[1:]] == BODY


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="ArticleTitle" content="松岭县河道清理三年方案">',
        "<title>松岭县河道清理三年方案_松岭县人民政府网</title>",
        "<title>松岭县河道清理三年方案 - 松岭县</title>",
    ],
)
def test_the_title_of_the_page_is_put_first(head: str) -> None:
    found = page(f"<div id=zoom>{paragraphs(BODY)}</div>", head)
    assert (found.blocks[0].kind, found.blocks[0].text) == ("heading", "松岭县河道清理三年方案")
    again = page(f"<div id=zoom><p>松岭县河道<br>清理三年方案</p>{paragraphs(BODY)}</div>", head)
    assert [b.kind for b in again.blocks].count("heading") == 0


def test_numbers_of_lists_are_shown() -> None:
    items = "<li>清理淤泥</li><li value=5>拆除围网</li><li>3.已有编号</li>"
    plain = "<ul><li>加强宣传</li></ul><ol style='list-style:none'><li>另</li></ol>"
    body = f"<ol start=2>{items}</ol>{plain}"
    found = page(f"<div id=zoom>{body}{paragraphs(BODY)}</div>")
    listed = [(b.number, b.text) for b in found.blocks][:5]
    assert listed == [
        ("2.", "2. 清理淤泥"),
        ("5.", "5. 拆除围网"),
        ("", "3.已有编号"),
        ("", "加强宣传"),
        ("", "另"),
    ]


def test_what_is_not_shown_is_told() -> None:
    hidden = '<p style="display:none">重复的正文</p><iframe src="a.pdf"></iframe><img alt="公章">'
    found = page(f"<div id=zoom>{paragraphs(BODY)}{hidden}</div>")
    assert [b.text for b in found.blocks] == BODY
    assert {loss.code for loss in found.losses} == {"hidden", "embedded", "image"}


def test_spans_without_sense_do_no_harm() -> None:
    cells = '<td rowspan="0">甲</td><td colspan="99999">乙</td><td rowspan="-2">丙</td>'
    found = page(
        f"<div id=zoom>{paragraphs(BODY)}<table><tr>{cells}</tr><tr><td>丁</td></tr></table></div>"
    )
    (table,) = [b for b in found.blocks if b.kind == "table"]
    assert table.columns <= 1000
    assert [c.text for c in table.cells][:2] == ["甲", "乙"]


def test_very_deep_markup_is_read_and_told() -> None:
    found = page("<div>" * 5000 + "清理淤泥" + "</div>" * 5000)
    assert [b.text for b in found.blocks] == ["清理淤泥"]
    assert [loss.code for loss in found.losses] == ["too-deep"]


def test_a_page_saved_from_word_keeps_all_its_text() -> None:
    items = "".join(f"<li>{line}</li>" for line in BODY)
    lines = ["松岭县人民政府文件", "松政发〔2027〕3号", "各镇人民政府："]
    found = page(f"{paragraphs(lines)}<div>{paragraphs(BODY * 9)}</div><ul>{items}</ul>")
    assert [block.text for block in found.blocks] == [*lines, *BODY * 9, *BODY]
    assert found.losses == ()


def test_a_dash_in_a_title_is_no_end_of_it() -> None:
    head = "<title>松岭县河道清理方案（2027—2029年）-松岭县人民政府网</title>"
    found = page(f"<div id=zoom>{paragraphs(BODY)}</div>", head)
    assert found.blocks[0].text == "松岭县河道清理方案（2027—2029年）"


def test_other_articles_of_the_page_are_told() -> None:
    news = "昨日，县里开会，听取汇报，研究问题，部署工作。会议指出，要抓紧，抓实，抓好。"
    found = page(f"<div id=zoom>{paragraphs(BODY * 3)}</div><div><p>{news}</p></div>")
    assert [b.text for b in found.blocks] == BODY * 3
    assert [loss.code for loss in found.losses] == ["outside"]


def test_a_likely_name_is_not_trusted_with_a_part_of_the_prose() -> None:
    found = texts(f"<div><div class=content>{BODY[0]}</div>{paragraphs(BODY * 3)}</div>")
    assert found == [BODY[0], *BODY * 3]
