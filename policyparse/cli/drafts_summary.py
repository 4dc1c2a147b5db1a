"""What ``policyparse diff`` tells of three drafts and more on a terminal."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from policyparse.cli.diff_summary import changes_line, draft_name, opinion_lines
from policyparse.cli.width import INDENT, columns, pad, titled, wrap
from policyparse.model.assignment import Role
from policyparse.model.drafts import DraftCell, DraftRow, DraftTable
from policyparse.reports.drafts_content import NO_UNIT, step_name, told
from policyparse.reports.drafts_tables import ABSENT
from policyparse.reports.labels import SHORT_ROLES

NARROW = 16  # columns of a draft beside others; with less they stand below each other
GAP = 2


def summary(table: DraftTable) -> Iterator[str]:
    """All lines, each within the width of the terminal."""
    yield "=" * columns()
    for number, draft in enumerate(table.drafts, 1):
        yield titled(f"第{number}稿", f"{draft_name(draft)}，{draft.tasks}项任务")
    for number, step in enumerate(table.steps, 1):
        yield titled("变化", f"{step_name(number)}：{changes_line(step)}")
    yield from opinion_lines(table.overall)
    for note in table.notes:
        yield titled("说明", note)
    changed = [row for row in table.rows if row.changed]
    if not changed:
        yield titled("结论", "各稿的任务、责任单位、时限、指标和文字没有变化。")
    for row in changed:
        yield ""
        yield from _row(row)
    same = len(table.rows) - len(changed)
    if changed and same:
        yield f"\n其余{same}项任务各稿没有变化。"


def _row(row: DraftRow) -> Iterator[str]:
    """A matter: who is in charge in each draft, and what each step changed."""
    places = ["、".join(cell.tasks) if cell else ABSENT for cell in row.drafts]
    shown = places[:1] if len(set(places)) == 1 else places
    yield wrap(f"{' → '.join(shown)} {row.title}", columns(), "", INDENT)
    yield from _charges(row.drafts)
    for number, step in enumerate(row.steps, 1):
        for change in step:
            if said := told(change):
                yield wrap(f"{step_name(number)}：{said}", columns(), "  ", INDENT)


# who is in charge


def _charges(cells: Sequence[DraftCell | None]) -> Iterator[str]:
    """Side by side under the numbers of the drafts; in one line where all are the same."""
    told = [_charge(cell) for cell in cells]
    if all(one == told[0] for one in told):
        yield wrap(f"各稿相同  {'；'.join(told[0])}", columns(), "  ", INDENT)
    elif _width(len(cells)) < NARROW:
        for number, lines in enumerate(told, 1):
            yield wrap("；".join(lines), columns(), pad(f"  第{number}稿", 10), " " * 10)
    else:
        yield from _side_by_side(told)


def _charge(cell: DraftCell | None) -> list[str]:
    """牵头：市水利局、市财政局: a line for each role."""
    if cell is None:
        return [ABSENT]
    lines = []
    for role in Role:
        names = [one.unit for one in cell.units if one.role is role]
        if names:
            lines.append(f"{SHORT_ROLES[role]}：{'、'.join(names)}")
    if lines and cell.open_ended:
        lines[-1] += "等"
    return lines or [NO_UNIT]


def _width(drafts: int) -> int:
    """Columns for each of some drafts side by side."""
    return (columns() - 2 - GAP * (drafts - 1)) // drafts


def _side_by_side(told: Sequence[Sequence[str]]) -> Iterator[str]:
    width = _width(len(told))
    blocks = [
        [f"第{number}稿", *(line for text in lines for line in wrap(text, width).splitlines())]
        for number, lines in enumerate(told, 1)
    ]
    for lines in zip_longest(*blocks, fillvalue=""):
        yield ("  " + (" " * GAP).join(pad(line, width) for line in lines)).rstrip()
