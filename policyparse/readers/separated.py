"""Tables as text with separators (RFC 4180), in any encoding known here: .csv, .tsv."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from policyparse.errors import UnreadableSource
from policyparse.model import Place, RawDocument
from policyparse.readers.encoding import decode
from policyparse.readers.losses import Ledger
from policyparse.readers.sheet import MOST_COLUMNS, MOST_ROWS, Filled, cell_name, sheet_blocks
from policyparse.readers.text import note_broken, require_blocks

_SEPARATORS = ",\t;，"
_SAMPLE = 50  # lines by which the separator is told
_LONGEST = 1_000_000  # characters of a cell


def read_csv(source: Path, data: bytes) -> RawDocument:
    """The rows as a sheet shows them: text above the table is a paragraph, the rest its cells."""
    decoded = decode(data, source)
    ledger = Ledger()
    note_broken(decoded, ledger)
    csv.field_size_limit(_LONGEST)
    try:
        rows = list(_rows(decoded.text, ledger))
    except csv.Error as error:
        raise UnreadableSource(
            source,
            "表格的引号或分隔符有误，读不出各列",
            hint="请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”再试",
            code="damaged",
        ) from error
    blocks = tuple(sheet_blocks(rows, {}, "表格", _place))
    require_blocks(blocks, source)
    return RawDocument("csv", blocks, losses=ledger.losses())


def _rows(text: str, ledger: Ledger) -> Iterator[list[Filled]]:
    """The cells that hold anything, each with its row and column from 1."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    for number, cells in enumerate(reader, start=1):
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            ledger.note("sheet-too-large")
        if number > MOST_ROWS:
            return
        yield [
            (number, column, words)
            for column, cell in enumerate(cells[:MOST_COLUMNS], start=1)
            if (words := cell.strip())
        ]


def _separator(text: str) -> str:
    """The sign that stands in most lines; of equals the more usual one."""
    sample = list(islice(StringIO(text), _SAMPLE))
    return max(_SEPARATORS, key=lambda sign: sum(sign in line for line in sample))


def _place(row: int, column: int) -> Place:
    return Place(f"{cell_name(row, column)}单元格")
