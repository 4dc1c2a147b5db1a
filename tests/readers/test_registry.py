"""The registry: the content decides, libraries wait until they are needed."""

import subprocess
import sys

import pytest

from policyparse.readers import READERS, Strength
from policyparse.readers.registry import choose
from tests.conftest import TOP

HEAVY = ("docx", "pdfplumber", "pypdfium2", "selectolax", "lxml", "openpyxl", "charset_normalizer")


def test_importing_the_readers_loads_no_library() -> None:
    code = "import sys, policyparse.readers; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TOP
    )
    assert set(HEAVY) & set(done.stdout.split()) == set()


def test_formats_and_suffixes_are_named_once() -> None:
    formats = [reader.format for reader in READERS]
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(set(formats)) == len(formats)
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        (".md", "# 一、总则\n\n正文。", "markdown"),
        (".md", "正文。", "markdown"),
        (".md", "<div>甲</div>\n\n# 题\n\n# 题\n", "markdown"),
        (".md", "<!DOCTYPE html><html><body>甲</body></html>", "html"),
        (".txt", "# 一、总则\n\n# 二、任务\n", "markdown"),
        (".txt", "1号机组\n# 2号机组\n正文。", "text"),
        (".txt", "<p>甲</p><p>乙</p>", "html"),
        (".html", "没有标记的正文。", "text"),
        (".htm", "<?xml version='1.0'?>\n<!-- 注 -->\n<html><body>甲</body></html>", "html"),
        ("", "正文。", "text"),
    ],
)
def test_content_is_weighed_against_the_name(name: str, data: str, form: str) -> None:
    reader = choose(READERS, name, data.encode())
    assert reader is not None
    assert reader.format == form


def test_utf_16_pages_are_known() -> None:
    data = "<html><body>甲</body></html>".encode("utf-16")
    reader = choose(READERS, ".txt", data)
    assert reader is not None
    assert reader.format == "html"


def test_a_sniffer_may_only_say_how_sure_it_is() -> None:
    for reader in READERS:
        for data in (b"", b"%PDF-1.7", b"PK\x03\x04", b"\xff\xfe", "正文".encode()):
            assert reader.sniff(data) in set(Strength)
