"""A folder of units' replies and the list of those asked -> one gathered table. 征求意见汇总"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from policyparse import pipeline
from policyparse.batch.archives import opened, shown_name
from policyparse.batch.attempt import Failed, Failure, attempt
from policyparse.batch.find import find
from policyparse.batch.publish import Output
from policyparse.batch.track import Track, silent
from policyparse.extract.gathered import SortBy, gathered
from policyparse.grammar.replies import ReplyGrammar
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.load import load
from policyparse.model.reply import Asked, Naming, Origin, Replies, Reply, ReplyKind, Unread
from policyparse.readers.encoding import written_name
from policyparse.reports.counties import office_counties
from policyparse.reports.files import write_whole

TABLE, RESULT = "征求意见汇总及采纳情况表", "征求意见汇总.json"
NO_LIST = "没有给出征求意见单位名单，未回复的单位无法列出"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the files of a folder say together, and what could not be read."""

    found: Replies
    failures: tuple[Failure, ...] = ()


def gather(
    folder: Path,
    sent: Path | None,
    lexicon: Sequence[Path] = (),
    *,
    templates: Path | None = None,
    sort: SortBy = SortBy.UNIT,
    out: Path | None = None,
    track: Track = silent,
    insist: bool = False,
) -> Gathered:
    """Read every reply in a folder; one that cannot be read is named and stops nothing."""
    grammar = ReplyGrammar(UnitNames(load(tuple(lexicon))))
    asked, notes = _asked(sent, lexicon, templates, insist)
    left_out = [path for path in (out, templates, sent) if path is not None]
    files = find(folder, left_out)
    names = [one.name for one in asked]
    replies: list[Reply] = []
    failures: list[Failure] = []
    with opened(files.sets, folder) as archives:
        failures += archives.failures
        for group in track("读取", archives.sets):
            if sent is not None and group[0].resolve() == sent.resolve():
                continue
            named = partial(_named, grammar, names)
            read = partial(pipeline.read_reply, lexicon=lexicon, insist=insist)
            _read(group, folder, read, named, (replies, failures, notes))
    passed_over = (*files.passed_over, *archives.passed_over)
    unread = [_unread(failure) for failure in failures]
    replies += [_as_reply(one, partial(_named, grammar, names)) for one in unread]
    notes += [f"{shown_name(path, folder)}：不是文稿，没有读取" for path in passed_over]
    found = gathered(
        grammar,
        asked,
        replies,
        unread,
        notes,
        sort=sort,
        sent_source=written_name(sent.name) if sent else "",
    )
    return Gathered(found, tuple(failures))


def _asked(
    sent: Path | None, lexicon: Sequence[Path], templates: Path | None, insist: bool
) -> tuple[tuple[Asked, ...], list[str]]:
    """The units asked, collective ones spelt out where the office has a list of its counties."""
    if sent is None:
        return (), [NO_LIST]
    listed = pipeline.read_sent(sent, lexicon, insist=insist)
    asked, counties = listed.asked(), office_counties(templates)
    found: dict[str, Asked] = {}
    for one in asked:
        members = counties.members(one.name) if one.collective else ()
        for name in members or (one.name,):
            update = {"name": name, "collective": one.collective and not members}
            found.setdefault(name, one.model_copy(update=update))
    return tuple(found.values()), listed.notes


def _read(
    files: tuple[Path, ...],
    folder: Path,
    read: Callable[[Sequence[Path], str], tuple[tuple[Reply, ...], str | None]],
    named: Callable[[Reply], Reply],
    into: tuple[list[Reply], list[Failure], list[str]],
) -> None:
    """Read one reply; an annex that cannot be read is left out and named."""
    replies, failures, notes = into
    while files:
        name = shown_name(files[0], folder)
        result = attempt(partial(read, files, name))
        if not isinstance(result, Failed):
            made, why = result
            replies += [named(reply) for reply in made]
            notes += [f"{name}：{why}"] if why else []
            return
        bad = result.source if result.source in files else files[-1]
        failures.append(result.of(shown_name(bad, folder)))
        if bad == files[0] and files[1:]:
            for annex in files[1:]:
                _read((annex,), folder, read, named, into)
            return
        files = tuple(path for path in files if path != bad)


def _named(grammar: ReplyGrammar, listed: Sequence[str], reply: Reply) -> Reply:
    """The reply with the units that its file name, else its folder, holds."""
    if any(naming.origin is Origin.SECTION for naming in reply.namings):
        return reply
    path = Path(reply.source)
    for part in (path.stem, path.parent.name):
        bare = re.sub(r"[\s_\-—]", "", part)
        names = grammar.units_in(bare, [*listed, *_short(grammar, listed)])
        if names:
            more = tuple(Naming(name=name, origin=Origin.FILE_NAME) for name in names)
            return reply.model_copy(update={"namings": (*reply.namings, *more)})
    return reply


def _short(grammar: ReplyGrammar, listed: Sequence[str]) -> Iterator[str]:
    """Listed names without their 市, as they stand in names of files."""
    for name in listed:
        parts = grammar.names.parts(name)
        if parts.prefix and len(parts.rest) > 2:
            yield parts.rest


def _unread(failure: Failure) -> Unread:
    return Unread(source=failure.name, problem=failure.problem, hint=failure.hint)


def _as_reply(one: Unread, named: Callable[[Reply], Reply]) -> Reply:
    """A file that came but cannot be read: its unit has answered, what it says is not known."""
    doubt = f"文件没有读成（{one.problem}），请人工查看"
    return named(Reply(source=one.source, kind=ReplyKind.UNCLEAR, doubts=(doubt,)))


def replies_json(found: Replies) -> str:
    """What ``policyparse opinions --json`` prints."""
    return found.model_dump_json(by_alias=True, indent=2) + "\n"


def replies_outputs(
    found: Replies, folder: Path, today: date, templates: Path | None
) -> Iterator[Output]:
    """Name and maker of all that ``policyparse opinions --out`` leaves."""
    yield f"{TABLE}.xlsx", partial(_write_book, found, folder / f"{TABLE}.xlsx", today)
    yield f"{TABLE}.docx", partial(_write_paper, found, folder / f"{TABLE}.docx", today, templates)
    yield RESULT, partial(write_whole, folder / RESULT, replies_json(found).encode())


def _write_book(found: Replies, target: Path, today: date) -> object:
    from policyparse.reports.replies_xlsx import write_replies_xlsx

    return write_replies_xlsx(found, target, today=today)


def _write_paper(found: Replies, target: Path, today: date, templates: Path | None) -> object:
    from policyparse.reports.replies_docx import write_replies_docx

    return write_replies_docx(found, target, today=today, user_dir=templates)
