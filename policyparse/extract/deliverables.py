"""Deliverables 交办事项 of a task: hand-overs with a subject or a date of their own."""

from collections.abc import Iterable, Iterator

from policyparse.extract.context import Context
from policyparse.extract.deadlines import Timed
from policyparse.extract.naming import Namer
from policyparse.grammar.brackets import split_outside
from policyparse.grammar.hand_overs import HandOver, HandOverGrammar, Subject
from policyparse.model import Certainty, DeadlineKind, Deliverable, Part
from policyparse.nlp.annotate import Passage


class DeliverableFinder:
    """Finds the deliverables of one task after another."""

    def __init__(self, context: Context, grammar: HandOverGrammar, namer: Namer):
        self.context = context
        self.grammar = grammar
        self.namer = namer

    def find(
        self, passages: Iterable[Passage], times: list[Timed], stretches: list[tuple[int, int]]
    ) -> Iterator[Deliverable]:
        """Deliverables of the stretches of one task."""
        for passage in passages:
            masked = self._masked(passage, times)
            if not self.grammar.speaks(masked, 0, len(masked)):
                continue
            sentences = list(self._sentences(passage, masked, stretches))
            for number, (low, high) in enumerate(sentences):
                for hand_over in self.grammar.find(masked, low, high):
                    made = self._made(passage, hand_over, times, masked, sentences[: number + 1])
                    if made is not None:
                        yield made

    def _carried(self, masked: str, sentences: list[tuple[int, int]]) -> Subject | None:
        """The subject of the sentences before: 市生态环境局牵头…。于3月底前制定…方案。"""
        for low, high in reversed(sentences):
            clauses = list(split_outside(masked, "，,", low, high))
            found = self.grammar.last_subject(masked, clauses)
            if found is not None:
                return found
        return None

    @staticmethod
    def _masked(passage: Passage, times: list[Timed]) -> str:
        """Dates as □, so that the clauses read alike whatever their dates."""
        text = passage.text
        for timed in times:
            if timed.passage is passage:
                e = timed.expression
                text = text[: e.start] + "□" * (e.end - e.start) + text[e.end :]
        for title in passage.titles:
            text = text[: title.start] + "■" * (title.end - title.start) + text[title.end :]
        return text

    @staticmethod
    def _sentences(
        passage: Passage, text: str, stretches: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        for start, end in stretches:
            low, high = max(0, start - passage.base), min(len(text), end - passage.base)
            if low < high:
                yield from split_outside(text, "。；;！？\n", low, high)

    def _made(
        self,
        passage: Passage,
        h: HandOver,
        times: list[Timed],
        masked: str,
        sentences: list[tuple[int, int]],
    ) -> Deliverable | None:
        when = self._when(passage, h, times, sentences[-1])
        if h.subject is None and when is None:
            return None
        if h.project and when is None:
            return None
        subject = h.subject or self._carried(masked, sentences[:-1])
        base = passage.base
        text = self.context.text.text
        what = text[base + h.what[0] : base + h.what[1]].strip()
        to = text[base + h.to[0] : base + h.to[1]].strip() if h.to else None
        start = min(h.start, *(t.expression.start for t in [when])) if when else h.start
        evidence = [self.context.evidence(base + start, base + h.end)]
        if subject is not None and not start <= subject.start < h.end:
            evidence.append(
                self.context.evidence(base + subject.start, base + subject.end, Part.RULE)
            )
        return Deliverable(
            raw=text[base + start : base + h.end],
            who=self._who(passage, subject) if subject else (),
            what=what,
            by=self._by(when),
            to=to,
            rule=h.rule,
            certainty=Certainty.LIKELY if h.subject else Certainty.UNSURE,
            evidence=tuple(evidence),
        )

    @staticmethod
    def _by(when: Timed | None) -> str | None:
        return when.meaning.end if when and _is_due(when) else None

    @staticmethod
    def _when(
        passage: Passage, h: HandOver, times: list[Timed], sentence: tuple[int, int]
    ) -> Timed | None:
        mine = [
            t
            for t in times
            if t.passage is passage
            and sentence[0] <= t.expression.start < sentence[1]
            and (t.meaning.kind is DeadlineKind.RECURRING or _is_due(t))
        ]
        inside = [t for t in mine if h.what[0] <= t.expression.start < h.end]
        before = [t for t in mine if t.expression.start < h.what[0]]
        if inside or before:
            return inside[0] if inside else before[-1]
        # 绘制…图谱，4月底前印发: the next clause begins with the date
        after = [t for t in mine if 0 <= t.expression.start - h.end <= 3]
        return after[0] if after else None

    def _who(self, passage: Passage, subject: Subject) -> tuple[str, ...]:
        return tuple(n.unit.name for n in self.namer.name(list(subject.items)))


def _is_due(timed: Timed) -> bool:
    """A day to be met; a quarter or half-year without 前 is due by its end."""
    return timed.meaning.kind is DeadlineKind.BY or timed.expression.rule in ("quarter", "half")
