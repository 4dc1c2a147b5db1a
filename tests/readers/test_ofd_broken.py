"""OFD files that are damaged, odd or meant to harm: a reason, or what can be read of them."""

import re
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from policyparse.errors import RefusedSource, UnreadableSource
from policyparse.model import RawDocument
from policyparse.readers import read
from tests.readers.ofd_writer import XMLNS, ofd, packed, page, parts, text

WORDS = "疏浚淤塞河段并加固堤岸，恢复行洪断面，登记造册。"
SHEET = page(text(30, 40, WORDS))
WHOLE = ofd(*[SHEET] * 3)
FIRST = "Doc_0/Pages/Page_0/Content.xml"
OUTER = "Doc_0/Document.xml"


def changed(**members: str | bytes | None) -> bytes:
    """A file of two pages with some members replaced, or left out."""
    names = {"entry": "OFD.xml", "document": OUTER, "first": FIRST}
    whole = parts([SHEET, SHEET]) | {
        names[key]: content for key, content in members.items() if content is not None
    }
    for key in (key for key, content in members.items() if content is None):
        del whole[names[key]]
    return packed(whole)


def entry(root: str) -> str:
    """An entry file that leads to some path."""
    return (
        f"<ofd:OFD {XMLNS}><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def locked() -> bytes:
    """A package whose members claim to need a password."""
    data = bytearray(WHOLE)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), WHOLE):
            data[found.start() + at] |= 1
    return bytes(data)


def claiming(size: int) -> bytes:
    """A package whose directory claims a huge first page."""
    file = BytesIO(WHOLE)
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo(FIRST)
    at = WHOLE.index(FIRST.encode(), WHOLE.index(b"PK\x01\x02")) - 46
    real = info.file_size.to_bytes(4, "little")
    assert WHOLE[at + 24 : at + 28] == real
    return WHOLE[: at + 24] + size.to_bytes(4, "little") + WHOLE[at + 28 :]


UNREADABLE = {
    "half": ("damaged", WHOLE[: len(WHOLE) // 2]),
    "head": ("damaged", WHOLE[:60]),
    "no document": ("damaged", changed(document=None)),
    "bad document": ("damaged", changed(document=b"\0\1\2")),
    "bad entry": ("damaged", changed(entry="<ofd:OFD")),
    "no pages": ("empty", changed(document=f"<ofd:Document {XMLNS}/>")),
    "entry of itself": ("empty", changed(entry=entry("OFD.xml"))),
    "no page at all": (
        "damaged",
        packed({k: v for k, v in parts([SHEET]).items() if "Content" not in k}),
    ),
    "path out": ("damaged", changed(entry=entry("../../../../etc/passwd"))),
    "path of the system": ("damaged", changed(entry=entry("/etc/passwd"))),
    "locked": ("encrypted", locked()),
    "encrypted": ("encrypted", packed({"OFD.xml": b"\x8f\1", "Encryptions.xml": "<a/>"})),
    "bomb": ("too-large", changed(first="<a>" + " " * 40_000_000 + "</a>")),
    "dense": ("too-large", changed(first="<a>" + " " * 4_000_000 + "</a>")),
    "claim": ("too-large", claiming(2**31)),
    "entities": (
        "damaged",
        changed(document='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    ),
    "pages": (
        "too-large",
        changed(
            document=f"<ofd:Document {XMLNS}><ofd:Pages>"
            + '<ofd:Page BaseLoc="Pages/Page_0/Content.xml"/>' * 6_000
            + "</ofd:Pages></ofd:Document>"
        ),
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_the_message_says_what_is_wrong_and_what_to_do(name: str) -> None:
    code, data = UNREADABLE[name]
    with pytest.raises(UnreadableSource) as caught:
        read(Path("方案.ofd"), data)
    assert caught.value.code == code or (code == "empty" and caught.value.code == "no-text-layer")
    assert isinstance(caught.value, RefusedSource) == (code in ("encrypted", "too-large"))
    assert re.fullmatch(r"方案\.ofd：.*[\u4e00-\u9fff].*。请.*。", str(caught.value))


def lossy(data: bytes) -> tuple[RawDocument, set[str]]:
    document = read(Path("方案.ofd"), data)
    return document, {loss.code for loss in document.losses}


def test_a_page_that_is_missing_or_damaged_is_told() -> None:
    for content in (None, b"\xff\xfe\0", "<!DOCTYPE a []><a/>"):
        document, codes = lossy(changed(first=content))
        assert [block.text for block in document.blocks] == [WORDS]
        assert document.blocks[0].place.page == 2
        assert "page-damaged" in codes


@pytest.mark.parametrize(
    "head",
    ["", "<?xml version='1.0' encoding='GB2312'?>", "<?xml version='1.0' encoding='nonsense'?>"],
)
def test_xml_with_errors_is_read_as_far_as_it_goes(head: str) -> None:
    broken = SHEET.replace("</ofd:Content></ofd:Page>", "")
    data = (head + broken).encode("gb18030" if "GB" in head else "utf-8")
    document, codes = lossy(changed(first=data))
    assert [block.text for block in document.blocks] == [WORDS, WORDS]
    assert "part-damaged" in codes


def test_names_without_or_with_another_space_are_known() -> None:
    bare = SHEET.replace(f" {XMLNS}", "").replace("ofd:", "")
    undeclared = SHEET.replace(f" {XMLNS}", "")
    other = SHEET.replace("www.ofdspec.org/2016", "www.ofdspec.org")
    for content in (bare, undeclared, other):
        document, _ = lossy(changed(first=content))
        assert [block.text for block in document.blocks] == [WORDS, WORDS]


@pytest.mark.parametrize("depth", [200, 3000])
def test_blocks_within_blocks(depth: int) -> None:
    inner = "<ofd:PageBlock>" * depth + text(30, 60, WORDS) + "</ofd:PageBlock>" * depth
    document, codes = lossy(changed(first=page(text(30, 40, WORDS) + inner)))
    assert WORDS in document.blocks[0].text
    assert codes == set() if depth < 256 else "part-damaged" in codes


def test_objects_that_hold_themselves_end() -> None:
    put = '<ofd:CompositeObject ID="6" ResourceID="5" Boundary="0 0 9 9"/>'
    unit = (
        f"<ofd:Res {XMLNS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='5'>"
        f"<ofd:Content>{put * 30}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
    members = parts([page(put + text(30, 40, WORDS))], common) | {"Doc_0/Res.xml": unit}
    document, codes = lossy(packed(members))
    assert [block.text for block in document.blocks] == [WORDS]
    assert codes == {"too-deep"}


def test_a_page_of_strange_numbers() -> None:
    odd = text(30, 60, WORDS).replace('Size="5.6"', 'Size="1e400"')
    far = text(3_000, 40, WORDS)
    none = text(30, 80, WORDS).replace("Boundary=", "Bounds=")
    document, codes = lossy(changed(first=page(text(30, 40, WORDS) + odd + far + none)))
    assert WORDS in document.blocks[0].text
    assert codes == {"hidden"}


def test_damaged_bytes_never_raise_anything_else() -> None:
    random = Random(7)
    for _ in range(40):
        broken = bytearray(WHOLE)
        for _ in range(random.choice((1, 10, 100))):
            broken[random.randrange(len(broken))] = random.randrange(256)
        with suppress(UnreadableSource):
            assert read(Path("a.ofd"), bytes(broken)).blocks


def test_damaged_xml_never_raises_anything_else() -> None:
    random = Random(11)
    for _ in range(60):
        broken = bytearray(SHEET.encode())
        for _ in range(random.choice((1, 5, 30))):
            broken[random.randrange(len(broken))] = random.randrange(32, 127)
        with suppress(UnreadableSource):
            assert read(Path("a.ofd"), changed(first=bytes(broken))).blocks
