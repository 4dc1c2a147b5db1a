"""Invented replies as if they were files, and what was read of them."""

import re

from policyparse.extract.replies import read_replies
from policyparse.model.reply import Reply, Suggestion
from tests.extract.contexts import context_of


def replies_of(content: str, suffix: str = ".txt") -> tuple[Reply, ...]:
    """The replies that a file with this content holds."""
    context, names = context_of(content, suffix)
    found, why = read_replies(context, names, f"回复{suffix}")
    assert why is None
    return found


def reply_of(content: str, suffix: str = ".txt") -> Reply:
    """The one reply of a file."""
    (found,) = replies_of(content, suffix)
    return found


def rows_of(content: str, suffix: str = ".txt") -> list[tuple[str | None, str]]:
    """Clause and words of each opinion."""
    return [(row.clause, row.text) for row in reply_of(content, suffix).suggestions]


def named(reply: Reply) -> list[str]:
    """The units that a reply names, with where."""
    return [f"{naming.name} {naming.origin}" for naming in reply.namings]


def covered(replies: tuple[Reply, ...], text: str) -> str:
    """The characters of a text that no part of its replies holds."""
    left = list(text)
    for reply in replies:
        rows = [place for row in reply.suggestions for place in row.evidence]
        for place in (*rows, *reply.none, *reply.frame, *reply.rest):
            assert text[place.start : place.end] == place.text
            left[place.start : place.end] = " " * (place.end - place.start)
    return re.sub(r"\s", "", "".join(left))


def changes_of(row: Suggestion) -> list[tuple[str, str | None, str | None]]:
    """What an opinion asks for: what, of what, by what."""
    return [
        (str(change.op), change.old or change.unit, str(change.new) if change.new else None)
        for change in row.changes
    ]


def table(*rows: tuple[str, ...]) -> str:
    """A table in HTML; a cell may be a whole <td>."""
    cells = (
        "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in row)
        for row in rows
    )
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def page(*parts: str) -> str:
    """A web page of paragraphs and tables."""
    shown = (part if part.startswith("<table") else f"<p>{part}</p>" for part in parts)
    return f"<html><body>{''.join(shown)}</body></html>"
