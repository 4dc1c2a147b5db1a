"""The filled cells of a sheet -> the lines above its table, the table, the remarks below it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from policyparse.model import Place, RawBlock, RawCell

Filled = tuple[int, int, str]  # row and column from 1, text
Spans = Mapping[tuple[int, int], tuple[int, int]]  # height and width of merged cells
_REMARK = 12  # characters; a shorter cell alone in the last rows belongs to the table
MOST_ROWS, MOST_COLUMNS = 20_000, 200


def sheet_blocks(
    rows: Sequence[Sequence[Filled]],
    spans: Spans,
    label: str,
    place: Callable[[int, int], Place],
) -> Iterator[RawBlock]:
    """Blocks of the rows that hold anything; ``label`` names the table."""
    grid = [list(row) for row in rows if row]
    while grid and len(grid[0]) == 1:  # the title and remarks above a table
        row, column, text = grid.pop(0)[0]
        yield RawBlock("paragraph", place(row, column), text=text)
    foot: list[Filled] = []
    while len(grid) > 1 and len(grid[-1]) == 1 and len(grid[-1][0][2]) > _REMARK:
        foot.insert(0, grid.pop()[0])
    if grid:
        yield _table(grid, spans, label, place)
    for row, column, text in foot:
        yield RawBlock("paragraph", place(row, column), text=text)


def _table(
    grid: Sequence[Sequence[Filled]],
    spans: Spans,
    label: str,
    place: Callable[[int, int], Place],
) -> RawBlock:
    first_column = min(cell[1] for row in grid for cell in row)
    numbers = {row[0][0]: at for at, row in enumerate(grid)}
    cells = []
    for at, row in enumerate(grid):
        for number, column, text in row:
            height, width = spans.get((number, column), (1, 1))
            covered = sum(1 for n in range(number, number + height) if n in numbers)
            cells.append(
                RawCell(
                    text,
                    at,
                    column - first_column,
                    max(1, covered),
                    width,
                    place=place(number, column),
                )
            )
    columns = max(cell.column + cell.column_span for cell in cells)
    return RawBlock("table", Place(label), cells=tuple(cells), rows=len(grid), columns=columns)


def cell_name(row: int, column: int) -> str:
    """D4; row and column from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
