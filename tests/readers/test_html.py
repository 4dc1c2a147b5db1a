"""Saved web pages: the article alone, with its tables."""

from pathlib import Path

import pytest

from policyparse.readers import read

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>松岭市河道清理实施方案</title>
<style>p {{ color: red }}</style><script>var a = "不是正文";</script></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">互动交流</a></div>
<div id="zoom"><h1>松岭市河道清理实施方案</h1>
<p>一、主要任务</p><p>（一）清理淤泥。<b>市水务局</b>牵头，<br>2027年底前完成。</p>
<p>（二）拆除围网，面积不低于10<sup>4</sup>平方米，由市农业农村局负责，各镇人民政府配合。</p>
<img src="a.png" alt="流程图">
<table border="1"><tr><th rowspan="2">任务</th><th colspan="2">单位</th></tr>
<tr><th>牵头</th><th>配合</th></tr><tr><td>清淤</td><td>市水务局</td><td>市财政局</td></tr></table>
</div></body></html>"""


def text_of(charset: str, declared: str) -> list[str]:
    data = PAGE.format(charset=declared).encode(charset)
    return [b.text for b in read(Path("方案.html"), data).blocks if b.kind != "table"]


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "utf-8"), ("utf-16", "utf-16")],
)
def test_the_article_in_every_encoding(charset: str, declared: str) -> None:
    joined = "".join(text_of(charset, declared))
    assert joined.count("松岭市河道清理实施方案") == 1
    assert "（一）清理淤泥。市水务局牵头，" in joined
    assert "10⁴平方米" in joined
    assert "不是正文" not in joined
    assert "政务公开" not in joined
    assert "color" not in joined


def test_spans_of_a_table() -> None:
    document = read(Path("方案.html"), PAGE.format(charset="utf-8").encode())
    (table,) = [b for b in document.blocks if b.kind == "table"]
    spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert spans["任务"] == (0, 0, 2, 1)
    assert spans["单位"] == (0, 1, 1, 2)
    assert spans["配合"] == (1, 2, 1, 1)
    assert spans["市财政局"] == (2, 2, 1, 1)
    assert "image" in {loss.code for loss in document.losses}


def test_a_fragment_is_a_page() -> None:
    data = "<p>一、清理淤泥</p><p>市水务局牵头。</p>".encode()
    document = read(Path("方案.html"), data)
    assert document.format == "html"
    assert [b.text for b in document.blocks] == ["一、清理淤泥", "市水务局牵头。"]
