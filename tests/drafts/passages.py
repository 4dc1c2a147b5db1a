"""Two drafts of an invented plan, read as files would be."""

from policyparse.drafts.diff import diff
from policyparse.model import Plan
from policyparse.model.diff import Diff, TaskChange, TaskDiff
from policyparse.pipeline import parse_text
from tests.plans import LEXICON

TITLE = "云屏市2026年湖滩整治工作方案"


def draft(*lines: str) -> Plan:
    """A draft: its tasks under one heading."""
    return parse_text("\n".join((TITLE, "", "一、主要任务", *lines)), TITLE, (LEXICON,))


def compared(old: Plan, new: Plan) -> Diff:
    """What changed between them."""
    return diff(old, new, lexicon=(LEXICON,))


def between(old: str, new: str) -> TaskDiff:
    """What changed in a plan of one task beside another that stays."""
    other = "（二）疏浚进水渠。清淤3公里。（市水利局负责）"
    found = compared(draft(f"（一）{old}", other), draft(f"（一）{new}", other))
    assert found.tasks[1].kind is TaskChange.SAME
    return found.tasks[0]


def told(task: TaskDiff) -> set[tuple[str, ...]]:
    """All that a task says, short enough to be written down in a test."""
    said: set[tuple[str, ...]] = {
        ("unit", c.unit, c.change.value, c.old_role or "", c.new_role or "")
        for c in task.responsibility
    }
    said |= {
        ("date", d.change.value, d.old.raw if d.old else "", d.new.raw if d.new else "")
        for d in task.deadlines
    }
    said |= {
        (
            "figure",
            t.change.value,
            f"{t.old.value:g}" if t.old else "",
            f"{t.new.value:g}" if t.new else "",
        )
        for t in task.targets
    }
    said |= {("handover", h.change.value, *h.old, "→", *h.new) for h in task.handovers}
    return said | {("measure", m.change.value, m.old or "", m.new or "") for m in task.measures}
