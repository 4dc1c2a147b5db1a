"""The responsibility graph as pictures that work offline and on paper. 责任分工图"""

from collections.abc import Sequence
from dataclasses import replace

from policyparse.reports.drawing import (
    INK,
    LINE,
    MUTED,
    ROLE_COLOURS,
    STRONG,
    box,
    column_text,
    fitted,
    moved,
    picture,
    rule,
    text,
    width_of,
    wrapped,
)
from policyparse.reports.sources import number_of
from policyparse.reports.views_lists import CellView, ColumnView, MatrixView, UnitRow

CELL, TOTAL, GAP = 19.0, 24.0, 12.0
NAME_SIZE, HEAD_SIZE, MARK_SIZE = 11.5, 10.5, 11.0
BAND = 46.0  # height of the section names
LEGEND = 44.0  # title and key above the matrix
LONGEST_NAME = 220.0
ROWS_A_PAGE = 30


def matrix_svg(view: MatrixView) -> str:
    """One document's matrix."""
    width, height = matrix_size(view)
    return picture(width, height, matrix_parts(view), f"责任分工图：{view.title}")


def matrix_pages(view: MatrixView, rows: int = ROWS_A_PAGE) -> tuple[str, ...]:
    """One document's matrix cut into pictures that stay readable on a sheet of A4."""
    pages = -(-len(view.rows) // rows)
    size = -(-len(view.rows) // pages)
    parts = [view.rows[at : at + size] for at in range(0, len(view.rows), size)]
    return tuple(
        matrix_svg(
            replace(
                view,
                rows=part,
                title=view.title + (f"（{index}/{pages}）" if pages > 1 else ""),
            )
        )
        for index, part in enumerate(parts, 1)
    )


def graph_svg(views: Sequence[MatrixView]) -> str:
    """All matrices in one file, one below the other."""
    sizes = [matrix_size(view) for view in views]
    width = max((size[0] for size in sizes), default=420)
    parts, y = [], 0.0
    for view, (_, height) in zip(views, sizes, strict=True):
        parts.append(moved(y, matrix_parts(view)))
        y += height + GAP
    if not views:
        parts, y = [text(20, 40, "所给文件中没有写明责任单位的任务。", size=14)], 80
    return picture(width, y, [box(0, 0, width, y, "#ffffff"), *parts], "责任分工图")


def matrix_size(view: MatrixView) -> tuple[float, float]:
    """Width and height of a document's matrix."""
    grid = len(view.columns) * CELL
    total = (len(view.roles) + 1) * TOTAL
    width = max(_name_width(view) + grid + total + 2 * GAP, 640)
    return width, _top(view) + len(view.rows) * CELL + 2 * GAP


def matrix_parts(view: MatrixView) -> list[str]:
    """The elements of a document's matrix."""
    left, top = GAP + _name_width(view), _top(view)
    right = left + len(view.columns) * CELL
    parts = _legend(view)
    parts += _bands(view, left, top)
    for index, column in enumerate(view.columns):
        parts += _column(column, left + index * CELL, top)
    parts += _totals_head(view, right, top)
    for index, row in enumerate(view.rows):
        parts += _row(row, left, right, top + index * CELL, heavy=index % 5 == 0)
    bottom = top + len(view.rows) * CELL
    parts.append(rule(GAP, bottom, right + (len(view.roles) + 1) * TOTAL, bottom, STRONG))
    return parts


def _top(view: MatrixView) -> float:
    longest = max((len(column.short) for column in view.columns), default=0)
    return GAP + LEGEND + BAND + (longest * 1.06 + 0.6) * HEAD_SIZE + 18


def _name_width(view: MatrixView) -> float:
    longest = max((width_of(row.label, NAME_SIZE) for row in view.rows), default=0)
    return min(longest, LONGEST_NAME) + 10


def _legend(view: MatrixView) -> list[str]:
    parts = [text(GAP, GAP + 14, f"{view.code}　{view.title}", size=15, weight="bold")]
    x = GAP
    for key, mark, label in view.roles:
        fill, ink, border = ROLE_COLOURS[key]
        parts.append(box(x, GAP + 23, 15, 15, fill, border=border))
        parts.append(text(x + 7.5, GAP + 34.5, mark, size=10.5, fill=ink, anchor="middle"))
        parts.append(text(x + 20, GAP + 35, label, size=11, fill=MUTED))
        x += 20 + width_of(label, 11) + 16
    count = f"单位{len(view.rows)}个，任务{len(view.columns)}项；单位按承担任务数由多到少排列"
    parts.append(text(x + 4, GAP + 35, count, size=11, fill=MUTED))
    return parts


def _bands(view: MatrixView, left: float, top: float) -> list[str]:
    parts, x, y = [], left, GAP + LEGEND
    for heading, count in view.groups:
        width = count * CELL
        lines = wrapped(heading, HEAD_SIZE, width - 4, 3)
        if lines is None:
            short = number_of(heading).strip("、")
            lines = wrapped(short, HEAD_SIZE, width, 3) if short else None
        for index, line in enumerate(lines or ()):
            parts.append(text(x + 3, y + 13 + index * 13, line, size=HEAD_SIZE, fill=MUTED))
        parts.append(rule(x, y, x, top, STRONG))
        x += width
    parts.append(rule(x, y, x, top, STRONG))
    return parts


def _column(column: ColumnView, x: float, top: float) -> list[str]:
    middle, head = x + CELL / 2, GAP + LEGEND + BAND
    return [
        text(middle, head + 11, column.number, size=9.5, fill=MUTED, anchor="middle"),
        column_text(middle, head + 15, column.short, size=HEAD_SIZE),
    ]


def _totals_head(view: MatrixView, right: float, top: float) -> list[str]:
    marks = [mark for _, mark, _ in view.roles] + ["计"]
    return [
        text(right + (index + 0.5) * TOTAL + 3, top - 6, mark, size=11, fill=MUTED, anchor="middle")
        for index, mark in enumerate(marks)
    ]


def _row(row: UnitRow, left: float, right: float, y: float, *, heavy: bool) -> list[str]:
    end = right + len(row.counts) * TOTAL
    parts = [rule(GAP, y, end, y, STRONG if heavy else LINE)]
    name = fitted(row.label, NAME_SIZE, LONGEST_NAME)
    parts.append(text(left - 6, y + 13.5, name, size=NAME_SIZE, anchor="end"))
    for index, cell in enumerate(row.cells):
        if cell is not None:
            parts += _cell(cell, left + index * CELL, y)
    for index, count in enumerate(row.counts):
        last = index == len(row.counts) - 1
        parts.append(
            text(
                right + (index + 0.5) * TOTAL + 3,
                y + 13.5,
                count.text if count else "",
                size=11,
                fill=INK if last else MUTED,
                anchor="middle",
                weight="bold" if last else "",
            )
        )
    return parts


def _cell(cell: CellView, x: float, y: float) -> list[str]:
    fill, ink, border = ROLE_COLOURS[cell.role]
    size = MARK_SIZE if len(cell.mark) == 1 else MARK_SIZE * 0.72
    return [
        box(x + 1, y + 1, CELL - 2, CELL - 2, fill, border=border, hint=cell.hint),
        text(x + CELL / 2, y + 13.4, cell.mark, size=size, fill=ink, anchor="middle"),
    ]
