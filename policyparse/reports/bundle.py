"""分送件: each unit gets a file of its own tasks, all in one zip."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from policyparse.model.assignment import Role
from policyparse.model.plan import Plan
from policyparse.reports.cells import unit_key
from policyparse.reports.counties import NO_COUNTIES, Counties, safe_name
from policyparse.reports.files import stamp, write_whole, zipped
from policyparse.reports.labels import LABELS
from policyparse.reports.layouts import (
    HIDDEN,
    ISSUE_COLUMNS,
    issue_cells,
    sole_document,
    split_groups,
    table_title,
)
from policyparse.reports.office_template import render_office_template
from policyparse.reports.order import AS_NAMED, UnitOrder
from policyparse.reports.resources import template_path
from policyparse.reports.rows import Row, RowsBy, plans_of
from policyparse.reports.shares import Share, shares_of
from policyparse.reports.tables import Cell, Column, Line, Table, band, drop_empty
from policyparse.reports.word import docx_bytes
from policyparse.reports.xlsx import xlsx_bytes

INDEX = "00分送目录"
TEMPLATE = "分送件.docx"  # an office's own template
SOURCE = Column("source", "出处", 14)
NARROWER = {"title": 17, "lead": 15, "others": 21}  # beside the column 出处
UNIT_COLUMNS = tuple(
    replace(column, width=NARROWER.get(column.key, column.width)) for column in ISSUE_COLUMNS
)
INDEX_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("unit", "分送单位", 34),
    Column("lead", "牵头", 8, centred=True, numeric=True),
    Column("support", "配合", 8, centred=True, numeric=True),
    Column("responsible", "责任", 8, centred=True, numeric=True),
    Column("guide", "指导", 8, centred=True, numeric=True),
    Column("handovers", "交办事项", 11, centred=True, numeric=True),
    Column("remark", "备注", 44),
)


class Format(StrEnum):
    """Kind of file that a unit gets."""

    DOCX = "docx"
    XLSX = "xlsx"


def write_bundle(
    plans: Plan | Iterable[Plan],
    target: Path,
    *,
    today: date,
    by: RowsBy = RowsBy.TASK,
    order: UnitOrder = AS_NAMED,
    counties: Counties = NO_COUNTIES,
    formats: Sequence[Format] = (Format.DOCX,),
    user_dir: Path | None = None,
) -> list[Path]:
    """Write a zip with a file for each unit and a list of them all."""
    plans = plans_of(plans)
    shares = shares_of(plans, by, order, counties)
    created = stamp(plans)
    template = template_path(TEMPLATE, user_dir)
    names = file_names(shares)
    index = index_table(plans, shares)
    members = [(f"{INDEX}.{kind}", _bytes(index, kind, created)) for kind in formats]
    for share, name in zip(shares, names, strict=True):
        table = unit_table(plans, share)
        for kind in formats:
            if kind is Format.DOCX and template is not None:
                data = render_office_template(template, table, today, created)
            else:
                data = _bytes(table, kind, created)
            members.append((f"{name}.{kind}", data))
    return [write_whole(target, zipped(members))]


def _bytes(table: Table, kind: Format, created: datetime) -> bytes:
    return (docx_bytes if kind is Format.DOCX else xlsx_bytes)([table], created)


def file_names(shares: Sequence[Share]) -> list[str]:
    """Return a file name for each unit, numbered in their order, without suffix."""
    digits = max(2, len(str(len(shares))))
    names: list[str] = []
    for number, share in enumerate(shares, start=1):
        names.append(safe_name(f"{number:0{digits}d}{share.name}", names))
    return names


def unit_table(plans: Sequence[Plan], share: Share) -> Table:
    """Return the table of one unit, in blocks by its role."""
    table = Table(
        name="任务清单",
        title=table_title(plans, f"任务分解表（{share.name}）"),
        columns=(*UNIT_COLUMNS, SOURCE, *HIDDEN),
        lines=tuple(_unit_lines(share, not sole_document(plans))),
        notes=tuple(_unit_notes(plans, share)),
    )
    return split_groups(drop_empty(table))


def _unit_lines(share: Share, several: bool) -> Iterator[Line]:
    for role in Role:
        rows = share.rows.get(role, [])
        if rows:
            yield band(f"{LABELS[Role][role][:2]}任务（共{share.tasks(role)}项）")
            yield from _numbered(rows, role, several)
    if share.handovers:
        yield band(f"交办和报送事项（共{len(share.handovers)}项）")
        yield from _numbered(share.handovers, None, several)


def _numbered(rows: Sequence[Row], role: Role | None, several: bool) -> Iterator[Line]:
    """Yield rows with numbers of their own; the measures of a task share its number."""
    number = 0
    before: Row | None = None
    for row in rows:
        same = role is not None and before is not None and before.task == row.task
        number += 0 if same else 1
        part = row.number.partition(".")[2] if role is not None else ""
        cells = issue_cells(row)
        cells["number"] = Cell(f"{number}.{part}" if part else str(number))
        cells["source"] = Cell(row.source if several else row.clause)
        yield Line(cells, group=f"{role} {number}")
        before = row


def _unit_notes(plans: Sequence[Plan], share: Share) -> Iterator[str]:
    counts = [
        f"{LABELS[Role][role][:2]}{share.tasks(role)}项" for role in Role if share.tasks(role)
    ]
    if share.handovers:
        counts.append(f"交办和报送事项{len(share.handovers)}项")
    cited = sole_document(plans)
    where = f"，出处均为{cited}的条款" if cited else ""
    yield f"{share.name}承担{'、'.join(counts)}{where}。"
    if share.remark:
        yield f"{share.remark}。"


def index_table(plans: Sequence[Plan], shares: Sequence[Share]) -> Table:
    """Return the list of all files with their counts."""
    lines = []
    for number, share in enumerate(shares, start=1):
        cells = {role.value: Cell(str(share.tasks(role))) for role in Role}
        cells |= {
            "number": Cell(str(number)),
            "unit": Cell(share.name),
            "handovers": Cell(str(len(share.handovers))),
            "remark": Cell(share.remark),
        }
        lines.append(Line(cells, group=number))
    held = sum(share.tasks(role) for share in shares for role in Role)
    named = sum(
        len({(unit_key(a.unit), a.role) for a in task.assignments})
        for plan in plans
        for task in plan.tasks
    )
    table = Table(
        name="分送目录",
        title=table_title(plans, "任务分解表分送目录"),
        columns=INDEX_COLUMNS,
        lines=tuple(lines),
        notes=(
            f"分送{len(shares)}个单位。方案责任分工共{named}次（单位×任务×角色），"
            f"统称单位按县区名单列出后，各件合计{held}次。",
            "各件的文件名为“序号＋单位名称”。",
        ),
    )
    return drop_empty(table)
