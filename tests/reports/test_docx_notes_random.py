"""Whatever runs a text is cut into: a comment hangs on just the words that it is about."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.reports.docx_marks import Point
from policyparse.reports.docx_notes import Annotated, Note
from tests.readers.tracked import by, cell, cut, gone, listed, put, row, run, table
from tests.readers.word import new, raw, saved
from tests.reports.noted import FILE, WHO, check_marks, quotes, texts

WORDS = st.sampled_from(["清洗护栏", "市水务局", "，", "6月底前", "（", " ", "𠮷", "a<&>b"])
LOOKS = st.sampled_from(
    ["", "<w:b/>", '<w:rPrChange w:id="3" w:author="周岚"><w:rPr/></w:rPrChange>']
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """Part of a paragraph: runs, alone or in what may hold some."""
    text, look = escaped(draw(WORDS)), draw(LOOKS)
    kind = draw(st.integers(0, 8))
    plain = run(text, look)
    if kind == 0:
        return put(text)
    if kind == 1:
        return cut(text)
    if kind == 2:
        return f'<w:hyperlink w:anchor="ta">{plain}{run("县", look)}</w:hyperlink>'
    if kind == 3:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{plain}</w:sdtContent></w:sdt>"
    if kind == 4:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t><w:tab/><w:t>{text}</w:t><w:br/></w:r>'
    if kind == 5:
        return by("ins", run("各镇") + by("del", gone(text), "程湾"))
    if kind == 6:
        return '<w:bookmarkStart w:id="8" w:name="ta"/>' + plain + '<w:bookmarkEnd w:id="8"/>'
    return plain


paragraphs = st.tuples(st.booleans(), st.lists(pieces(), max_size=6)).map(
    lambda drawn: (listed() if drawn[0] else "") + "".join(drawn[1])
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    document = new()
    raw(document, run("关于道路保洁"))
    for xml in draw(st.lists(paragraphs, max_size=4)):
        raw(document, xml)
    cells = [cell("".join(draw(st.lists(pieces(), max_size=3)))) for _ in range(4)]
    table(document, row(*cells[:2]), row(*cells[2:]))
    return saved(document)


@settings(max_examples=60, deadline=None)
@given(files(), st.data())
def test_the_words_of_each_comment(data: bytes, drawing: st.DataObject) -> None:
    annotated = Annotated(FILE, data)
    blocks = annotated.located.blocks
    notes, wanted = [], []
    places = [place for place in texts(annotated) if place[2]]
    for _ in range(drawing.draw(st.integers(1, 6))):
        block, at, text = drawing.draw(st.sampled_from(places))
        number = len(blocks[block].number) if at is None else 0
        start = drawing.draw(st.integers(number, len(text) - 1))
        end = drawing.draw(st.integers(start + 1, len(text)))
        notes.append(Note(Point(block, at, start), Point(block, at, end), ("请核实",)))
        wanted.append(text[start:end])
    noted = annotated.with_notes(notes, WHO)
    assert quotes(noted) == wanted
    check_marks(noted)
