"""Tables in Markdown: pipe tables, also over page breaks, and HTML tables."""

import re
from dataclasses import dataclass

from policyparse.readers.grid import Grid, GridCell, form_grid
from policyparse.readers.lines import Line
from policyparse.readers.losses import Ledger

# Patterns for a line without the blanks at its ends: two runs of blanks side by side would
# make the search quadratic.
_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_SPLIT = re.compile(r"(?<!\\)\|")
_PAGE_BREAK = re.compile(
    r"(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|[—–-]\s*\d{1,4}\s*[—–-]"
    r"|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?|</?(?:div|p|center|br)\b[^<>]*>)?"
)
_TABLE_START = re.compile(r"\s*<table\b", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(?P<close>/?)table\b", re.IGNORECASE)

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found: from which line, up to which index of the lines."""

    rows: tuple[tuple[GridCell, ...], ...]
    line: int
    end: int

    def grid(self, label: str) -> Grid:
        """Its cells in their places."""
        return form_grid(self.rows, label)


def take_table(lines: list[Line], at: int, ledger: Ledger) -> Table | None:
    """The table that begins at this line, or None."""
    if _TABLE_START.match(lines[at].text):
        return _html_table(lines, at, ledger)
    found = _pipe_table(lines, at)
    if found is None:
        return None
    rows, end = found
    header = 1 if _is_delimiter(lines[at + 1].text) else 0
    width = len(rows[0])
    while (more := _continuation(lines, end, width)) is not None:
        following, end = more
        rows.extend(_without_header(following, rows[0]))
    widest = max(map(len, rows))
    cells = tuple(
        tuple(GridCell(text, header=index < header) for text in _padded(row, widest))
        for index, row in enumerate(rows)
    )
    return Table(cells, lines[at].number, end)


def _is_delimiter(line: str) -> bool:
    """Whether a line is the rule under a header: |---|:--:|."""
    return _DELIMITER.fullmatch(line.strip()) is not None


def _is_closed(line: str) -> bool:
    """Whether a line begins and ends with a pipe: a row even where no rule follows."""
    text = line.strip()
    return len(text) > 2 and text.startswith("|") and text.endswith("|")


def _pipe_table(lines: list[Line], at: int) -> tuple[list[Row], int] | None:
    """Rows from this line on, the delimiter row left out, and the index after them."""
    if "|" not in lines[at].text or at + 1 >= len(lines):
        return None
    second = lines[at + 1].text
    delimited = "|" in second and _is_delimiter(second)
    if not delimited and not (_is_closed(lines[at].text) and _is_closed(second)):
        return None
    rows = [_cells(lines[at].text)]
    if delimited and len(_cells(second)) != len(rows[0]):
        return None
    end = at + 1
    while end < len(lines) and "|" in lines[end].text:
        if not _is_delimiter(lines[end].text):
            rows.append(_cells(lines[end].text))
        end += 1
    return rows, end


def _continuation(lines: list[Line], at: int, width: int) -> tuple[list[Row], int] | None:
    """A table of the same width after nothing but blank lines, rules and page numbers."""
    while at < len(lines) and _PAGE_BREAK.fullmatch(lines[at].text.strip()):
        at += 1
    if at >= len(lines):
        return None
    found = _pipe_table(lines, at)
    return found if found is not None and len(found[0][0]) == width else None


def _without_header(rows: list[Row], header: Row) -> list[Row]:
    """Drop the first row where it is empty or repeats the header; else it holds data."""
    first = rows[0]
    repeated = _plain(first) == _plain(header) or not any(cell.strip() for cell in first)
    return rows[1:] if repeated else rows


def _plain(row: Row) -> list[str]:
    return [re.sub(r"\s|<br\s*/?>|\*", "", cell) for cell in row]


def _cells(line: str) -> Row:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.strip().replace("\\|", "|") for cell in _SPLIT.split(inner))


def _padded(row: Row, width: int) -> Row:
    return row + ("",) * (width - len(row))


def _html_table(lines: list[Line], at: int, ledger: Ledger) -> Table | None:
    """An HTML table up to its closing tag; blank lines inside it do not end it."""
    from policyparse.readers.html_tables import table_rows

    depth = 0
    for end in range(at, len(lines)):
        for tag in _TABLE_TAG.finditer(lines[end].text):
            depth += -1 if tag["close"] else 1
        if depth <= 0:
            markup = "\n".join(line.text for line in lines[at : end + 1])
            rows = table_rows(markup, ledger)
            return Table(rows, lines[at].number, end + 1) if rows else None
    return None
