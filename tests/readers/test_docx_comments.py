"""Word: comments in the margin, the words that they hang on, in both states."""

from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from policyparse.readers.docx_xml import W14, W15
from tests.readers.tracked import both, cell, cut, end, made, put, row, run, table, words

FROM, TO = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
AT = '<w:r><w:commentReference w:id="0"/></w:r>'
SAID = "是否由市水务局负责"


def noted(document: Any, text: str = SAID) -> Any:
    """With one more comment, the first of id 0, whose own marks are taken out again."""
    run = document.add_paragraph("").add_run()
    document.add_comment(run, text=text, author="程湾")
    document.element.body.remove(run._r.getparent())
    return document


def quotes(*paragraphs: str) -> tuple[list[str], list[str]]:
    found = both(noted(made(*paragraphs)))
    one, other = (words(d, c.stretches) for d in found for c in d.comments)
    return one, other


@pytest.mark.parametrize(
    ("paragraphs", "before", "after"),
    [
        ((run("清理") + FROM + run("淤泥") + TO + AT + run("。"),), ["淤泥"], ["淤泥"]),
        ((run("清理") + FROM + cut("淤泥") + TO + AT + run("。"),), ["淤泥"], [""]),
        ((run("清理") + FROM + cut("淤") + put("污") + run("泥") + TO + AT,), ["淤泥"], ["污泥"]),
        ((run("清理") + AT + run("淤泥"),), [""], [""]),
        (
            (run("一") + FROM + run("二"), run("三"), run("四") + TO + AT + run("五")),
            ["二", "三", "四"],
            ["二", "三", "四"],
        ),
        (
            (run("一") + FROM + run("二"), end("ins") + run("三"), run("四") + TO + AT),
            ["二", "三四"],
            ["二", "三", "四"],
        ),
    ],
)  # fmt: skip
def test_the_words_that_a_comment_hangs_on(
    paragraphs: tuple[str, ...], before: list[str], after: list[str]
) -> None:
    one, other = quotes(*paragraphs)
    joined = ["".join(one), "".join(other)]
    assert joined == ["".join(before), "".join(after)]
    assert (len(one), len(other)) == (len(before), len(after))


def test_who_said_what_and_when() -> None:
    _, after = both(noted(made(run("清理") + FROM + run("淤泥") + TO + AT), "一\n二"))
    (found,) = after.comments
    assert (found.text, found.quoted, found.author) == ("一\n二", "淤泥", "程湾")
    assert found.when is not None
    assert found.place.label == "第1段"


def test_a_comment_over_cells_and_out_of_the_table() -> None:
    document = made()
    table(document, row(cell(run("任务")), cell(FROM + run("单位"))), row(cell(run("清淤"))))
    document.element.body.insert(-1, made(run("说明") + TO + AT + run("。")).element.body[0])
    _, after = both(noted(document))
    assert words(after, after.comments[0].stretches) == ["单位", "清淤", "说明"]
    assert after.comments[0].place.label == "表1第1行第2列"


def test_a_comment_on_a_row_that_is_gone_ends_with_it() -> None:
    gone = '<w:del w:id="1" w:author="周岚"/>'
    document = made()
    table(document, row(cell(run("任务"))), row(cell(FROM + run("清淤") + TO), properties=gone))
    document.element.body.insert(-1, made(run("说明")).element.body[0])
    before, after = both(noted(document))
    assert before.comments[0].quoted == "清淤"
    assert (after.comments[0].quoted, after.comments[0].stretches) == ("", ())


def test_comments_that_are_ticked_off_with_their_answers() -> None:
    document = made(run("清理") + FROM + run("淤泥") + TO + AT)
    for text in ("一", "二", "三"):
        noted(document, text)
    names = {}
    for at, comment in enumerate(document.part._comments_part.element):
        names[at] = f"0000000{at}"
        comment[-1].set(W14 + "paraId", names[at])
    rows = ((0, None, 1), (1, 0, 0), (2, None, 0))  # the second answers the first
    threads = "".join(
        f'<w15:commentEx w15:paraId="{names[at]}" w15:done="{done}"'
        + (f' w15:paraIdParent="{names[above]}"/>' if above is not None else "/>")
        for at, above, done in rows
    )
    blob = f'<w15:commentsEx xmlns:w15="{W15[1:-1]}">{threads}</w15:commentsEx>'.encode()
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    name = PackURI("/word/commentsExtended.xml")
    document.part.relate_to(Part(name, "application/xml", blob, document.part.package), kind)
    _, after = both(document)
    assert [(c.text, c.resolved) for c in after.comments] == [
        ("一", True),
        ("二", True),
        ("三", False),
    ]


def test_comments_are_still_told() -> None:
    for found in both(noted(made(run("清理") + FROM + run("淤泥") + TO + AT))):
        assert [loss.code for loss in found.losses] == ["annotation"]
        assert SAID in found.losses[0].message


def test_comments_as_python_docx_writes_them() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("市水务局牵头，")
    marked = paragraph.add_run("市财政局配合")
    document.add_comment(marked, text=SAID, author="程湾")
    _, after = both(document)
    assert [(c.author, c.quoted) for c in after.comments] == [("程湾", "市财政局配合")]
