"""Evidence -> links into the source texts of a report, and references for paper."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from policyparse.model import Evidence, Part, Plan, Task
from policyparse.reports.links import Link, Passage, SourceView
from policyparse.reports.sources import clause_of, plan_title

_WRAPPER = re.compile(r"^.{0,80}?关于(?:印发|转发|发布)[《〈]?(.+?)[》〉]?的通知$")
_MOST_PLACES = 60  # of one link; a figure made of more leads to its list


class SourceText:
    """One document: its code, its text and the anchors that evidence leads to."""

    def __init__(self, index: int, name: str, plan: Plan, text: str | None, code: str = ""):
        self.index = index  # from 1
        self.code = code or f"文{index}"
        self.name = name
        self.plan = plan
        self.text = text
        self._starts = [0]
        for match in re.finditer("\n", text or ""):
            self._starts.append(match.end())

    @cached_property
    def title(self) -> str:
        """The title by which people call the document, without 关于印发…的通知."""
        title = plan_title(self.plan)
        match = _WRAPPER.match(title)
        return match.group(1) if match else title

    @cached_property
    def _blocks(self) -> dict[int, int]:
        """Line -> block, known where evidence tells it, counted on in between."""
        known = {self._line(place.start): place.block for place in all_evidence(self.plan)}
        lines = (self.text or "").split("\n")
        blocks: dict[int, int] = {}
        block = -1
        for line, content in enumerate(lines):
            row = "\t" in content and line > 0 and "\t" in lines[line - 1]
            block = known.get(line, block if row else block + 1)
            blocks[line] = block
        return blocks

    @cached_property
    def _anchors(self) -> dict[int, str]:
        """Line -> anchor: that of its block, with a row number from the second line on."""
        seen: dict[int, int] = {}
        anchors = {}
        for line, block in self._blocks.items():
            seen[block] = seen.get(block, 0) + 1
            row = f"-{seen[block]}" if seen[block] > 1 else ""
            anchors[line] = f"doc{self.index}-b{block}{row}"
        return anchors

    @cached_property
    def _tasks(self) -> list[tuple[int, int, Task]]:
        spans = [(e.start, e.end, t) for t in self.plan.tasks for e in t.evidence]
        return sorted(spans, key=lambda span: span[:2])

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def block_at(self, offset: int) -> int:
        """The number of the paragraph that holds a character."""
        return self._blocks[self._line(offset)]

    def holds(self, place: Evidence) -> bool:
        """Whether the evidence stands in the text just where it says."""
        return self.text is not None and self.text[place.start : place.end] == place.text

    def anchor(self, place: Evidence) -> str:
        """The anchor of the paragraph that a place begins in; empty without a text."""
        return self._anchors.get(self._line(place.start), "") if self.text is not None else ""

    def task_at(self, offset: int) -> Task | None:
        """The task whose text holds a character, the narrowest first."""
        found = [(e - s, i) for i, (s, e, _) in enumerate(self._tasks) if s <= offset < e]
        return self._tasks[min(found)[1]][2] if found else None

    def reference(self, evidence: Sequence[Evidence], task: Task | None = None) -> str:
        """Where it stands, for paper: 三、（一）1. 全文第15段 第3页."""
        if not evidence:
            return ""
        place = evidence[0]
        task = task or self.task_at(place.start)
        parts = [clause_of(task)] if task else []
        parts.append(f"全文第{place.block + 1}段")
        if place.page:
            parts.append(f"第{place.page}页")
        return " ".join(part for part in parts if part)

    def view(self) -> SourceView:
        """The text as the source panel shows it."""
        headings = {heading for task in self.plan.tasks for heading in task.path[:-1]}
        headings |= {place.text for place in self.plan.document.evidence.get("title", ())}
        passages = []
        for line, content in enumerate((self.text or "").split("\n") if self.text else ()):
            passages.append(
                Passage(
                    anchor=self._anchors[line],
                    number=str(self._blocks[line] + 1),
                    start=self._starts[line],
                    text=content,
                    heading=content in headings,
                    row="\t" in content,
                )
            )
        return SourceView(self.code, self.index, self.title, self.name, tuple(passages))


class SourceTexts:
    """All documents of a report, by name."""

    def __init__(
        self,
        names: Sequence[str],
        plans: Sequence[Plan],
        texts: Mapping[str, str],
        codes: Sequence[str] = (),
    ):
        """``codes`` are what the documents are called, where that is not 文1, 文2."""
        self.all = tuple(
            SourceText(
                index,
                name,
                plan,
                texts.get(name, texts.get(plan.source.name)),
                codes[index - 1] if codes else "",
            )
            for index, (name, plan) in enumerate(zip(names, plans, strict=True), 1)
        )
        self._by_name = {source.name: source for source in self.all}

    def __getitem__(self, name: str) -> SourceText:
        return self._by_name[name]

    def link(self, text: str, name: str, evidence: Iterable[Evidence], note: str = "") -> Link:
        """A text that leads to its evidence in one document."""
        return self.links(text, [(name, evidence)], note)

    def links(
        self, text: str, places: Iterable[tuple[str, Iterable[Evidence]]], note: str = ""
    ) -> Link:
        """A figure that leads to all the places it is made of, the first one first."""
        href, spots = "", dict[str, None]()
        for name, evidence in places:
            source = self._by_name[name]
            for place in evidence:
                anchor = source.anchor(place)
                if not anchor:
                    continue
                href = href or f"#{anchor}"
                mark = "" if place.part is Part.VALUE else "r"
                spots[f"{source.index}:{place.start}-{place.end}{mark}"] = None
        return Link(text, href, " ".join(list(spots)[:_MOST_PLACES]), note)

    def reference(self, name: str, evidence: Sequence[Evidence], task: Task | None = None) -> Link:
        """The reference for paper, itself a link."""
        return self.link(self._by_name[name].reference(evidence, task), name, evidence[:1])


def all_evidence(plan: Plan) -> Iterable[Evidence]:
    """Every place that a plan quotes."""
    for places in plan.document.evidence.values():
        yield from places
    owners: list[tuple[Evidence, ...]] = [c.evidence for c in plan.document.citations]
    for task in plan.tasks:
        owners.append(task.evidence)
        owners += [a.evidence for a in task.assignments]
        owners += [d.evidence for d in task.deadlines]
        owners += [t.evidence for t in task.targets]
        owners += [d.evidence for d in task.deliverables]
        owners += [c.evidence for c in task.contacts]
    owners += [goal.evidence for goal in plan.goals]
    owners += [member.evidence for member in plan.roster]
    owners += [opinion.evidence for opinion in plan.opinions]
    owners += [change.evidence for opinion in plan.opinions for change in opinion.changes]
    owners += [warning.evidence for warning in plan.warnings]
    for owner in owners:
        yield from owner
