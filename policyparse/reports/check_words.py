"""Where a finding's words stand, and the words with a little of what is around them."""

from dataclasses import dataclass

from policyparse.checks.subject import Subject
from policyparse.model.evidence import Evidence
from policyparse.normalise.mapped import sources
from policyparse.reports.sources import clause_of

TRIFLES = "格式细节"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the text on one line."""

    before: str
    words: str
    after: str


def quote(text: str, place: Evidence, around: int, longest: int, kept: int) -> Quote:
    """The words with up to ``around`` characters of their line on each side.

    Longer than ``longest`` they are cut in the middle, ``kept`` characters stay of their end.
    """
    start = max(text.rfind("\n", 0, place.start) + 1, place.start - around)
    line_end = text.find("\n", place.end)
    end = min(line_end if line_end >= 0 else len(text), place.end + around)
    before = ("…" if start and text[start - 1] != "\n" else "") + text[start : place.start]
    after = text[place.end : end] + ("…" if end < len(text) and text[end] != "\n" else "")
    words = place.text
    if len(words) > longest:
        words = f"{words[: longest - kept]}……{words[-kept:]}"
    return Quote(*(part.replace("\n", " ").replace("\t", " ") for part in (before, words, after)))


def where(subject: Subject, place: Evidence) -> str:
    """The place as people call it: 三、（一）1. or 附件2 or 表1第3行第2列 or 全文第4段."""
    task = subject.task_at(place.start)
    numbers = clause_of(task) if task else _numbers(subject, place.start)
    parts = [numbers or f"全文第{place.block + 1}段"]
    origin = next(iter(sources(subject.text.pieces, place.start, place.end)), None)
    if origin is not None:
        block = subject.text.raw.blocks[origin.source[0]]
        cell = None if origin.source[1] is None else block.cells[origin.source[1]].place
        if cell is not None:
            parts = [*(parts if numbers else ()), cell.label]
        if block.place.file:
            parts.insert(0, block.place.file)
    if place.page:
        parts.append(f"第{place.page}页")
    return "，".join(parts)


def _numbers(subject: Subject, offset: int) -> str:
    """The numbers of the headings above a place that is in no task."""
    above = None
    for node in subject.outline.walk():
        if node.start > offset:
            break
        above = node
    return "".join(node.number for node in above.path()) if above else ""
