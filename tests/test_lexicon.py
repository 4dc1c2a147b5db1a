"""Word files of a user's own: checked with file, line and key, and put to use."""

from pathlib import Path

import pytest

from policyparse.errors import BadLexicon
from policyparse.lexicon.load import load
from policyparse.pipeline import parse_text

BAD = {
    "unknown key": (
        '[[unit]]\nname = "市甲办"\nsystem = "甲"\nlevels = ["city"]\nshorts = ["甲办"]\n',
        5,
        "shorts",
    ),
    "unknown table": ('[[units]]\nname = "市甲办"\n', 1, "units"),
    "missing key": ('[[unit]]\nname = "市甲办"\nsystem = "甲"\n', 1, "levels"),
    "wrong value": ('[[division]]\nname = "甲市"\nlevel = "town"\n', 3, "level"),
    "wrong type": ('[[division]]\nname = 5\nlevel = "city"\n', 2, "name"),
    "second table": (
        '[[division]]\nname = "甲市"\nlevel = "city"\n\n[[division]]\nname = "乙市"\nlevel = 3\n',
        7,
        "level",
    ),
    "no TOML": ('[[unit]]\nname = "市甲办\n', 2, None),
}


@pytest.mark.parametrize(("content", "line", "key"), BAD.values(), ids=BAD)
def test_an_error_names_file_line_and_key(
    content: str, line: int, key: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadLexicon) as caught:
        load([path])
    assert str(path) in str(caught.value)
    assert caught.value.line == line
    assert f"第{line}行" in str(caught.value)
    assert key is None or (caught.value.key or "").split(".")[-1] == key


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes('[[division]]\nname = "甲市"\n'.encode("gb18030"))
    with pytest.raises(BadLexicon, match=r"第2行.*UTF-8"):
        load([path])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match="nowhere"):
        load([tmp_path / "nowhere.toml"])


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[division]]\nname = "渺渺市"\nlevel = "city"\n', encoding="utf-8-sig")
    assert "渺渺市" in load([path]).divisions


PLAN = """渺渺市2026年河道清理工作方案

一、重点任务

（一）清理河道。6月底前完成清理。（牵头单位：市河道办；配合单位：渺渺市云上新区管委会）
"""


def test_a_user_adds_places_and_units(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[division]]\nname = "渺渺市"\nlevel = "city"\ncode = "990001"\n'
        '[[unit]]\nname = "河道办公室"\nsystem = "河道"\nkind = "department"\n'
        'levels = ["city"]\nshort = ["河道办"]\n',
        encoding="utf-8",
    )
    without, with_own = parse_text(PLAN), parse_text(PLAN, lexicon=(path,))
    assert without.document.jurisdiction is None or without.document.jurisdiction.code is None
    assert with_own.document.jurisdiction is not None
    assert with_own.document.jurisdiction.code == "990001"
    units = {a.unit.name: a.unit for task in with_own.tasks for a in task.assignments}
    assert units["市河道办"].system == "河道"
    assert units["市河道办"].canonical == "市河道办公室"


def test_the_shipped_words_load_without_an_error() -> None:
    words = load()
    assert all((words.forms, words.divisions, words.collectives))
