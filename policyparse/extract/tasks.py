"""Tasks 任务 of the running text, and goals that stand outside them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from policyparse.extract.assignments import Assigner, PlacedStatement
from policyparse.extract.context import Context, within
from policyparse.extract.deadlines import Timed, deadline, timed
from policyparse.extract.deliverables import DeliverableFinder
from policyparse.extract.sections import SectionKind
from policyparse.extract.segments import Segment, Segmenter, Stretch
from policyparse.extract.targets import targets
from policyparse.grammar.calendar import meaning
from policyparse.grammar.grammars import grammars
from policyparse.model import (
    Contact,
    DocumentKind,
    Part,
    Target,
    TargetKind,
    Task,
)
from policyparse.nlp.annotate import Passage
from policyparse.outline import Node

_SENTENCE_END = re.compile("[。；;！？\n]")
_TITLE_MARKS = "。；;：:. "
_STARTS = tuple("并，。；;、（(：:〔")  # in front of 持续推进 where it is a date of its own
_HISTORY = re.compile("现状|形势|基本情况|发展基础|现实基础|存在问题|主要问题|回顾|编制过程|背景")
_GOAL_KINDS = (DocumentKind.PLAN, DocumentKind.DRAFTING_NOTE, DocumentKind.OTHER)


class TaskReader:
    """Reads the tasks of one document."""

    def __init__(self, context: Context, tabled: frozenset[str] = frozenset()):
        self.context = context
        self.tabled = tabled  # ids of headings whose tasks are the rows of a table
        self.grammars = grammars(context.lexicon)
        self.notes = self.grammars.notes
        self.segmenter = Segmenter(context)
        self.statements = list(self._statements())
        self.assigner = Assigner(context, self.notes, self.statements)
        self.deliverables = DeliverableFinder(
            context, self.grammars.hand_overs, self.assigner.namer
        )
        self.covered: list[tuple[int, int]] = []

    def tasks(self) -> Iterator[Task]:
        """All tasks of the running text, in reading order."""
        segments = [s for s in self.segmenter.segments() if not self._only_a_table(s)]
        counts = Counter(id(segment.node) for segment in segments)
        for segment in segments:
            yield self._task(segment, counts[id(segment.node)] == 1)

    def _only_a_table(self, segment: Segment) -> bool:
        """A heading with nothing under it but a table and its title: the rows are the tasks."""
        node, text = segment.node, self.context.text.plain
        if segment.notes or not node.alone or not any(p.table for p in node.body):
            return False
        if node.id in self.tabled:
            return True
        lines = [text[p.start : p.end] for p in node.body if not p.table]
        return all(len(line) <= 60 and not _SENTENCE_END.search(line) for line in lines)

    def goals(self) -> Iterator[Target]:
        """Targets in running text outside tasks."""
        if self.context.document.kind not in _GOAL_KINDS:
            return
        text = self.context.text.text
        covered = sorted(self.covered)
        silent = self.context.document.kind is DocumentKind.DRAFTING_NOTE
        for node in self.context.outline.walk():
            heading = text[slice(*node.title)]
            if silent and node.path()[0].kind == "annex":
                continue
            if (
                _HISTORY.search(heading)
                or self.segmenter.sections.kind_of(node) is SectionKind.REMARKS
            ):
                continue
            starts = [node.title[0], *(p.start for p in node.body if not p.table)]
            passages = [p for s in starts if (p := self.context.passages.get(s)) is not None]
            passages = list({p.base: p for p in passages}.values())
            spans = [s for p in passages for s in self._uncovered(p.base, p.end, covered)]
            times = timed(self.context, passages, self._headings(node))
            section = node.number + heading
            for goal in targets(self.context, passages, times, spans, section):
                if goal.kind is not TargetKind.CONDITION:
                    yield goal

    # --- rules for the whole document ---------------------------------------------------------

    def _statements(self) -> Iterator[PlacedStatement]:
        noted: set[int] = set()
        for placed in self.segmenter.notes():
            for statement in placed.note.statements:
                base = placed.passage.base
                noted.add(base + statement.start)
                yield PlacedStatement(statement, base, self._top(base + statement.start))
        hint = re.compile("下同|不再|第一位?者?的?为?|列第一|第一个为")
        for passage in self.context.passages.values():
            if not hint.search(passage.text):
                continue
            for statement in self.notes.statements(passage.text, 0, len(passage.text)):
                if passage.base + statement.start not in noted:
                    yield PlacedStatement(statement, passage.base, self._top(passage.base))

    def _top(self, at: int) -> Node | None:
        tops = [n for n in self.context.outline.nodes if n.start <= at]
        return tops[-1] if tops else None

    # --- one task -----------------------------------------------------------------------------

    def _task(self, segment: Segment, sole: bool) -> Task:
        context, text = self.context, self.context.text.text
        stretches = segment.stretches
        begin = stretches[0][0]
        end = max([stretches[-1][1], *(n.end for n in segment.notes)])
        self.covered.append((begin, end))
        spans = [*stretches, *((n.start, n.end) for n in segment.notes)]
        passages = [
            p
            for p in within(self._of_node(segment.node), begin, end)
            if any(p.base < b and a < p.end for a, b in spans)
        ]
        times = [
            t
            for t in timed(context, passages, self._headings(segment.node))
            if any(a <= t.start < b for a, b in spans)
        ]
        times = sorted([*times, *self._standing(segment)], key=lambda t: t.start)
        times += self._inherited_times(segment)
        assignments, opened = self.assigner.assign(segment, begin)
        evidence = [context.evidence(a, b) for a, b in stretches]
        evidence += [context.evidence(n.start, n.end, Part.CONTEXT) for n in segment.notes]
        return Task(
            id=segment.node.id + (f"-{segment.number}" if segment.number else ""),
            path=tuple(n.number + text[slice(*n.title)].strip("。") for n in self._path(segment)),
            category=segment.category,
            title=self._title(segment, sole),
            text="\n".join(text[a:b] for a, b in stretches),
            assignments=assignments,
            open_ended=opened,
            deadlines=tuple(deadline(context, t) for t in times),
            targets=tuple(targets(context, passages, times, stretches)),
            deliverables=tuple(self.deliverables.find(passages, times, stretches)),
            contacts=tuple(self._contacts(segment)),
            evidence=tuple(evidence),
        )

    def _inherited_times(self, segment: Segment) -> list[Timed]:
        """Dates in a note that covers several items hold for each of them."""
        found = []
        for placed in segment.inherited:
            times = timed(self.context, [placed.passage], self._headings(segment.node))
            found += [t for t in times if placed.start <= t.start < placed.end]
        return found

    def _of_node(self, node: Node) -> list[Passage]:
        starts = [node.title[0], *(p.start for p in node.body)]
        found = {s: self.context.passages[s] for s in starts if s in self.context.passages}
        return list(found.values())

    def _standing(self, segment: Segment) -> Iterator[Timed]:
        """长期坚持 and the like inside a note."""
        for placed in segment.notes:
            note, text = placed.note, placed.passage.text
            for low, high in _clauses(text, note.start, note.end):
                found = self.grammars.times.standing(text, low, high)
                if found and found.end == high and text[found.start - 1 : found.start] in _STARTS:
                    yield Timed(placed.passage, found, meaning(found, self.context.years(None)))

    def _contacts(self, segment: Segment) -> Iterator[Contact]:
        for placed in segment.notes:
            for role, low, high in placed.note.contacts:
                name = placed.passage.text[low:high].strip(" ，。；;、")
                if name:
                    at = placed.passage.base + placed.passage.text.find(name, low)
                    yield Contact(
                        role=role, name=name, evidence=(self.context.evidence(at, at + len(name)),)
                    )

    def _title(self, segment: Segment, sole: bool) -> str:
        """The lead phrase; a sole paragraph without one takes the heading."""
        plain, text = self.context.text.plain, self.context.text.text
        node = segment.node
        start, end = segment.stretches[0]
        if start <= node.title[0] or start < node.title[1]:
            return text[node.title[0] : min(node.title[1], end)].strip(_TITLE_MARKS)
        stop = _SENTENCE_END.search(plain, start, end)
        first = text[start : stop.start() if stop else end]
        lead = stop is not None and stop.end() < end and len(first) <= 36
        lead = lead and "，" not in plain[start : stop.start() if stop else end]
        if sole and not lead and node.title[1] > node.title[0]:
            return text[slice(*node.title)].strip(_TITLE_MARKS)
        return first.strip()

    @staticmethod
    def _path(segment: Segment) -> tuple[Node, ...]:
        return segment.node.path()

    @staticmethod
    def _headings(node: Node) -> list[tuple[int, int]]:
        return [n.title for n in node.path()]

    def _uncovered(self, start: int, end: int, covered: list[tuple[int, int]]) -> list[Stretch]:
        """What no task has taken of a passage; ``covered`` is sorted."""
        free: list[Stretch] = []
        at = start
        first = max(0, bisect_right(covered, (start, start)) - 1)
        for a, b in covered[first:]:
            if a >= end:
                break
            if b <= at:
                continue
            if at < a:
                free.append((at, a))
            at = max(at, b)
        if at < end:
            free.append((at, end))
        return free


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^（）()〔〕，,。；;：:\n]+", text[start:end]):
        part = match.group()
        low = start + match.start() + (1 if part.startswith("并") else 0)
        yield low, start + match.end()
