"""Replies of units to a draft sent round for opinions, and what they come to together. 征求意见"""

from enum import StrEnum

from pydantic import Field

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.opinion import Change

SCHEMA = "policyparse/replies/1"


class ReplyKind(StrEnum):
    """What a reply comes to."""

    NONE = "none"  # 无意见
    OPINIONS = "opinions"  # 有意见
    UNCLEAR = "unclear"  # neither is said, or the file could not be read


class Origin(StrEnum):
    """Where in a reply its unit is named; the first one that names a unit is believed."""

    SECTION = "section"  # a heading or a cell inside the reply
    SIGNATURE = "signature"  # 落款
    FORM = "form"  # 填报单位
    LETTERHEAD = "letterhead"  # 版头
    TITLE = "title"
    SENDER = "sender"  # of an e-mail
    TEXT = "text"
    FILE_NAME = "file name"
    NOWHERE = "nowhere"


class Naming(FrozenModel):
    """A unit that a reply names as its author, as written there."""

    name: str
    origin: Origin
    evidence: tuple[Evidence, ...] = ()  # none for a file name


class Suggestion(FrozenModel):
    """One opinion 意见建议: a point of a reply, in its own words."""

    n: int = 0  # row of the table, from 1
    text: str
    clause: str | None = None  # 涉及条款, as written
    document: str | None = None  # which of several drafts it is about
    speaker: str | None = None  # who says it, where a cell names somebody inside the unit
    changes: tuple[Change, ...] = ()
    doubts: tuple[str, ...] = ()  # 请核实
    evidence: tuple[Evidence, ...]


class Reply(FrozenModel):
    """What one unit, or several jointly, say in one file. 反馈意见"""

    source: str  # file, from the folder that was given
    units: tuple[str, ...] = ()  # as the list of the units asked calls them, else as written
    namings: tuple[Naming, ...] = ()
    documents: tuple[str, ...] = ()  # the drafts that it names
    kind: ReplyKind
    suggestions: tuple[Suggestion, ...] = ()
    none: tuple[Evidence, ...] = ()  # the words that say 无意见
    frame: tuple[Evidence, ...] = ()  # heads, greetings, contacts: text that is no opinion
    rest: tuple[Evidence, ...] = ()  # text that could not be told
    copy_of: str | None = None  # a file read before that says just the same
    doubts: tuple[str, ...] = ()


class Asked(FrozenModel):
    """A unit on the list of those asked."""

    name: str  # with the prefix carried along the list
    mention: str  # as written
    collective: bool = False  # 各县（市、区）人民政府 that no list spells out
    evidence: tuple[Evidence, ...] = ()


class Answered(FrozenModel):
    """A unit that replied, and how it is known to be the one on the list."""

    unit: str
    kind: ReplyKind
    opinions: int = 0  # rows of the table, joint ones included
    sources: tuple[str, ...]
    listed: bool = True
    collective: str | None = None  # 各县（市、区）人民政府 on the list, which it is one of
    certainty: Certainty = Certainty.SURE
    doubts: tuple[str, ...] = ()


class ReplyTotals(FrozenModel):
    """Counts that reconcile: sent = answered + silent; answered = none + opinions + unclear."""

    sent: int
    answered: int
    none: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()  # not answered
    collective: tuple[str, ...] = ()  # replied, and on the list only as 各县（市、区）人民政府
    unlisted: tuple[str, ...] = ()  # replied though not on the list
    unknown: tuple[str, ...] = ()  # files whose unit could not be told
    rows: int = 0


class Unread(FrozenModel):
    """A file that could not be read."""

    source: str
    problem: str
    hint: str = ""


class Replies(FrozenModel):
    """All replies to a draft. 征求意见汇总"""

    schema_: str = Field(default=SCHEMA, alias="schema")
    documents: tuple[str, ...] = ()  # titles of the drafts that the replies name
    sent: tuple[Asked, ...] = ()
    sent_source: str = ""
    replies: tuple[Reply, ...] = ()
    units: tuple[Answered, ...] = ()
    totals: ReplyTotals
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[Reply, Suggestion], ...]:
        """The rows of the table in the order of their numbers."""
        found = [(reply, row) for reply in self.replies for row in reply.suggestions]
        return tuple(sorted(found, key=lambda pair: pair[1].n))
