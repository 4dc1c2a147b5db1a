"""LibreOffice absent, stuck, failing or fed with traps: a reason, and nothing is left behind."""

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from policyparse.errors import RefusedSource, UnreadableSource
from policyparse.readers import read, soffice
from policyparse.readers.ole import OLE, needs_password, root_streams
from policyparse.readers.soffice import VARIABLE
from tests.readers.word import new, saved

SaveAs = Callable[[Path, str], Path]
FONT = rb"{\fonttbl{\f0\fcharset134 SimSun;}}\f0 "
RICH = rb"{\rtf1\ansi\ansicpg936 " + FONT + rb"\'d2\'bb\'a1\'a2\'b9\'a4\'d7\'f7\par}"
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 manifest:version="1.2"><manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry
 manifest:full-path="content.xml" manifest:media-type="text/xml"/>{}</manifest:manifest>"""
CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>
<text:p>雁岭市灌区修复方案</text:p>{}</office:text></office:body></office:document-content>"""
LINKED = """<text:section text:name="s" text:protected="false">
<text:section-source xlink:type="simple" xlink:href="{0}"/><text:p>原有文字</text:p></text:section>
<text:p><draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="{0}"/></draw:frame>
</text:p>"""
LOCKED = """<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>
</manifest:file-entry>"""


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def code_of(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read(Path(name), data)
    assert caught.value.hint
    return caught.value.code


def odt(folder: Path, content: str, entries: str = "") -> bytes:
    path = folder / "made.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", CONTENT.format(content))
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(entries))
    return path.read_bytes()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_without_libreoffice_the_message_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(soffice, "_PLACES", ())
    with pytest.raises(
        UnreadableSource, match=f"没有找到 LibreOffice.*请安装.*{VARIABLE}"
    ) as caught:
        read(Path("方案.doc"), RICH)
    assert caught.value.code == "converter-missing"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "没有"))
    with pytest.raises(UnreadableSource, match="没有 不存在"):
        read(Path("方案.wps"), RICH)


@posix
def test_a_program_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soffice, "SECONDS", 0.3)
    program(tmp_path, f"sleep 60 & echo $! >> {tmp_path}/started; wait", monkeypatch)
    assert code_of("方案.rtf", RICH) == "converter-timeout"
    started = (tmp_path / "started").read_text().split()
    assert len(started) == soffice.TRIES
    time.sleep(0.1)
    assert not [number for number in started if is_running(int(number))]
    assert list(temporary.iterdir()) == []


def is_running(number: int) -> bool:
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()[:1] not in ("", "Z")


@posix
def test_a_program_that_makes_nothing_is_tried_twice_each_with_a_profile_of_its_own(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, f'echo "$1" >> {tmp_path}/calls', monkeypatch)
    assert code_of("方案.rtf", RICH) == "converter-failed"
    profiles = (tmp_path / "calls").read_text().split()
    assert len(set(profiles)) == len(profiles) == soffice.TRIES
    assert all(p.startswith("-env:UserInstallation=file:///") for p in profiles)
    assert list(temporary.iterdir()) == []


@posix
def test_the_second_try_may_succeed(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = new()
    document.add_paragraph("疏浚灌渠，由市水务局负责。")
    (tmp_path / "made.docx").write_bytes(saved(document))
    script = f"[ -e {tmp_path}/once ] && mkdir out && cp {tmp_path}/made.docx out/in.docx"
    program(tmp_path, f"{script}; touch {tmp_path}/once", monkeypatch)
    assert [block.text for block in read(Path("方案.rtf"), RICH).blocks] == [
        "疏浚灌渠，由市水务局负责。"
    ]
    assert list(temporary.iterdir()) == []


@posix
def test_a_huge_result_is_not_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "MOST_BYTES", 10)
    program(tmp_path, "mkdir out && echo 01234567890123456789 > out/in.docx", monkeypatch)
    assert code_of("方案.rtf", RICH) == "too-large"


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".docx", ".txt"])
def test_rich_text_under_another_name_is_read_as_what_it_is(suffix: str, saved_as: SaveAs) -> None:
    document = read(Path(f"方案{suffix}"), RICH)
    assert document.format == "rtf"
    assert document.blocks[0].text == "一、工作"
    assert [loss.code for loss in document.losses] == ["mislabelled", "converted"]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ("<html><body><p>雁岭市灌区修复方案</p></body></html>".encode(), "html"),
        ("雁岭市灌区修复方案\n一、主要任务\n".encode("gb18030"), "text"),
    ],
    ids=["html", "text"],
)
def test_a_doc_that_is_none_needs_no_libreoffice(
    data: bytes, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere")
    document = read(Path("方案.doc"), data)
    assert (document.format, document.losses[0].code) == (form, "mislabelled")


def test_the_xml_of_office_2003_is_read(saved_as: SaveAs) -> None:
    body = "<w:body><w:p><w:r><w:t>雁岭市灌区修复方案</w:t></w:r></w:p></w:body>"
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    data = f"""<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="{space}">{body}</w:wordDocument>"""
    document = read(Path("方案.doc"), data.encode())
    assert (document.format, document.blocks[0].text) == ("doc", "雁岭市灌区修复方案")


def test_a_file_that_a_document_points_to_is_not_read(saved_as: SaveAs, tmp_path: Path) -> None:
    secret = tmp_path / "别的文件.txt"
    secret.write_text("不该读到的内容", encoding="utf-8")
    data = odt(tmp_path, LINKED.format(secret.as_uri()))
    document = read(Path("方案.odt"), data)
    text = "".join(block.text for block in document.blocks)
    assert "雁岭市灌区修复方案" in text
    assert "不该读到" not in text


def test_no_address_in_a_document_is_called(saved_as: SaveAs, tmp_path: Path) -> None:
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def handle(self) -> None:
            asked.append("called")

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/a.png"
        read(Path("方案.odt"), odt(tmp_path, LINKED.format(address)))
        server.shutdown()
    assert asked == []


def test_passwords_are_told_without_a_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere")
    with pytest.raises(RefusedSource) as caught:
        read(Path("方案.odt"), odt(tmp_path, "", LOCKED))
    assert caught.value.code == "encrypted"


def test_an_old_word_file_tells_that_it_has_a_password(saved_as: SaveAs, tmp_path: Path) -> None:
    made = tmp_path / "password.docx"
    document = new()
    document.add_paragraph("疏浚灌渠。")
    made.write_bytes(saved(document))
    data = bytearray(saved_as(made, "doc").read_bytes())
    place = root_streams(bytes(data))["WordDocument"]
    assert not needs_password(bytes(data))
    data[place + 11] |= 1
    assert needs_password(bytes(data))
    assert code_of("方案.doc", bytes(data)) == "encrypted"


@pytest.mark.parametrize("cut", [100, 600, 1500, 3000])
def test_a_damaged_container_is_still_told(cut: int, saved_as: SaveAs, tmp_path: Path) -> None:
    made = tmp_path / "cut.docx"
    document = new()
    document.add_paragraph("疏浚灌渠。")
    made.write_bytes(saved(document))
    data = saved_as(made, "doc").read_bytes()[:cut]
    assert code_of("方案.doc", data) in ("converter-failed", "unknown-format")


GARBAGE = {
    "方案.doc": OLE + "WordDocument".encode("utf-16-le") * 40,
    "方案.wps": OLE
    + bytes(22)
    + b"\x3e\0\x03\0\xfe\xff\x09\0"
    + "WordDocument".encode("utf-16-le") * 40,
    "方案.et": OLE + "Workbook".encode("utf-16-le") * 40,
    "方案.rtf": b"{\\rtf1 " + bytes(range(128, 256)) * 30,
}


@pytest.mark.parametrize("name", GARBAGE)
def test_what_libreoffice_cannot_read_is_not_taken_for_text(name: str, saved_as: SaveAs) -> None:
    assert code_of(name, GARBAGE[name]) == "converter-failed"
