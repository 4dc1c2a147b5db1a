"""When a gap is clear enough for a director's page; stricter than the verdicts. 确定性

A verdict may be right and still be read otherwise by the people who wrote the plan. What a front
page says must stand: a sentence dropped from a copied paragraph, a step down a ladder, a figure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from policyparse.lexicon.lexicon import Lexicon
from policyparse.model.assignment import Role
from policyparse.model.comparison import (
    Comparison,
    DeadlineCoverage,
    Mark,
    MeasureCoverage,
    MeasureState,
    Piece,
    Quote,
    RelationKind,
    ReviewResult,
    TargetCoverage,
    TaskCoverage,
    UnitCoverage,
    UnitNote,
    UnitVerdict,
)
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.unit import Level

STEP = "→"
_ANSWERING = (RelationKind.DIRECT, RelationKind.PROBABLE, RelationKind.INDIRECT)
_SETTLED = (
    ReviewResult.ELSEWHERE,
    ReviewResult.NOT_HERE,
    ReviewResult.UPPER,
    ReviewResult.NONE,
)
_LEAST = 9  # characters of a measure that says enough to be missed
_FIGURES = 3  # figures that make a measure a standard
_LEAST_LOST = 4  # characters of a phrase that is a thing and not a turn of speech
_ECHO = 0.3  # share of a measure found in another passage from which it may be said there
_COPIED = 0.6  # share of a passage's words that the lower one repeats
_TOPIC = 0.35  # ... where the passages before and after are copied
_SUBSTANCE = 6  # characters of a measure beside such words as 机制, 完善, 相关
_OBJECT = 3  # characters that name what an act is about
_TERM = 3  # characters in a row that are a term
_STRETCH = 8  # characters in a row that are no chance
_MARKS = re.compile(r"[\W_]+")
_BREAKS = re.compile(r"[，。；：、,;:\s]+")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百]+[个项次家座]")
_DATE = re.compile(r"[到于自]?(?:20\d\d年)?(?:\d+月)?(?:\d+日)?底?[前起]|20\d\d年")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_LOST = re.compile(r"未见“(.+)”")
_APPEAL = re.compile(r"^[各有全][^，。]{0,10}?[要应须](?:进一步)?")  # 各地要、各有关部门应
_OWN_UNIT = {  # of the upper level, acting by itself; 报省… is the lower level's business
    Level.REGION: re.compile(r"(?<![报送向给经与和])(?:省|自治区)[一-鿿]{2,12}?(?:厅|局|委|办)"),
    Level.CITY: re.compile(
        r"(?<![报送向给经与和])市[一-鿿]{2,12}?(?:局|委|办)|[报送](?:省|自治区)"
    ),
}
_UPPER_BODIES = re.compile(r"(?:省|自治区)(?:级|直)?(?:各|有关|相关)?(?:部门|单位|机关)")
_OWN_PLAN = re.compile(
    r"(?:制定|制订|出台|印发)(?:本地区?|本级|本市|本县|本辖区|具体|相应)?的?"
    r"(?:实施|工作|具体)(?:方案|细则|意见|计划)"
)
_LEVEL_WORD = re.compile(r"^(?:自治区|省|市|区|县)(?!场)")
_NAMED_PLACE = re.compile(r"([一-鿿]{2})[县区](?![域间位别分级城乡内外县])")
_NO_NAME = frozenset("各小社园地城景辖灾片街库厂矿林牧设本全省我该治校险业点止放发在和与及的个")


class Strictness:
    """What of one comparison may be said without a person having looked."""

    def __init__(self, comparison: Comparison, lexicon: Lexicon):
        self.comparison = comparison
        self.ladders = tuple(ladder.steps for ladder in lexicon.file.ladder)
        self.wording = lexicon.file.wording
        plain = {word for steps in self.ladders for step in steps for word in step}
        plain |= {*self.wording.adverbs, *self.wording.acts}
        self._plain = _longest_first(plain)
        self._plain_or_light = _longest_first(plain | {*self.wording.light})
        self.answers = comparison.relation.kind in _ANSWERING
        self.complete = not any(part.endswith("未提供") for part in comparison.searched)

    @cached_property
    def passages(self) -> tuple[tuple[frozenset[str], Quote], ...]:
        """All that is quoted of the lower plan, as pairs of characters."""
        quotes = {
            quote: None
            for task in self.comparison.tasks
            for measure in task.measures
            for quote in measure.lower
        }
        return tuple((_pairs(quote.text), quote) for quote in quotes)

    def of_missing(self, measure: MeasureCoverage, task: TaskCoverage) -> Certainty:
        """How sure it is that a measure stands nowhere in the lower plan."""
        said = self._may_be_said(measure, task) and not self._says_little(measure.text)
        if not said or not self.complete:
            return _at_most(measure.certainty, Certainty.LIKELY)
        if measure.certainty is Certainty.SURE:
            clear = self._echo(measure) <= _ECHO and self._weighs(measure, task)
            clear = clear and not _own_term(measure, task)
        else:
            clear = self._dropped(measure, task)
        return Certainty.SURE if clear else _at_most(measure.certainty, Certainty.LIKELY)

    def of_weakened(self, measure: MeasureCoverage, task: TaskCoverage) -> Certainty:
        """How sure it is that a passage asks for less."""
        if not self._may_be_said(measure, task):
            return _at_most(measure.certainty, Certainty.LIKELY)
        steps = self.clear_steps(measure, task)
        if measure.certainty is Certainty.SURE:
            clear = bool(steps or self.clear_phrases(measure))
        else:
            clear = bool(steps) and (_verbatim(measure) or _copied_round(measure, task))
        return Certainty.SURE if clear else _at_most(measure.certainty, Certainty.LIKELY)

    def of_missing_task(self, task: TaskCoverage) -> Certainty:
        """How sure it is that nothing of a task stands in the lower plan."""
        own = counted(task)
        clear = self.complete and all(
            self._may_be_said(m, task) and m.certainty is not Certainty.UNSURE for m in own
        )
        said = sum(not self._says_little(m.text) for m in own)
        clear = clear and said * 2 > len(own)
        if clear and sum(self._echo(m) for m in own) <= _ECHO * len(own):
            return Certainty.SURE
        return least_sure((*(m.certainty for m in own), Certainty.LIKELY))

    def of_value(self, row: TargetCoverage | DeadlineCoverage) -> Certainty:
        """How sure a figure or date is; it must be one of the same measure."""
        certainty = row.certainty
        if not self.answers or (row.upper_task and not self._of_one_measure(row)):
            certainty = _at_most(certainty, Certainty.LIKELY)
        return certainty

    def of_unit(self, task: TaskCoverage, unit: UnitCoverage) -> Certainty:
        """How sure it is what became of a unit; a task half there proves little."""
        own = counted(task)
        there = sum(m.state is not MeasureState.MISSING for m in own)
        clear = self.answers and self.complete and there * 2 >= len(own)
        plain = unit.role in (Role.LEAD, Role.SUPPORT) and unit.note is not UnitNote.NO_COUNTERPART
        name = _LEVEL_WORD.sub("", unit.upper or "")
        said = any(name and name in quote.text for m in own for quote in m.lower)
        spoken_of = unit.verdict is UnitVerdict.LOST and said
        if clear and plain and not spoken_of:
            return unit.certainty
        return _at_most(unit.certainty, Certainty.LIKELY)

    def clear_steps(self, measure: MeasureCoverage, task: TaskCoverage) -> tuple[str, ...]:
        """Steps down a ladder between passages that otherwise agree."""
        said = "".join(quote.text for quote in measure.lower)
        share = _same(measure)
        agrees = share >= (_TOPIC if _copied_round(measure, task) else _COPIED)
        return tuple(
            lost
            for lost in measure.lost
            if STEP in lost
            and not _DIGIT.search(lost)  # figures are judged as targets, with their scope
            and agrees
            and not _with_figure(lost, said)
        )

    def clear_phrases(self, measure: MeasureCoverage) -> tuple[str, ...]:
        """Phrases that were taken out of a copied passage, with nothing in their place."""
        said = _BREAKS.sub("", "".join(quote.text for quote in measure.lower))
        cuts = set(_cut_out(measure.upper_pieces, said)) if _copied(measure) else set()
        found = (match.group(1) for lost in measure.lost if (match := _LOST.fullmatch(lost)))
        return tuple(
            phrase
            for phrase in found
            if len(_bare(phrase)) >= _LEAST_LOST and any(phrase in cut for cut in cuts)
        )

    def strong(self, text: str) -> bool:
        """Whether a measure holds a figure, or a word from the head of a ladder."""
        return bool(_FIGURE.search(text)) or any(
            word in text for ladder in self.ladders for word in ladder[0]
        )

    # what stands against saying it

    def _may_be_said(self, measure: MeasureCoverage, task: TaskCoverage) -> bool:
        return (
            self.answers
            and not measure.minor
            and _bare(measure.text) != _bare(task.title)  # a title alone asks for nothing
            and measure.owner is None
            and not settled(measure)
            and not self._names_another_place(measure.text)
            and not self._of_upper_unit(measure.text)
            and not _OWN_PLAN.search(measure.text)  # the lower plan is what is asked for
        )

    def _names_another_place(self, text: str) -> bool:
        """Whether a measure names a place that is not the lower plan's own."""
        place = self.comparison.lower.jurisdiction
        own = (place.name, *place.parents) if place else ()
        names = (match for match in _NAMED_PLACE.findall(text) if not set(match) & _NO_NAME)
        return any(not any(name in known for known in own) for name in names)

    def _of_upper_unit(self, text: str) -> bool:
        """Whether a measure is what a unit of the upper level does itself."""
        level = self.comparison.upper.level
        if _UPPER_BODIES.match(text):
            return True
        pattern = _OWN_UNIT.get(level) if level else None
        return bool(pattern and pattern.search(text))

    def _says_little(self, text: str) -> bool:
        """Whether a measure only calls for an attitude, or ends in an act without its object.

        各地要充分认识…; …的，依法严厉查处: the same may be said in many words.
        """
        rest = _APPEAL.sub("", text)
        if rest.startswith((*self.wording.principles, *self.wording.results)):
            return True
        last = _without(re.split("[，；]", text)[-1], self._plain)
        return len(last) < _OBJECT or len(_without(text, self._plain_or_light)) < _SUBSTANCE

    def _of_one_measure(self, row: TargetCoverage | DeadlineCoverage) -> bool:
        """Whether the lower figure or date stands where the measure of the upper one is met."""
        if row.lower is None:
            return False
        below = row.lower.evidence[:1]
        return any(
            holds(measure.evidence, above)
            and any(holds(measure.lower, place) for place in below)
            and (_copied(measure) or measure.state is MeasureState.TAKEN)
            for task in self.comparison.tasks
            if task.upper_task == row.upper_task
            for measure in task.measures
            if measure.state is not MeasureState.MISSING
            for above in row.upper.evidence[:1]
        )

    def _weighs(self, measure: MeasureCoverage, task: TaskCoverage) -> bool:
        """Enough is said, and the task is otherwise taken up, so that the place has to do it."""
        if len(_NUMBER.findall(measure.text)) >= _FIGURES:
            return True  # a standard of its own, whatever became of its task
        others = [m for m in task.measures if not m.minor and m.id != measure.id]
        there = sum(m.state is not MeasureState.MISSING for m in others)
        return len(_bare(measure.text)) >= _LEAST and there * 2 >= len(others) and there > 0

    def _echo(self, measure: MeasureCoverage) -> float:
        """The largest share of a measure that any one quoted passage repeats."""
        own = _pairs(measure.text)
        return max((len(own & other) / len(own) for other, _ in self.passages), default=0.0)

    def _dropped(self, measure: MeasureCoverage, task: TaskCoverage) -> bool:
        """A strong clause between two that are copied; what is near it belongs to another one."""
        if not _copied_round(measure, task):
            return False
        near = "".join(quote.text for quote in measure.lower)
        head = [w for ladder in self.ladders for w in ladder[0] if w in measure.text]
        taken = [
            quote
            for other in task.measures
            if other.state is MeasureState.TAKEN and other.certainty is Certainty.SURE
            for quote in other.lower
        ]
        explained = all(any(_overlap(quote, own) for own in taken) for quote in measure.lower)
        verbs = [word for word in head if not any(word in other for other in head if other != word)]
        return explained and any(verb not in near for verb in verbs if len(verb) > 1)


def counted(task: TaskCoverage) -> tuple[MeasureCoverage, ...]:
    """The measures of a task that count; all where they are but minor ones."""
    return tuple(m for m in task.measures if not m.minor) or task.measures


def holds(quotes: Iterable[Quote], place: Evidence) -> bool:
    """Whether a place lies within one of the quotes."""
    return any(quote.start <= place.start and place.end <= quote.end for quote in quotes)


def settled(measure: MeasureCoverage) -> bool:
    """Whether a reviewer has said that nothing is to be added."""
    return measure.review is not None and measure.review.result in _SETTLED


def _own_term(measure: MeasureCoverage, task: TaskCoverage) -> bool:
    """Whether the nearest passage, of a task that answers, has a term of this measure alone.

    支持老字号开发旅游伴手礼 beside 扶持老字号推出特色礼品: other words may say the same.
    """
    if measure.lower_task not in task.lower_tasks:
        return False
    own, near = _bare(measure.text), _bare("".join(quote.text for quote in measure.lower))
    others = (m.text for m in task.measures if m.id != measure.id)
    known = _bare("".join((task.title, *others)))
    terms = {own[at : at + _TERM] for at in range(len(own) - _TERM + 1)}
    return any(term in near and term not in known for term in terms if not _DIGIT.search(term))


def _copied_round(measure: MeasureCoverage, task: TaskCoverage) -> bool:
    """Whether the measures before and after are surely taken up in one lower task."""
    own = counted(task)
    at = next((n for n, m in enumerate(own) if m.id == measure.id), -1)
    if not 0 < at < len(own) - 1:
        return False
    around = (own[at - 1], own[at + 1])
    sure = all(m.state is MeasureState.TAKEN and m.certainty is Certainty.SURE for m in around)
    return sure and around[0].lower_task == around[1].lower_task


def _same(measure: MeasureCoverage) -> float:
    """The share of a measure that stands in the lower passage; dates are judged elsewhere."""
    words = [(len(_bare(_DATE.sub("", p.text))), p.mark) for p in measure.upper_pieces]
    same = sum(length for length, mark in words if mark is Mark.SAME)
    return same / max(1, sum(length for length, _ in words))


def _copied(measure: MeasureCoverage) -> bool:
    return _same(measure) >= _COPIED


def _verbatim(measure: MeasureCoverage) -> bool:
    """Whether a longer stretch of a measure stands in the lower passage as it is."""
    said = _bare("".join(quote.text for quote in measure.lower))
    same = (_bare(p.text) for p in measure.upper_pieces if p.mark is Mark.SAME)
    return any(len(piece) >= _STRETCH and piece in said for piece in same)


def _with_figure(step: str, said: str) -> bool:
    """A weaker word that carries a figure of its own: 维持在86%."""
    weaker = re.escape(step.split(STEP)[-1].strip())
    return bool(re.search(rf"{weaker}[在于为到至]?\d", said))


def _cut_out(pieces: Sequence[Piece], said: str) -> Iterator[str]:
    """Stretches that are gone, where the words round them meet in the lower passage."""
    for at, piece in enumerate(pieces):
        if piece.mark is not Mark.GONE:
            continue
        before = _BREAKS.sub("", pieces[at - 1].text)[-2:] if at else ""
        after = _BREAKS.sub("", pieces[at + 1].text)[:2] if at + 1 < len(pieces) else ""
        if before and (before + after in said if after else said.endswith(before)):
            yield piece.text


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return _bare(text)


def _at_most(certainty: Certainty, cap: Certainty) -> Certainty:
    order = list(Certainty)
    return order[max(order.index(certainty), order.index(cap))]


def _overlap(one: Quote, other: Quote) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _pairs(text: str) -> frozenset[str]:
    bare = _bare(text)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1)) or frozenset((bare,))


def least_sure(values: Iterable[Certainty]) -> Certainty:
    """The least sure of several."""
    order = list(Certainty)
    return order[max((order.index(value) for value in values), default=0)]
