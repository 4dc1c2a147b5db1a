"""The comments in the margin of a Word file, with the words that they hang on."""

from collections.abc import Mapping, Sequence

from policyparse.model import Comment, Place, RawBlock, Stretch
from policyparse.readers.docx_revisions import final_text
from policyparse.readers.docx_xml import W14, W15, Element, W
from policyparse.readers.marked import Key

_TRUE = ("1", "true", "on")


def read_comments(
    root: Element | None,
    threads: Element | None,
    blocks: Sequence[RawBlock],
    places: Mapping[Key, tuple[Stretch, ...]],
) -> tuple[Comment, ...]:
    """All comments in the order of the file; one whose words are not shown has no quote."""
    found = root.findall(W + "comment") if root is not None else ()
    done = _done(threads)
    return tuple(
        _comment(one, blocks, places.get(one.get(W + "id") or "", ()), _name(one) in done)
        for one in found
    )


def _done(threads: Element | None) -> frozenset[str | None]:
    """The names of comments that are ticked off, answers to them with them."""
    rows = threads.findall(W15 + "commentEx") if threads is not None else ()
    done = {row.get(W15 + "paraId") for row in rows if row.get(W15 + "done") in _TRUE}
    answers = {row.get(W15 + "paraId") for row in rows if row.get(W15 + "paraIdParent") in done}
    return frozenset((done | answers) - {None})


def _name(comment: Element) -> str | None:
    """A comment goes by the name of its last paragraph."""
    paragraphs = comment.findall(f".//{W}p")
    return paragraphs[-1].get(W14 + "paraId") if paragraphs else None


def _comment(
    comment: Element, blocks: Sequence[RawBlock], stretches: tuple[Stretch, ...], done: bool
) -> Comment:
    return Comment(
        text=final_text(comment),
        quoted="\n".join(filter(None, (_words(blocks, one) for one in stretches))),
        place=_place(blocks, stretches[0]) if stretches else Place(""),
        author=comment.get(W + "author") or None,
        when=comment.get(W + "date") or None,
        resolved=done,
        stretches=stretches,
    )


def _words(blocks: Sequence[RawBlock], stretch: Stretch) -> str:
    block = blocks[stretch.block]
    text = block.text if stretch.cell is None else block.cells[stretch.cell].text
    return text[stretch.start : stretch.end]


def _place(blocks: Sequence[RawBlock], stretch: Stretch) -> Place:
    block = blocks[stretch.block]
    own = None if stretch.cell is None else block.cells[stretch.cell].place
    return own or block.place
