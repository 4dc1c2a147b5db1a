"""What ``policyparse opinions`` tells on a terminal."""

from collections.abc import Iterable, Iterator

from policyparse.cli.width import columns, flow, pad, shorten, width_of, wrap
from policyparse.model.reply import Replies, ReplyKind, Suggestion
from policyparse.reports.labels import label
from policyparse.reports.replies_tables import unit_text

INDENT = " " * 10
MOST = 12  # doubts that are shown
MOST_ROWS = 40  # opinions that are shown


def summary(found: Replies) -> Iterator[str]:
    """All lines, each within the width of the terminal."""
    counts = found.totals
    yield "=" * columns()
    for title in found.documents[:3]:
        yield _line("征求意见", f"《{title}》")
    if counts.sent:
        yield _line("单位", f"发出{counts.sent}个，已回复{counts.answered}个，意见{counts.rows}条")
    else:
        yield _line("单位", f"已回复{len(found.units)}个，意见{counts.rows}条")
    listed = [unit for unit in found.units if unit.listed or not counts.sent]
    for kind in ReplyKind:
        units = [unit for unit in listed if unit.kind is kind]
        named = [
            f"{u.unit}（{u.opinions}条）" if kind is ReplyKind.OPINIONS else u.unit for u in units
        ]
        if units or kind is not ReplyKind.UNCLEAR:
            yield _named(label(kind).split("（")[0], named)
    if counts.sent:
        yield _named("未回复", counts.silent)
    if counts.collective:
        yield _named("统称单位", counts.collective)
    if counts.unlisted and counts.sent:
        yield _named("名单以外", counts.unlisted)
    if counts.unknown:
        yield _named("单位不明", counts.unknown)
    yield from _rows(found)
    yield from _doubts(found)


def _rows(found: Replies) -> Iterator[str]:
    """A line an opinion: number, unit, clause, its first words."""
    if not found.rows:
        return
    yield ""
    yield "序号  单位  涉及条款  意见建议"
    for reply, row in found.rows[:MOST_ROWS]:
        head = f"{row.n:>3}. {shorten(unit_text(reply, row), 24)} "
        yield head + shorten(_said(row), columns() - width_of(head))
    if len(found.rows) > MOST_ROWS:
        yield f"     另有{len(found.rows) - MOST_ROWS}条，见汇总表。"


def _said(row: Suggestion) -> str:
    clause = f"[{row.clause}] " if row.clause else ""
    return clause + " ".join(row.text.split())


def _doubts(found: Replies) -> Iterator[str]:
    """What people should look at, by file."""
    told = [
        f"{reply.source}：{doubt}"
        for reply in found.replies
        for doubt in (*reply.doubts, *(d for row in reply.suggestions for d in row.doubts))
    ]
    told += [f"{r.source}：与{r.copy_of}内容相同，只计一次" for r in found.replies if r.copy_of]
    told += [f"{r.source}：有没有列入意见的文字，请核实" for r in found.replies if r.rest]
    told += [doubt for unit in found.units for doubt in unit.doubts]
    told = list(dict.fromkeys((*told, *found.notes)))
    if not told:
        return
    yield ""
    more = f"，列前{MOST}处，其余见“待核实”表" if len(told) > MOST else ""
    yield f"请核实（{len(told)}处{more}）"
    for text in told[:MOST]:
        yield wrap(text, columns(), "  ", "    ")


def _named(name: str, units: Iterable[str]) -> str:
    units = list(units)
    head = pad(name, 10) + f"{len(units)}个"
    return flow(units, columns(), f"{head}：", INDENT) if units else head


def _line(name: str, text: str) -> str:
    return wrap(text, columns(), pad(name, 10), INDENT)
