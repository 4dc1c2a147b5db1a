"""Broken, encrypted and mislabelled files: a Chinese message with what to do, or what is left."""

import re
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from policyparse.errors import RefusedSource, UnknownFormat, UnreadableSource
from policyparse.readers import READERS, read
from tests.conftest import CORPUS
from tests.readers.word import new, saved

PDF = next((CORPUS / "formats").glob("*.pdf")).read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"ab" * 32, b"cd" * 32)
ID = b"/ID[<%s><%s>]" % (b"00" * 16, b"00" * 16)
SCAN = b"q 500 0 0 700 0 0 cm /I Do Q"
PAGE = "<html><body><p>松岭市河道清理实施方案</p></body></html>".encode()
SUFFIXES = [*(s for reader in READERS for s in reader.suffixes), ".doc", ".zip", ".wps", ""]


def word() -> bytes:
    document = new()
    for _ in range(200):
        document.add_paragraph("市水务局牵头清理淤泥，2027年底前完成。")
    return saved(document)


def pdf(trailer: bytes = b"") -> bytes:
    """A PDF with one page, which is a picture."""
    image = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(SCAN), SCAN),
        b"<<%s/Length 1>>stream\nA\nendstream" % image,
    )
    out, table = b"%PDF-1.4\n", b"xref\n0 6\n0000000000 65535 f \n"
    for number, content in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj%s endobj\n" % (number, content)
    end = b"trailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(out))
    return out + table + end


def packed(members: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(data: bytes, name: str, content: bytes | None) -> bytes:
    """A package with one member replaced, or left out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    if content is None:
        del members[name]
    else:
        members[name] = content
    return packed(members)


UNREADABLE = {
    "empty.txt": ("empty", b""),
    "blank.md": ("empty", b"\xef\xbb\xbf \n\n"),
    "empty.html": ("empty", b"<html><body></body></html>"),
    "half.docx": ("damaged", word()[:8000]),
    "head.docx": ("damaged", word()[:60]),
    "no-body.docx": ("damaged", changed(word(), "word/document.xml", None)),
    "bad-xml.docx": ("damaged", changed(word(), "word/document.xml", b"<w:document")),
    "bad-styles.docx": ("damaged", changed(word(), "word/styles.xml", b"<w:")),
    "half.pdf": ("damaged", PDF[: len(PDF) // 2]),
    "head.pdf": ("damaged", PDF[:100]),
    "scan.pdf": ("no-text-layer", pdf()),
    "program.txt": ("mislabelled", b"MZ\x90\0" + bytes(range(256)) * 20),
    "a.zip": ("unknown-format", packed({"说明.txt": b"1"})),
    "zip.docx": ("unknown-format", packed({"说明.txt": b"1"})),
    "picture.txt": ("unknown-format", b"\x89PNG\r\n\x1a\n" + bytes(99)),
    "old.doc": ("unknown-format", OLE),
    "locked.pdf": ("encrypted", pdf(LOCK + ID)),
    "locked.docx": ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le")),
}
KINDS = {"unknown-format": UnknownFormat, "encrypted": RefusedSource}


@pytest.mark.parametrize("name", UNREADABLE)
def test_the_message_says_what_is_wrong_and_what_to_do(name: str) -> None:
    code, data = UNREADABLE[name]
    with pytest.raises(UnreadableSource) as caught:
        read(Path(name), data)
    assert caught.value.code == code
    assert type(caught.value) is KINDS.get(code, UnreadableSource)
    assert re.fullmatch(rf"{re.escape(name)}：.*[\u4e00-\u9fff].*。请.*。", str(caught.value))


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("word.pdf", word(), "docx"),
        ("word.txt", word(), "docx"),
        ("pdf.docx", PDF, "pdf"),
        ("page.txt", PAGE, "html"),
        ("text.docx", "松岭市河道清理实施方案".encode(), "text"),
    ],
    ids=["word.pdf", "word.txt", "pdf.docx", "page.txt", "text.docx"],
)
def test_a_wrong_suffix_is_read_by_content_and_told(name: str, data: bytes, form: str) -> None:
    document = read(Path(name), data)
    assert document.format == form
    assert document.losses[0].code == "mislabelled"
    assert name in document.losses[0].message or Path(name).suffix in document.losses[0].message


def test_a_pdf_without_its_end_is_read_and_told() -> None:
    document = read(Path("a.pdf"), PDF[:-20])
    assert "truncated" in {loss.code for loss in document.losses}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for source in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(UnreadableSource) as caught:
            read(source)
        assert caught.value.code == "cannot-open"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_random_bytes_of_every_name(suffix: str) -> None:
    random = Random(suffix)
    for size in (200, 1000, 5000):
        with pytest.raises(UnreadableSource):
            read(Path("a" + suffix), random.randbytes(size))


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", word()), ("a.pdf", PDF)], ids=["docx", "pdf"]
)
def test_damaged_bytes_never_raise_anything_else(name: str, data: bytes) -> None:
    random = Random(7)
    for _ in range(15):
        broken = bytearray(data)
        for _ in range(random.choice((1, 10, 100))):
            broken[random.randrange(len(broken))] = random.randrange(256)
        with suppress(UnreadableSource):
            assert read(Path(name), bytes(broken)).blocks


def test_a_stray_control_character_makes_no_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text("一、主要任务\n疏浚\a灌渠，修复\x1b闸门。\n", encoding="utf-8")
    assert "修复" in read(path).blocks[1].text


def test_why_a_file_does_not_open_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="文件打不开（文件或文件夹不存在）"):
        read(tmp_path / "没有这份方案.docx")
