"""The passages on which a rule must fire or stay silent: tests/fixtures/checks/PPnnn.md.

A case starts with ``## name``. ⟦ ⟧ marks just what must be quoted; no mark means silence. A case
with a line that starts with ``|`` is read as Markdown, so that its tables are tables.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from policyparse.checks.registry import RULES_BY_CODE
from policyparse.checks.run import run
from policyparse.checks.subject import Subject
from policyparse.pipeline import parse_with_text

Place = tuple[str, int]
FIXTURES = Path(__file__).parents[1] / "fixtures" / "checks"


@dataclass(frozen=True)
class Case:
    """A passage with its marks."""

    code: str
    name: str
    marked: str

    def __str__(self) -> str:
        return f"{self.code}-{self.name}"

    @property
    def fires(self) -> bool:
        """Whether something must be reported."""
        return "⟦" in self.marked

    @property
    def source(self) -> str:
        """The passage without its marks."""
        return re.sub("[⟦⟧]", "", self.marked)

    def wanted(self) -> list[Place]:
        """The marked words, each with its number among the same words before it."""
        found = []
        for mark in re.finditer("⟦(.+?)⟧", self.marked, re.S):
            before, words = _bare(self.marked[: mark.start()]), _bare(mark[1])
            found.append(_place(before, words))
        return sorted(found)

    def reported(self) -> list[Place]:
        """The words that the rule quotes, in the same form."""
        subject = self.subject()
        text = subject.text.text
        findings = run(subject, [RULES_BY_CODE[self.code]])
        places = {(e.start, e.end) for finding in findings for e in finding.evidence}
        return sorted(_place(_bare(text[:a]), _bare(text[a:b])) for a, b in places)

    def subject(self) -> Subject:
        """The passage, read: as Markdown where a table stands in it, else as a text file."""
        table = any(line.startswith("|") for line in self.source.splitlines())
        name = "方案.md" if table else "方案.txt"
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_text(self.source, encoding="utf-8")
            return Subject.of(*parse_with_text(path))


def _place(before: str, words: str) -> Place:
    return words, len(re.findall(f"(?={re.escape(words)})", before + words)) - 1


def _bare(text: str) -> str:
    return re.sub(r"[⟦⟧\s]", "", text)


def load_cases(folder: Path = FIXTURES) -> list[Case]:
    """All cases of all rules."""
    return [
        Case(path.stem, name.strip(), body.strip("\n"))
        for path in sorted(folder.glob("PP*.md"))
        for name, _, body in (
            part.partition("\n") for part in path.read_text("utf-8").split("\n## ")
        )
        for name in (name.removeprefix("## "),)
    ]
