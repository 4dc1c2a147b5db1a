"""csv: the separator, quotes, encodings, places, and what a limit cuts off."""

from pathlib import Path

import pytest

from policyparse.errors import UnreadableSource
from policyparse.readers import read

ROWS = "雁岭市灌区修复任务表\n序号,任务,单位\n1,疏浚灌渠,市水务局\n"


@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_the_separator_is_told_by_the_lines(separator: str) -> None:
    document = read(Path("表.csv"), ROWS.replace(",", separator).encode())
    title, table = document.blocks
    assert title.text == "雁岭市灌区修复任务表"
    assert [cell.text for cell in table.cells][3:] == ["1", "疏浚灌渠", "市水务局"]
    assert (table.rows, table.columns) == (2, 3)
    assert table.cells[-1].place is not None
    assert table.cells[-1].place.label == "C3单元格"


def test_quotes_hold_separators_and_lines_together() -> None:
    data = '序号,任务\n1,"疏浚干渠,\n清理""淤泥""，\u2028并外运"\n'.encode("gb18030")
    (table,) = read(Path("表.csv"), data).blocks
    assert table.cells[-1].text == '疏浚干渠,\n清理"淤泥"，\u2028并外运'


def test_a_formula_is_only_text() -> None:
    (table,) = read(Path("表.csv"), b"a,b\n=1+1,=HYPERLINK(1)\n").blocks
    assert [cell.text for cell in table.cells][2:] == ["=1+1", "=HYPERLINK(1)"]


def test_lines_without_separators_are_paragraphs() -> None:
    blocks = read(Path("名单.csv"), "市水务局\n市财政局\n".encode()).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "市水务局"),
        ("paragraph", "市财政局"),
    ]


def test_what_is_too_large_is_told() -> None:
    data = ("a,b\n" + "1,2\n" * 20_010).encode()
    document = read(Path("表.csv"), data)
    assert document.blocks[0].rows == 20_000
    assert [loss.code for loss in document.losses] == ["sheet-too-large"]


@pytest.mark.parametrize("data", [b",,\n,\n", b'a,"' + b"x" * 1_000_002], ids=["blank", "cell"])
def test_what_cannot_be_read_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        read(Path("表.csv"), data)
