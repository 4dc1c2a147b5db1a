"""What a person should look at: unsure values, open years, absent annexes, debris of copying."""

import re
from collections.abc import Iterable, Iterator

from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Certainty, Task, Warning
from policyparse.normalise import NormalisedText
from policyparse.outline import Outline

_ANNEX_LINE = re.compile(
    r"^附[件表录]\s*[0-9一二三四五六七八九十]{0,2}\s*[:：]\s*(?P<name>\S.{3,80})$"
)
_MENTIONED = re.compile(r"(?:详见|见)附[件表]")
# Signs of machine rewriting or broken copying: 负责 -> 卖力, 监管 -> 羁系.
_REWRITTEN = re.compile("卖力|羁系|事情职员|都会办理|生长和革新")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")


def doubts(
    text: NormalisedText, outline: Outline, tasks: Iterable[Task], lexicon: Lexicon
) -> Iterator[Warning]:
    """Warnings in reading order within each kind."""
    for message, start, end in outline.repairs:
        yield Warning(code="outline", message=message, evidence=(text.evidence(start, end),))
    for task in tasks:
        yield from _of_task(task)
    yield from _annexes(text, outline)
    yield from _copying(text, lexicon)


def _of_task(task: Task) -> Iterator[Warning]:
    for assignment in task.assignments:
        if assignment.certainty is Certainty.UNSURE:
            yield Warning(
                code="unit-unsure",
                message=f"“{assignment.unit.mention}”像单位又认不准，请核对后再用",
                evidence=assignment.evidence,
            )
    for deadline in task.deadlines:
        if deadline.certainty is Certainty.UNSURE and not deadline.end and not deadline.start:
            yield Warning(
                code="year-open",
                message=f"时限“{deadline.raw}”的年份或日期原文没有写明，请核对",
                evidence=deadline.evidence,
            )


def _annexes(text: NormalisedText, outline: Outline) -> Iterator[Warning]:
    """Annexes that the body names and that are not in the file."""
    if any(node.kind == "annex" for node in outline.nodes):
        return
    last_table = max((b.index for b in text.blocks if b.kind == "table"), default=-1)
    for block in text.blocks:
        line = text.plain[block.start : block.end] if block.kind != "table" else ""
        named = _ANNEX_LINE.match(line)
        if named and last_table < block.index:
            yield Warning(
                code="annex-missing",
                message=f"正文写明附件“{named['name']}”，文件中没有这个附件，请一并提供",
                evidence=(text.evidence(block.start, block.end),),
            )


def _copying(text: NormalisedText, lexicon: Lexicon) -> Iterator[Warning]:
    """Text that was rewritten or garbled on its way; it is reported, never put right."""
    traditional = re.compile(f"[{''.join(lexicon.simplified)}]")
    for code, pattern, least, message in (
        (
            (
                "rewritten-text",
                _REWRITTEN,
                2,
                "文字疑似经过同义改写（如“卖力”），不是原件，结果仅供参考",
            )
        ),
        ("garbled-text", _PRIVATE, 3, "有无法显示的字符，可能是复制或转换造成，请核对原件"),
        ("traditional-text", traditional, 20, "文字夹有较多繁体字，可能是转载件，请核对原件"),
    ):
        found = list(pattern.finditer(text.text))
        if len(found) >= least:
            places = tuple(text.evidence(*m.span()) for m in found[:3])
            yield Warning(code=code, message=f"{message}（共{len(found)}处）", evidence=places)
