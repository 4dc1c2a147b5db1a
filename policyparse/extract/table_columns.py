"""The columns of a table by headings and contents: what makes it a task or an indicator table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policyparse.grammar.grammars import grammars
from policyparse.grammar.table_figures import FigureGrammar
from policyparse.grammar.table_headings import ColumnKind
from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Role
from policyparse.normalise.text import Cell

Data = Sequence[Sequence[str]]  # the words of each row, by column
_K = ColumnKind
_PLACE = re.compile(
    r"(?:自治区|[省市州盟县区旗镇乡]|街道|园区|开发区|新区|办事处|农场|林场|管委会|社区)(?:[（(].*[）)])?$"
    r"|^(?:全|本)[国省市区县州盟旗镇乡域]$|^(?:市|区|县|城)(?:本级|直|区)$"
)
_TEXTS = (_K.TASK, _K.MEASURE, _K.THING, _K.INDICATOR)
_LABELS = (_K.AREA, _K.INDICATOR, _K.THING, _K.ROLE, _K.OTHER, _K.CATEGORY, _K.TASK, _K.UNIT)
_NEVER = (_K.NUMBER, _K.SCORE, _K.CONTACT, _K.PERSON, _K.DEADLINE, _K.REMARKS, _K.SOURCE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and what its cells hold."""

    number: int
    heading: str  # of all heading rows, from the top down, without blanks
    kind: ColumnKind
    role: Role | None  # of the units in it
    cells: tuple[Cell, ...]  # its heading cells, from the top down


def task_columns(
    columns: tuple[Column, ...], data: Data, title: str, lexicon: Lexicon, figures: FigureGrammar
) -> tuple[Column, ...]:
    """The columns of a task table 任务分解表; none where it is no task table."""
    words = lexicon.file.columns
    columns = tuple(_numbers(_units_as_role(columns, data, lexicon), data))
    kinds = {c.kind for c in columns}
    on_duty = _has(title, words.duty_titles)
    if _has(title, words.other_titles) and not on_duty:
        return ()
    texts = [c for c in columns if c.kind in _TEXTS and not _numeric(c, data, figures)]
    stages = [c for c in columns if c.kind is _K.STAGE and not _numeric(c, data, figures)]
    strong = any(c.kind in (_K.TASK, _K.MEASURE) for c in texts)
    if not strong and _K.SCORE in kinds:
        return ()
    if _K.SCORE in kinds and not any(c.kind is _K.TASK for c in texts):
        return ()
    if strong and not kinds & {_K.ROLE, _K.DEADLINE} and not stages:
        return ()
    if not strong and _K.ROLE not in kinds:
        return ()
    if not strong and not _weak(texts, stages, kinds, on_duty):
        return ()
    return _arranged(columns, texts, stages)


def _weak(texts: list[Column], stages: list[Column], kinds: set[ColumnKind], on_duty: bool) -> bool:
    """Whether rows named by 项目名称, 指标 or a stage alone are tasks."""
    if any(c.kind is _K.THING for c in texts):
        return _K.MONEY not in kinds
    if any(c.kind is _K.INDICATOR for c in texts):
        return on_duty
    return len(stages) == 1


def _arranged(
    columns: tuple[Column, ...], texts: list[Column], stages: list[Column]
) -> tuple[Column, ...]:
    """One task column, what stands left of it as category, what says how as measure."""
    by_kind = {kind: [c for c in texts if c.kind is kind] for kind in _TEXTS}
    tasks, measures = by_kind[_K.TASK], by_kind[_K.MEASURE]
    new: dict[int, ColumnKind] = {}
    if not tasks and not measures and not by_kind[_K.THING]:
        tasks = by_kind[_K.INDICATOR] or stages
    if not tasks:
        tasks = by_kind[_K.THING][:1]
    elif len(tasks) > 1 and not measures:
        measures = [tasks[-1]]
        new[tasks[-1].number] = _K.MEASURE
        tasks = tasks[:-1]
    for column in tasks[:-1]:
        new[column.number] = _K.CATEGORY
    if tasks:
        new[tasks[-1].number] = _K.TASK
    for column in (*by_kind[_K.THING], *by_kind[_K.INDICATOR]):
        if column.number not in new:
            new[column.number] = _beside(column, tasks, measures)
    return tuple(replace(c, kind=new.get(c.number, c.kind)) for c in columns)


def _beside(column: Column, tasks: list[Column], measures: list[Column]) -> ColumnKind:
    first = (tasks or measures)[-1].number
    if column.number < first:
        return _K.CATEGORY
    return _K.TARGET if column.kind is _K.INDICATOR else _K.REMARKS if measures else _K.MEASURE


def _units_as_role(columns: tuple[Column, ...], data: Data, lexicon: Lexicon) -> tuple[Column, ...]:
    """A column headed no more than 单位 holds units where its words are units."""
    if any(c.kind is _K.ROLE for c in columns):
        return columns
    names = grammars(lexicon).notes.names
    for column in columns:
        cells = _filled(column, data)
        if column.kind is not _K.UNIT or not cells:
            continue
        first = [re.split("[、，,；;\n]", words)[0] for words in cells]
        if 2 * sum(names.plausible(word) for word in first) > len(first):
            made = replace(column, kind=_K.ROLE, role=Role.RESPONSIBLE)
            return tuple(made if c is column else c for c in columns)
    return columns


def _numbers(columns: tuple[Column, ...], data: Data) -> Iterable[Column]:
    """A first column without a heading counts the rows where it holds 1, 2, 3."""
    for column in columns:
        if column.number == 0 and column.kind is _K.OTHER and _counts(_filled(column, data)):
            column = replace(column, kind=_K.NUMBER)
        yield column


def value_columns(
    columns: tuple[Column, ...],
    data: Data,
    title: str,
    heading: str,
    lexicon: Lexicon,
    figures: FigureGrammar,
) -> tuple[Column, ...]:
    """The columns of an indicator table 指标表; none where its figures are no goals."""
    words = lexicon.file.columns
    columns = tuple(_numbers(columns, data))
    kinds = {c.kind for c in columns}
    if _has(title, words.other_titles) or _K.SCORE in kinds:
        return ()
    if not _has("".join((title, heading, *(c.heading for c in columns))), words.goal_titles):
        return ()
    found = [c for c in columns if c.kind not in (*_NEVER, _K.PAST) and _numeric(c, data, figures)]
    labels = [c for c in columns if c.kind in _LABELS and c not in found and _filled(c, data)]
    if kinds & {_K.AREA, _K.INDICATOR}:
        labels = [c for c in labels if c.kind not in (_K.OTHER, _K.ROLE) or c.number == 0]
    units = [c for c in labels if c.kind is _K.UNIT and _measures(c, data, figures)]
    labels = [c for c in labels if c not in units]
    if not found or not labels:
        return ()
    if labels[0].kind is _K.THING and not (units or _K.INDICATOR in kinds):
        return ()
    new = {c.number: _K.VALUE for c in found}
    new |= {c.number: _label(c, data, lexicon) for c in labels}
    return tuple(replace(c, kind=new.get(c.number, c.kind)) for c in columns)


def _label(column: Column, data: Data, lexicon: Lexicon) -> ColumnKind:
    """Whether the rows of a column are areas or indicators."""
    if column.kind in (_K.AREA, _K.ROLE):
        return _K.AREA
    if column.kind is _K.INDICATOR:
        return column.kind
    cells = _filled(column, data)
    totals = lexicon.file.columns.totals
    places = sum(
        word in lexicon.divisions or word in totals or bool(_PLACE.search(word)) for word in cells
    )
    if 2 * places > len(cells) or column.kind is _K.UNIT:
        return _K.AREA
    return _K.CATEGORY if column.kind is _K.CATEGORY else _K.INDICATOR


def _measures(column: Column, data: Data, figures: FigureGrammar) -> bool:
    cells = _filled(column, data)
    return 2 * sum(figures.unit(word) is not None for word in cells) >= len(cells)


def _filled(column: Column, data: Data) -> list[str]:
    return [w for row in data if (w := re.sub(r"\s+", "", row[column.number]))]


def _numeric(column: Column, data: Data, figures: FigureGrammar) -> bool:
    """Whether most of a column's words are figures (dashes and blanks aside)."""
    cells = [w for w in _filled(column, data) if re.search(r"\w", w)]
    if not cells or (_counts(cells) and column.kind is _K.OTHER and not column.heading):
        return False
    return 5 * sum(figures.figure(word) is not None for word in cells) >= 3 * len(cells)


def _counts(cells: list[str]) -> bool:
    """1, 2, 3 … from the top down."""
    return len(cells) > 1 and cells == [str(n) for n in range(1, len(cells) + 1)]


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)
