"""Gathered replies as tables: the opinions, the units, where each stands, what is to be checked."""

from collections.abc import Iterable, Iterator

from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.reply import Answered, Replies, Reply, ReplyKind, Suggestion
from policyparse.reports.cells import chinese_date
from policyparse.reports.labels import label
from policyparse.reports.tables import Cell, Column, Line, Table

TITLE = "征求意见汇总及采纳情况表"
NOBODY = "（单位未能确定，请核实）"
ADOPTION = ("采纳", "部分采纳", "不采纳")
TO_FILL = "采纳情况、不采纳理由、修改落实情况由人工填写。"
_LONGEST = 200  # characters of a text that is shown among what is to be checked

OPINION_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("unit", "单位", 18),
    Column("draft", "所属文稿", 18),
    Column("clause", "涉及条款", 18),
    Column("opinion", "意见建议", 64),
    Column("adopted", "采纳情况", 12, centred=True, to_fill=True, choices=ADOPTION),
    Column("reason", "不采纳理由", 24, to_fill=True),
    Column("landed", "修改落实情况", 24, to_fill=True),
    Column("file", "来源文件", 24, hidden=True),
)
UNIT_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("unit", "单位", 26),
    Column("answered", "是否回复", 12, centred=True),
    Column("kind", "回复结果", 16, centred=True),
    Column("file", "来源文件", 40),
    Column("doubt", "请核实", 46),
)
PLACE_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("unit", "单位", 20),
    Column("file", "来源文件", 34),
    Column("place", "位置", 14, centred=True),
    Column("quote", "原文", 90),
)
CHECK_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("file", "来源文件", 34),
    Column("unit", "单位", 22),
    Column("doubt", "事项", 44),
    Column("quote", "原文", 60),
)


def opinion_table(found: Replies, day: str) -> Table:
    """The rows of the table, the columns of adoption left to people."""
    several = len(found.documents) > 1
    return Table(
        "意见汇总",
        TITLE,
        tuple(c for c in OPINION_COLUMNS if several or c.key != "draft"),
        tuple(_row(reply, row, several) for reply, row in found.rows),
        subtitle=_about(found, day),
        lead=tuple(totals_text(found)),
        notes=(TO_FILL,),
        filtered=True,
        coloured=True,
    )


def _about(found: Replies, day: str) -> str:
    titles = "".join(f"《{title}》" for title in found.documents[:2])
    return f"{titles}　汇总日期：{chinese_date(day)}".lstrip("　")


def totals_text(found: Replies) -> Iterator[str]:
    """How many were asked, answered, had opinions; all but those with opinions by name too."""
    counts = found.totals
    if counts.sent:
        yield (
            f"征求意见单位{counts.sent}个：已回复{counts.answered}个，"
            f"未回复{len(counts.silent)}个{_names(counts.silent)}。"
        )
    listed = found.units if not counts.sent else tuple(u for u in found.units if u.listed)
    for kind in ReplyKind:
        units = [unit for unit in listed if unit.kind is kind]
        if units or kind is not ReplyKind.UNCLEAR:
            yield f"{label(kind)}{len(units)}个{_counted(units, kind)}。"
    if counts.collective:
        called = "、".join(dict.fromkeys(u.collective for u in found.units if u.collective))
        yield f"{called}中已回复{len(counts.collective)}个{_names(counts.collective)}。"
    others = [u for u in found.units if u.unit in counts.unlisted] if counts.sent else []
    if others:
        said = "、".join(f"{unit.unit}（{_result(unit)}）" for unit in others)
        yield f"名单以外回复的单位{len(others)}个：{said}。"
    if counts.unknown:
        yield f"单位未能确定的文件{len(counts.unknown)}份：{'、'.join(counts.unknown)}。请核实。"
    yield f"意见建议共{counts.rows}条。"


def _names(names: Iterable[str]) -> str:
    joined = "、".join(names)
    return f"（{joined}）" if joined else ""


def _counted(units: list[Answered], kind: ReplyKind) -> str:
    if kind is not ReplyKind.OPINIONS:
        return _names(unit.unit for unit in units)
    return _names(f"{unit.unit}{unit.opinions}条" for unit in units)


def _result(unit: Answered) -> str:
    if unit.kind is ReplyKind.OPINIONS:
        return f"{label(unit.kind)}{unit.opinions}条"
    return label(unit.kind)


def _row(reply: Reply, row: Suggestion, several: bool) -> Line:
    doubt = Certainty.UNSURE if row.doubts or not reply.units else Certainty.SURE
    whose = Certainty.UNSURE if reply.doubts else doubt
    draft = f"《{row.document}》" if several and row.document else ""
    return Line(
        {
            "number": Cell(str(row.n)),
            "unit": Cell(unit_text(reply, row), whose),
            "draft": Cell(draft),
            "clause": Cell(row.clause or ""),
            "opinion": Cell(row.text, doubt),
            "file": Cell(reply.source),
        },
        group=row.n,
    )


def unit_text(reply: Reply, row: Suggestion | None = None) -> str:
    """The units of a reply, and who inside them speaks."""
    units = "、".join(reply.units) or NOBODY
    return f"{units}（{row.speaker}）" if row and row.speaker else units


def unit_table(found: Replies) -> Table:
    """Every unit asked with what came of it, then those that were not asked."""
    answered = {unit.unit: unit for unit in found.units}
    asked = [one.name for one in found.sent if not one.collective]
    names = list(dict.fromkeys((*asked, *answered)))
    lines = [_unit_line(n, name, answered.get(name)) for n, name in enumerate(names, 1)]
    for source in found.totals.unknown:
        cells = {"unit": Cell(NOBODY, Certainty.UNSURE), "file": Cell(source)}
        lines.append(Line({**cells, "number": Cell(str(len(lines) + 1))}, group=len(lines)))
    return Table(
        "反馈情况",
        "各单位回复情况",
        UNIT_COLUMNS,
        tuple(lines),
        filtered=True,
        coloured=True,
    )


def _unit_line(n: int, name: str, unit: Answered | None) -> Line:
    cells = {"number": Cell(str(n)), "unit": Cell(name)}
    if unit is None:
        return Line({**cells, "answered": Cell("未回复")}, group=n)
    cells |= {
        "unit": Cell(name, unit.certainty),
        "answered": Cell("已回复" if unit.listed or unit.collective else "名单以外"),
        "kind": Cell(_result(unit)),
        "file": Cell("\n".join(unit.sources)),
        "doubt": Cell("\n".join(unit.doubts)),
    }
    return Line(cells, group=n)


def place_table(found: Replies) -> Table:
    """Each row of the opinions with its file, its place there and the exact words."""
    lines = [
        Line(
            {
                "number": Cell(str(row.n)),
                "unit": Cell(unit_text(reply, row)),
                "file": Cell(reply.source),
                "place": Cell(place_text(place)),
                "quote": Cell(place.text),
            },
            group=row.n,
        )
        for reply, row in found.rows
        for place in row.evidence
    ]
    return Table("出处", "意见建议出处", PLACE_COLUMNS, tuple(lines), filtered=True)


def place_text(place: Evidence) -> str:
    """第2页, or 第5段 where a file has no pages."""
    return f"第{place.page}页" if place.page else f"第{place.block + 1}段"


def check_table(found: Replies) -> Table:
    """All that people should look at: doubts, texts that could not be told, files not read."""
    rows: list[tuple[str, str, str, str]] = []
    for reply in found.replies:
        who = unit_text(reply)
        if reply.copy_of:
            rows.append((reply.source, who, f"与{reply.copy_of}内容相同，只计一次", ""))
        rows += [(reply.source, who, doubt, "") for doubt in reply.doubts]
        rows += [(reply.source, who, "没有列入意见的文字，请核实", p.text) for p in reply.rest]
        for row in reply.suggestions:
            rows += [(reply.source, who, f"第{row.n}行：{d}", row.text) for d in row.doubts]
    for unit in found.units:
        rows += [("、".join(unit.sources), unit.unit, doubt, "") for doubt in unit.doubts]
    told = {doubt for unit in found.units for doubt in unit.doubts}
    rows += [(found.sent_source, "", note, "") for note in found.notes if note not in told]
    lines = [
        Line(
            {
                "number": Cell(str(n)),
                "file": Cell(file),
                "unit": Cell(unit),
                "doubt": Cell(doubt),
                "quote": Cell(quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}…"),
            },
            group=n,
        )
        for n, (file, unit, doubt, quote) in enumerate(rows, start=1)
    ]
    return Table("待核实", "请核实的事项", CHECK_COLUMNS, tuple(lines), filtered=True)
