"""Pages of an OFD file (GB/T 33190-2016, 7.7): characters, rules and pictures."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyparse.readers.losses import Ledger
from policyparse.readers.ofd_document import Sheet
from policyparse.readers.ofd_package import Element, local, numbers
from policyparse.readers.ofd_paths import rules_of
from policyparse.readers.ofd_space import Matrix, of_object, of_page
from policyparse.readers.ofd_text import Run, runs_of
from policyparse.readers.page_blocks import Page, filled
from policyparse.readers.page_lines import Char
from policyparse.readers.page_rows import parted
from policyparse.readers.page_rules import Rule, TooManyRules, tables_of
from policyparse.readers.page_space import Box

_PICTURE = 24.0  # points: smaller images are marks and lines
_COVER = 0.8  # of the page: a picture as large as this is a scan, text under it is its text
_DEEPEST = 8  # composite objects within composite objects
_MOST = 2_000  # composite objects of a page
_BESIDE = 2.0  # points by which text may stand outside of the page


@dataclass(slots=True)
class _Drawn:
    """What is found on a page, in points as one sees it."""

    runs: list[Run] = field(default_factory=list)
    hidden: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)


def page_of(sheet: Sheet, number: int, ledger: Ledger) -> Page:
    """The lines and tables of a page; a page whose text lies on its side is turned."""
    matrix, width, height = of_page(sheet.box, 0)
    drawn = _drawn(sheet, matrix, number, ledger)
    turn = _turn(drawn.runs)
    if turn:
        matrix, width, height = of_page(sheet.box, turn)
        drawn = _drawn(sheet, matrix, number, None)
    place = f"第{number}页"
    whole = Box(-_BESIDE, -_BESIDE, width + _BESIDE, height + _BESIDE)
    upright = []
    for run in _shown(drawn, width * height, ledger, place):
        if run.angle == 0:
            upright.append(run)
        else:
            ledger.note("rotated-text", run.text, place)
    chars = [char for run in upright for char in run.chars if _is_on(char, whole)]
    beside = sum(len(run.chars) for run in upright) - len(chars)
    if beside:
        ledger.note("hidden", place=place, count=beside)
    images = sum(min(_sides(image)) >= _PICTURE for image in drawn.images)
    tables = _tables(drawn.rules, ledger, place)
    blank = Page(number, width, height, [], [], images)
    return filled(blank, parted(chars), tables, ledger)


def _shown(drawn: _Drawn, area: float, ledger: Ledger, place: str) -> list[Run]:
    """What can be seen, and behind the picture of a scanned page its text."""
    if not drawn.hidden:
        return drawn.runs
    if any(_area(image) >= _COVER * area for image in drawn.images):
        return [*drawn.runs, *drawn.hidden]
    for run in drawn.hidden:
        ledger.note("hidden", run.text, place)
    return drawn.runs


def _turn(runs: list[Run]) -> int:
    """How far most of the text is turned; 0 unless it is more than half."""
    counts = Counter[int | None]()
    for run in runs:
        counts[run.angle] += len(run.chars)
    angle, count = counts.most_common(1)[0] if counts else (0, 0)
    return angle if angle is not None and count * 2 > counts.total() else 0


def _is_on(char: Char, whole: Box) -> bool:
    return char.box is not None and whole.holds(char.box.middle)


def _tables(rules: list[Rule], ledger: Ledger, place: str) -> list[list[Box]]:
    try:
        return tables_of(rules)
    except TooManyRules:
        ledger.note("table-unread", "线条过多", place)
        return []


def _drawn(sheet: Sheet, page: Matrix, number: int, ledger: Ledger | None) -> _Drawn:
    drawn = _Drawn()
    for element, matrix in _objects(sheet, page, number, ledger):
        kind = local(element)
        if kind == "TextObject":
            seen = element.get("Visible") != "false"
            (drawn.runs if seen else drawn.hidden).extend(runs_of(element, matrix))
        elif kind == "PathObject" and element.get("Visible") != "false":
            drawn.rules.extend(rules_of(element, matrix))
        elif kind == "ImageObject":
            drawn.images.append(_frame(element, matrix))
    return drawn


def _objects(
    sheet: Sheet, page: Matrix, number: int, ledger: Ledger | None
) -> Iterator[tuple[Element, Matrix]]:
    """Each object with the matrix from its own space to the page, in the order drawn.

    Blocks may be nested as deep as they like; composite objects that hold themselves end.
    """
    waiting = [(iter(content), page, 0) for content in reversed(sheet.contents)]
    put = 0
    while waiting:
        elements, matrix, depth = waiting[-1]
        element = next(elements, None)
        if element is None:
            waiting.pop()
            continue
        kind = local(element)
        if kind in ("Layer", "PageBlock"):
            waiting.append((iter(element), matrix, depth))
            continue
        if kind != "CompositeObject":
            yield element, matrix.after(of_object(element))
            continue
        unit = sheet.units.get(element.get("ResourceID") or "")
        if unit is not None and depth < _DEEPEST and put < _MOST:
            put += 1
            waiting.append((iter(unit), matrix.after(of_object(element)), depth + 1))
        elif unit is not None and ledger is not None:
            ledger.note("too-deep", place=f"第{number}页")


def _frame(element: Element, matrix: Matrix) -> Box:
    """Where an image stands: its unit square, put there by the matrix."""
    box = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    one = matrix.at(0, 0)
    wide = numbers(element.get("CTM"), 6) is not None
    other = matrix.at(1, 1) if wide else matrix.at(box[2], box[3])
    xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Box(xs[0], ys[0], xs[1], ys[1])


def _sides(box: Box) -> tuple[float, float]:
    return box.x1 - box.x0, box.bottom - box.top


def _area(box: Box) -> float:
    wide, high = _sides(box)
    return wide * high
