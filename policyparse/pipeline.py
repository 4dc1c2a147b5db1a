"""One file -> one Plan: the one place that chains the stages."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from policyparse import readers
from policyparse.errors import RefusedSource
from policyparse.extract.citations import citations
from policyparse.extract.context import Context
from policyparse.extract.document import read_document
from policyparse.extract.doubts import doubts
from policyparse.extract.indicator_tables import table_goals
from policyparse.extract.opinions import read_opinions
from policyparse.extract.replies import read_replies
from policyparse.extract.roster import read_roster
from policyparse.extract.sent_list import SentList
from policyparse.extract.table_layout import read_tables
from policyparse.extract.table_repeats import with_tables
from policyparse.extract.task_tables import headings_of, table_tasks, task_passages
from policyparse.extract.tasks import TaskReader
from policyparse.grammar.replies import ReplyGrammar
from policyparse.grammar.secrecy import secrecy_mark
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.load import load
from policyparse.model import (
    Comment,
    Loss,
    Plan,
    RawDocument,
    Revision,
    Revisions,
    Source,
    Status,
)
from policyparse.model.reply import Reply
from policyparse.nlp.annotate import annotate
from policyparse.normalise import NormalisedText, normalise
from policyparse.outline import Outline, build
from policyparse.readers.encoding import written_name

_HEAD = 30  # blocks in which a mark of secrecy may stand
Noted = TypeVar("Noted", Revision, Comment)


def parse(source: Path, lexicon: Sequence[Path] = (), *, insist: bool = False) -> Plan:
    """Read and extract one file; raises UnreadableSource where it cannot be read.

    A file that is marked as a secret 秘密★ is refused unless ``insist`` is set.
    """
    return parse_with_text(source, lexicon, insist=insist)[0]


def parse_with_text(
    source: Path, lexicon: Sequence[Path] = (), *, insist: bool = False
) -> tuple[Plan, NormalisedText]:
    """As ``parse``, with the normalised text that all evidence points into."""
    data = source.read_bytes()
    raw = _read(source, data, insist=insist)
    text = normalise(raw)
    digest = hashlib.sha256(data).hexdigest()
    return _plan(written_name(source.name), digest, raw, text, tuple(lexicon)), text


def parse_set(
    sources: Sequence[Path],
    lexicon: Sequence[Path] = (),
    revisions: Revisions = Revisions.FINAL,
    *,
    insist: bool = False,
) -> tuple[Plan, NormalisedText]:
    """A body and its annexes in files of their own, read as one document."""
    body, *annexes = sources
    data = body.read_bytes()
    raw = _read(body, data, revisions, insist=insist)
    raw = _with_annexes(raw, annexes, revisions, insist=insist)
    text = normalise(raw)
    digest = hashlib.sha256(data).hexdigest()
    plan = _plan(written_name(body.name), digest, raw, text, tuple(lexicon))
    parts = tuple(written_name(annex.name) for annex in annexes)
    return plan.model_copy(update={"source": plan.source.model_copy(update={"parts": parts})}), text


def read_reply(
    sources: Sequence[Path], name: str, lexicon: Sequence[Path] = (), *, insist: bool = False
) -> tuple[tuple[Reply, ...], str | None]:
    """The replies that a file and its annexes hold, or why it is taken for no reply."""
    body, *annexes = sources
    raw = _with_annexes(_read(body, insist=insist), annexes, insist=insist)
    return read_replies(_facts(raw, tuple(lexicon)), UnitNames(load(tuple(lexicon))), name)


def read_sent(source: Path, lexicon: Sequence[Path] = (), *, insist: bool = False) -> SentList:
    """The list of the units that were asked for their opinion."""
    names = UnitNames(load(tuple(lexicon)))
    raw = _read(source, insist=insist)
    return SentList(_facts(raw, tuple(lexicon)), ReplyGrammar(names))


def _read(
    source: Path,
    data: bytes | None = None,
    revisions: Revisions = Revisions.FINAL,
    *,
    insist: bool,
) -> RawDocument:
    """The blocks of a file, unless it is marked as a secret and nobody insists."""
    raw = readers.read(source, data, revisions)
    lines = chain.from_iterable(
        chain(block.text.splitlines(), *(cell.text.splitlines() for cell in block.cells))
        for block in raw.blocks[:_HEAD]
    )
    mark = secrecy_mark(lines)
    if mark is None:
        return raw
    if not insist:
        raise RefusedSource(
            source,
            f"文件标有“{mark}”，没有读取",
            hint="涉密文件请按保密规定处理；确认本机可以处理的，加 --insist 读取",
            code="classified",
        )
    message = f"文件标有“{mark}”，已按要求读取，读出的结果也请按保密规定管理"
    return replace(raw, losses=(Loss(code="classified", message=message), *raw.losses))


def _facts(raw: RawDocument, lexicon: tuple[Path, ...]) -> Context:
    """What is known of a document before its passages are annotated, which replies do without."""
    text = normalise(raw)
    words, outline = load(lexicon), build(text)
    return Context(text, outline, words, read_document(text, outline, words), {})


def _with_annexes(
    raw: RawDocument,
    annexes: Sequence[Path],
    revisions: Revisions = Revisions.FINAL,
    *,
    insist: bool,
) -> RawDocument:
    for annex in annexes:
        read = _read(annex, None, revisions, insist=insist)
        raw = _joined(raw, read, written_name(annex.name))
    return raw


def _joined(body: RawDocument, annex: RawDocument, name: str) -> RawDocument:
    """The annex behind the body, its places marked with its file."""
    blocks = tuple(replace(b, place=replace(b.place, file=name)) for b in annex.blocks)
    losses = tuple(
        loss.model_copy(update={"place": f"{name} {loss.place or ''}".strip()})
        for loss in annex.losses
    )
    return replace(
        body,
        blocks=(*body.blocks, *blocks),
        losses=(*body.losses, *losses),
        revisions=(*body.revisions, *(_behind(one, body, name) for one in annex.revisions)),
        comments=(*body.comments, *(_behind(one, body, name) for one in annex.comments)),
    )


def _behind(one: Noted, body: RawDocument, name: str) -> Noted:
    """A revision or comment of an annex that stands behind a body."""
    before = len(body.blocks)
    stretches = tuple(replace(s, block=s.block + before) for s in one.stretches)
    return replace(one, place=replace(one.place, file=name), stretches=stretches)


def parse_text(content: str, name: str = "text", lexicon: Sequence[Path] = ()) -> Plan:
    """Extract from a string, read as a text file."""
    data = content.encode("utf-8")
    raw = readers.read(Path(name + ".txt"), data)
    text = normalise(raw)
    return _plan(name, hashlib.sha256(data).hexdigest(), raw, text, tuple(lexicon))


def _plan(
    name: str, digest: str, raw: RawDocument, text: NormalisedText, lexicon: tuple[Path, ...]
) -> Plan:
    words = load(lexicon)
    outline = build(text)
    document = read_document(text, outline, words)
    tables = read_tables(text, outline, words)
    stretches = sorted((*_passages(text, outline), *task_passages(text, tables)), key=_place)
    passages = {p.base: p for p in annotate(stretches, lexicon)}
    document = document.model_copy(
        update={"citations": tuple(citations(text, outline, passages.values(), document))}
    )
    context = Context(text, outline, words, document, passages)
    reader = TaskReader(context, headings_of(tables))
    tasks, repeats = with_tables(tuple(reader.tasks()), table_tasks(reader, tables))
    return Plan(
        source=Source(
            name=name, format=raw.format, sha256=digest, pages=raw.pages, characters=len(text.text)
        ),
        status=Status.PARTIAL if raw.losses else Status.OK,
        document=document,
        tasks=tuple(tasks),
        goals=(*reader.goals(), *table_goals(context, tables)),
        roster=tuple(read_roster(context, reader.notes.names)),
        opinions=tuple(read_opinions(context, reader.notes.names)),
        warnings=(*doubts(text, outline, tasks, words), *repeats),
        losses=raw.losses,
    )


def _passages(text: NormalisedText, outline: Outline) -> Iterator[tuple[str, int]]:
    """The stretches to annotate: a heading with what follows in its own line is one."""
    for paragraph in outline.preamble:
        if not paragraph.table:
            yield text.plain[paragraph.start : paragraph.end], paragraph.start
    for node in outline.walk():
        body = [p for p in node.body if not p.table]
        start, end = node.title
        if not node.alone and body:
            end = body.pop(0).end
        if start < end:
            yield text.plain[start:end], start
        for paragraph in body:
            yield text.plain[paragraph.start : paragraph.end], paragraph.start


def _place(stretch: tuple[str, int]) -> int:
    return stretch[1]
