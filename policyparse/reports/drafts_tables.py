"""Three drafts and more as tables: who is in charge in each, and the changes of all steps."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from policyparse.model.comparison import Mark, Piece
from policyparse.reports.diff_tables import NUMBER, TABLES
from policyparse.reports.diff_views import DiffReport
from policyparse.reports.drafts_views import DraftsReport, MatterCell, MatterRow
from policyparse.reports.tables import Cell, Column, Line, Paper, Table, drop_empty, marked

NAME = "各稿对照"
ABSENT, SAME, SAME_UNITS = "——", "与前一稿相同", "责任单位与前一稿相同"
PAGE, MANY = 84, 4  # width that the drafts share; with more drafts the paper is larger
HOW_MARKED = "与前一稿相比，加删除线的为移出或改动前的单位，加粗并加下划线的为新增或改动后的单位。"
STEP = Column("step", "稿次", 16, centred=True)


def drafts_table(report: DraftsReport, *, in_short: bool = False) -> Table:
    """Tasks down, drafts across; ``in_short`` says of units that stay only that they do."""
    many = len(report.drafts) > MANY
    width = (PAGE + (60 if many else 0)) // len(report.drafts)
    drafts = [Column(f"draft{at}", name, width) for at, (name, *_) in enumerate(report.drafts, 1)]
    return drop_empty(
        Table(
            name=NAME,
            title=NAME,
            subtitle="\n".join(
                f"{name}：《{title}》（{files}）" for name, title, files, _ in report.drafts
            ),
            columns=(
                Column("number", "序号", 6, centred=True, numeric=True),
                Column("title", "任务", 20),
                *drafts,
                Column("change", "变化", 34),
            ),
            lines=tuple(_line(row, in_short=in_short) for row in report.rows),
            notes=(HOW_MARKED, *(f"{step}：{text}。" for step, text in report.sums), *report.notes),
            paper=Paper.A3 if many else Paper.A4,
            redline=True,
        )
    )


def _line(row: MatterRow, *, in_short: bool) -> Line:
    cells = {
        "number": Cell(str(row.number)),
        "title": Cell(row.title),
        "change": Cell("\n".join(f"{step}：{text}" for step, text in row.steps)),
    }
    before: MatterCell | None = None
    for at, cell in enumerate(row.cells, 1):
        stays = in_short and cell is not None and cell.stays
        cells[f"draft{at}"] = _cell(cell, before if stays else None)
        before = cell
    return Line(cells, group=row.number)


def _cell(cell: MatterCell | None, same: MatterCell | None) -> Cell:
    if cell is None:
        return Cell(ABSENT)
    if same is not None and same.place.text == cell.place.text:
        return Cell(SAME)
    if same is not None:
        return Cell(f"{cell.place.text}\n{SAME_UNITS}")
    return marked((Piece(text=f"{cell.place.text}\n", mark=Mark.SAME), *cell.units))


def step_tables(report: DraftsReport) -> Iterable[Table]:
    """The tables on two drafts, each with the changes of all steps."""
    for make in TABLES:
        table = _of_steps(report, make)
        if table.lines:
            yield table


def _of_steps(report: DraftsReport, make: Callable[[DiffReport], Table]) -> Table:
    made = [(step, make(one)) for step, one in report.steps]
    rows = [(step, line.cells) for step, table in made for line in table.lines if line.cells]
    columns = made[0][1].columns
    counted = columns[0] == NUMBER  # else the numbers are those of opinions
    lines = [
        Line({**cells, "step": Cell(step), **({"number": Cell(str(at))} if counted else {})}, at)
        for at, (step, cells) in enumerate(rows, 1)
    ]
    whole = replace(made[0][1], columns=(STEP, *columns), lines=tuple(lines), subtitle="")
    return drop_empty(replace(whole, filtered=True))
