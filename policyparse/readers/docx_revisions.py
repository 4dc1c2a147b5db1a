"""Tracked changes of a Word file: what the one state shows and the other one does not.

ECMA-376 part 1, 17.13.5. Every revision is registered before the walk, so that both states list
the same ones in the same order; the walk adds where they stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policyparse.model import Place, Revision, RevisionKind, Revisions, Stretch
from policyparse.readers.docx_xml import MATH, MC, Element, W
from policyparse.readers.losses import Ledger
from policyparse.readers.marked import Key

KINDS = {
    W + "ins": RevisionKind.INSERT,
    W + "del": RevisionKind.DELETE,
    W + "moveTo": RevisionKind.MOVE_TO,
    W + "moveFrom": RevisionKind.MOVE_FROM,
    W + "cellIns": RevisionKind.INSERT,
    W + "cellDel": RevisionKind.DELETE,
}
_COMING = frozenset((RevisionKind.INSERT, RevisionKind.MOVE_TO))
_DELETED = frozenset((W + "del", W + "moveFrom"))
_INSERTED = frozenset((W + "ins", W + "moveTo"))
_TEXTS = (W + "t", W + "delText", MATH + "t")
_CHARACTERS = {W + "tab": "\t", W + "cr": "\n", W + "br": "\n", W + "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: RevisionKind
    text: str
    author: str | None
    when: str | None


class Tracker:
    """One state of a document: which revisions it shows, and all that were made."""

    def __init__(self, state: Revisions, roots: Iterable[Element | None], ledger: Ledger):
        self.final = state is Revisions.FINAL
        self._ledger = ledger
        self._keys: dict[Element, int] = {}
        self._entries: list[_Entry] = []
        self._labels: dict[int, str] = {}
        for root in roots:
            for element in root.iter(*KINDS) if root is not None else ():
                text = _text(element)
                if text:
                    self._keys[element] = len(self._entries)
                    self._entries.append(_entry(element, text))

    def hides(self, element: Element) -> bool:
        """Whether the content of a revision is not there in this state."""
        return (KINDS[element.tag] in _COMING) is not self.final

    def hidden(self, properties: Element | None) -> bool:
        """Whether a row or cell is not there, or a paragraph's end, by the properties of it."""
        return any(self.hides(element) for element in self.made(properties))

    def made(self, properties: Element | None) -> tuple[Element, ...]:
        """The revisions that properties of a row, a cell or a paragraph's end note."""
        if properties is None:
            return ()
        return tuple(child for child in properties if child.tag in KINDS)

    def keys(self, properties: Element | None) -> tuple[Key, ...]:
        """The numbers of these."""
        made = self.made(properties)
        return tuple(self._keys[element] for element in made if element in self._keys)

    def key(self, element: Element) -> Key | None:
        """The number of a revision; None for one that has no text."""
        return self._keys.get(element)

    def properties(self, element: Element, name: str) -> Element | None:
        """The properties in this state: a change of them keeps the old ones (17.13.5.29)."""
        found = element.find(W + name)
        if found is None or self.final:
            return found
        old = found.find(f"{W}{name}Change/{W}{name}")
        return found if old is None else old

    def text(self, element: Element) -> str:
        """All letters of an element in this state."""
        return letters(element, _DELETED if self.final else _INSERTED)

    def met(self, element: Element, label: str) -> None:
        """The walk came by here: the place of all revisions in an element."""
        for revision in element.iter(*KINDS):
            key = self._keys.get(revision)
            if key is not None:
                self._labels.setdefault(key, label)

    def note(self, element: Element, label: str) -> None:
        """Tell of a revision, and what this state leaves out by it."""
        self.met(element, label)
        sample = ""
        if self.hides(element) and (text := letters(element)):
            sample = f"{'删去' if self.final else '增加'}：{text}"
        self.tell(label, sample)

    def tell(self, label: str, sample: str = "", count: int = 1) -> None:
        """Count revisions among the losses: a reader must know which state was read."""
        self._ledger.note("revisions" if self.final else "rejected", sample, label, count)

    def revisions(self, places: Mapping[Key, tuple[Stretch, ...]]) -> tuple[Revision, ...]:
        """All revisions of the file, those that this state shows with their places."""
        return tuple(
            Revision(
                kind=entry.kind,
                text=entry.text,
                place=Place(self._labels.get(key, "")),
                author=entry.author,
                when=entry.when,
                stretches=tuple(s for s in places.get(key, ()) if s.start < s.end),
            )
            for key, entry in enumerate(self._entries)
        )


def final_text(element: Element) -> str:
    """All letters of an element with its revisions accepted."""
    return letters(element, _DELETED)


def letters(element: Element, hidden: frozenset[str] = frozenset()) -> str:
    """All letters in an element but those inside elements of some names."""
    return "".join(_pieces(element, hidden | {MC + "Fallback"})).strip("\n")


def _pieces(element: Element, hidden: frozenset[str]) -> Iterator[str]:
    for part in element.iter(*_TEXTS, *_CHARACTERS, W + "p"):
        if _is_inside(part, element, hidden):
            continue
        if part.tag == W + "p":
            yield "\n"
        elif part.tag in _TEXTS:
            yield part.text or ""
        elif _is_of_run(part):  # a tab among paragraph properties is a tab stop
            yield _CHARACTERS[part.tag]


def _is_of_run(part: Element) -> bool:
    parent = part.getparent()
    return parent is not None and parent.tag == W + "r"


def _is_inside(part: Element, top: Element, names: frozenset[str]) -> bool:
    for above in part.iterancestors():
        if above is top:
            return False
        if above.tag in names:
            return True
    return False


def _entry(element: Element, text: str) -> _Entry:
    return _Entry(
        kind=KINDS[element.tag],
        text=text,
        author=element.get(W + "author") or None,
        when=element.get(W + "date") or None,
    )


def _text(element: Element) -> str:
    """What a revision put in or took out; nothing for one of mere properties."""
    parent = element.getparent()
    if parent is None or any(a.tag == MC + "Fallback" for a in element.iterancestors()):
        return ""
    above = parent.getparent()
    if parent.tag == W + "rPr":
        return "\n" if above is not None and above.tag == W + "pPr" else ""
    if parent.tag in (W + "trPr", W + "tcPr"):
        return letters(above) if above is not None else ""
    return letters(element)
