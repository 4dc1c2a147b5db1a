"""Two drafts -> a Word file with tracked changes, proven before it is written. 修订稿"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from docx.oxml import parse_xml

from policyparse import readers
from policyparse.drafts.paragraphs import Passage, Unit, passages, units_of
from policyparse.drafts.wording import Redline, names_of
from policyparse.errors import UnprovenRedline, UnreadableSource
from policyparse.lexicon.load import load
from policyparse.model.plan import Plan
from policyparse.model.raw import Revisions
from policyparse.normalise import NormalisedText, normalise
from policyparse.reports.files import write_whole
from policyparse.reports.redline_own import own_redline
from policyparse.reports.redline_states import state
from policyparse.reports.redline_xml import STYLES, Writer
from policyparse.reports.tables import ILLEGAL, Paper
from policyparse.reports.word_base import add_styles, document_bytes, new_document, set_upright

_NAME = Path("修订稿.docx")
FRESH = "新稿的版式较复杂，或已带修订痕迹，修订稿未沿用其版式，文字修改已逐处核对一致。"
AUTHOR = "稿件比对"
_BREAKS = str.maketrans({"\r": "\n", "\x85": "\n"})
Draft = tuple[Plan, NormalisedText]  # what the pipeline makes of a file


def write_redline(
    old: Draft,
    new: Draft,
    target: Path,
    *,
    today: date,
    author: str = AUTHOR,
    lexicon: Sequence[Path] = (),
    own: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write the new draft with all changes against the old one tracked.

    Accepting all gives the new text, rejecting all the old one; else ``UnprovenRedline`` is raised
    and nothing is written. ``own`` is the new draft's file: where it is a Word file that is simple
    enough, the changes are put into it and its look is kept; where it is not, ``told`` hears of it.
    """
    before, after = (units_of(fit(text)) for _, text in (old, new))
    names = names_of((*old[0].tasks, *new[0].tasks))
    redline = Redline(load(lexicon), [unit.text for unit in (*before, *after)], names)
    found = passages(before, after, redline)
    data = _in_own_file(found, fit(new[1]), own, author, today)
    if data is not None and _same_as_read(data, before, after):
        return write_whole(target, data)
    if own is not None and new[1].raw.format == "docx":
        told(FRESH)
    titles = [plan.document.title or "" for plan, _ in (old, new)]
    data = redline_bytes(found, titles, author, today)
    prove(data, before, after)
    return write_whole(target, data)


def _in_own_file(
    found: Sequence[Passage], new: NormalisedText, own: Path | None, author: str, today: date
) -> bytes | None:
    if own is None or new.raw.format != "docx":
        return None
    return own_redline(found, new, own.read_bytes(), author, today)


def _same_as_read(data: bytes, old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether our reader of Word files finds both drafts in a file."""
    for revisions, draft in ((Revisions.ORIGINAL, old), (Revisions.FINAL, new)):
        try:
            raw = readers.read(_NAME, data, revisions)
        except UnreadableSource:  # nothing is left
            return False
        if _first_difference(units_of(fit(normalise(raw))), draft) is not None:
            return False
    return True


def redline_bytes(
    found: Sequence[Passage], titles: Sequence[str], author: str, today: date
) -> bytes:
    """The passages as a Word file; the same passages give the same bytes."""
    document = new_document(Paper.A4, titles[-1], datetime.combine(today, time()))
    add_styles(document, STYLES)
    end = document.element.body.sectPr
    set_upright(end)
    for element in Writer(author, today, titles).body(found):
        end.addprevious(parse_xml(element))
    return document_bytes(document)


def prove(data: bytes, old: Sequence[Unit], new: Sequence[Unit]) -> None:
    """Raise where the file's changes do not lead from the old text to the new one."""
    for accepted, draft, done in ((False, old, "拒绝"), (True, new, "接受")):
        left = state(data, accepted=accepted)
        wrong = _first_difference(left, draft)
        if wrong is not None:
            name = "新稿" if accepted else "旧稿"
            raise UnprovenRedline(
                f"{done}全部修订后的文字与{name}不一致（{name}第{wrong + 1}个段落或表格），"
                "修订稿没有写出。请把两份稿件反馈给维护人员；修改对照表不受影响"
            )


def _first_difference(left: Sequence[Unit], draft: Sequence[Unit]) -> int | None:
    for number, (one, other) in enumerate(zip(left, draft, strict=False)):
        if (one.text, one.lines) != (other.text, other.lines):
            return number
    return min(len(left), len(draft)) if len(left) != len(draft) else None


def fit(text: NormalisedText) -> NormalisedText:
    """The same with a blank for each character that no Word file can hold."""
    return replace(text, text=ILLEGAL.sub(" ", text.text.translate(_BREAKS)))
