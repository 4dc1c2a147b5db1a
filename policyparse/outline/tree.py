"""The outline of a document: headings, items and the paragraphs under them."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the normalised text inside one block."""

    start: int
    end: int
    block: int
    table: bool = False


@dataclass(slots=True)
class Node:
    """A numbered (or unnumbered) heading or item with all that stands under it. 大纲"""

    rank: int
    kind: str  # row of grammar.numbering.NUMBERS, or heading, annex
    value: int
    number: str  # as written
    start: int  # of the number
    title: tuple[int, int]  # without the number, up to the first full stop
    body: list[Paragraph] = field(default_factory=list)  # first the rest of its own line
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None
    id: str = ""
    alone: bool = False  # the title has a line of its own

    def path(self) -> tuple["Node", ...]:
        """The node and those above it, from the top down."""
        above = self.parent.path() if self.parent else ()
        return (*above, self)

    def walk(self) -> Iterator["Node"]:
        """The node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def parts(self) -> list["Paragraph | Node"]:
        """Paragraphs and children in reading order."""
        items: list[Paragraph | Node] = [*self.body, *self.children]
        return sorted(items, key=lambda item: item.start)


@dataclass(frozen=True, slots=True)
class Outline:
    """The paragraphs before the first heading, and the tree."""

    preamble: tuple[Paragraph, ...]
    nodes: tuple[Node, ...]
    repairs: tuple[tuple[str, int, int], ...] = ()  # what was put right: message, place

    def walk(self) -> Iterator[Node]:
        """All nodes in reading order."""
        for node in self.nodes:
            yield from node.walk()
