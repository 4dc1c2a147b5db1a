"""A rule and what it reports."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getdoc

from policyparse.checks.subject import Subject
from policyparse.model.check import Family, Severity
from policyparse.model.evidence import Evidence

_LONG = 36  # characters: the rest of a longer title says no more of which task it is
_INNER = str.maketrans("“”", "‘’")
Check = Callable[[Subject], Iterator["Hit"]]
WHY, FIX = "为什么：", "怎么改："


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a check found; every passage it rests on, the one to mend first."""

    evidence: tuple[Evidence, ...]
    message: str


def in_quotes(words: str) -> str:
    """A title or passage as a message names it: in quotation marks, marks within it single."""
    words = words if len(words) <= _LONG else words[: _LONG - 1] + "…"
    return f"“{words.translate(_INNER)}”"


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its code; what it is about stands in the check's docstring, in Chinese."""

    code: str
    name: str
    severity: Severity
    check: Check

    @property
    def family(self) -> Family:
        """The family, as its code tells."""
        return Family(self.code[2])

    @property
    def title(self) -> str:
        """The rule in one sentence."""
        return self._parts()[0]

    @property
    def why(self) -> str:
        """Why it matters."""
        return self._parts()[1]

    @property
    def fix(self) -> str:
        """What to do."""
        return self._parts()[2]

    def _parts(self) -> tuple[str, str, str]:
        lines = [line.strip() for line in (getdoc(self.check) or "").splitlines()]
        text = "".join(lines)
        title, _, rest = text.partition(WHY)
        why, _, fix = rest.partition(FIX)
        return title, why, fix
