"""The files that tell what changed between drafts, each made by a function of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from policyparse.batch.drafts import Drafts, Step
from policyparse.batch.publish import Output
from policyparse.model.drafts import DraftTable
from policyparse.model.opinion import Opinion
from policyparse.reports.files import write_whole

RESULT = "diff.json"
PAGE, BOOK = "稿件比对.html", "稿件比对.xlsx"
TABLE, REDLINE = "修改对照表.docx", "修订稿.docx"
ALL = "各稿对照"  # of three drafts and more


@dataclass(frozen=True, slots=True)
class Basis:
    """How reports are to be made."""

    lexicon: tuple[Path, ...]
    today: date
    templates: Path | None = None
    opinions: tuple[Opinion, ...] = ()
    told: Callable[[str], None] = lambda _: None  # hears what a person should know of a file


def draft_outputs(drafts: Drafts, text: str, folder: Path, basis: Basis) -> Iterator[Output]:
    """Name and maker of all that ``policyparse diff --out`` leaves; ``text`` is the JSON."""
    makers: dict[str, Callable[[Step, Basis, Path], object]] = {
        PAGE: _write_page,
        BOOK: _write_book,
        TABLE: _write_table,
        REDLINE: _write_redline,
    }
    if drafts.opinions:
        basis = replace(basis, opinions=drafts.opinions.plan.opinions)
    if drafts.tracked:
        del makers[REDLINE]  # the file itself is one
    if drafts.table:
        del makers[BOOK]  # one of all steps
    for name, make in makers.items():
        for step in drafts.steps:
            own = _name(name, step, several=len(drafts.documents) > 2)
            yield own, partial(make, step, basis, folder / own)
    if drafts.table:
        for kind, write in (("html", _write_all), ("xlsx", _write_all_book), ("docx", _write_rows)):
            own = f"{ALL}.{kind}"
            yield own, partial(write, drafts, drafts.table, basis, folder / own)
    yield RESULT, partial(write_whole, folder / RESULT, text.encode())


def _name(name: str, step: Step, *, several: bool) -> str:
    """修改对照表-第1稿至第2稿.docx, where there are more than these two."""
    stem, dot, suffix = name.partition(".")
    old, new = step.numbers
    return f"{stem}-第{old}稿至第{new}稿{dot}{suffix}" if several else name


def _opinions(step: Step, basis: Basis) -> tuple[Opinion, ...]:
    """The rows of the opinion table, for the step on which it is judged."""
    return basis.opinions if step.found.table else ()


def _write_page(step: Step, basis: Basis, target: Path) -> object:
    from policyparse.reports.diff_html import diff_html

    page = diff_html(
        step.found,
        step.old.plan,
        step.new.plan,
        texts=(step.old.text, step.new.text),
        opinions=_opinions(step, basis),
        today=basis.today,
        user_dir=basis.templates,
    )
    return write_whole(target, page.encode())


def _write_book(step: Step, basis: Basis, target: Path) -> object:
    from policyparse.reports.diff_xlsx import write_diff_xlsx

    return write_diff_xlsx(
        step.found,
        target,
        old=step.old.plan,
        new=step.new.plan,
        opinions=_opinions(step, basis),
        today=basis.today,
    )


def _write_table(step: Step, basis: Basis, target: Path) -> object:
    from policyparse.reports.diff_docx import write_diff_docx

    return write_diff_docx(
        step.found,
        target,
        old=step.old.plan,
        new=step.new.plan,
        opinions=_opinions(step, basis),
        today=basis.today,
        user_dir=basis.templates,
    )


def _write_redline(step: Step, basis: Basis, target: Path) -> object:
    from policyparse.reports.redline import write_redline

    old, new = ((one.plan, one.normalised) for one in (step.old, step.new))
    own = None if step.new.plan.source.parts else step.new.path  # annexes have files of their own
    return write_redline(
        old,
        new,
        target,
        today=basis.today,
        lexicon=basis.lexicon,
        own=own,
        told=lambda text: basis.told(f"{target.name}：{text}"),
    )


def _write_all(drafts: Drafts, table: DraftTable, basis: Basis, target: Path) -> object:
    from policyparse.reports.drafts_html import drafts_html

    page = drafts_html(
        table,
        drafts.plans,
        texts=[document.text for document in drafts.documents],
        pages=[_name(PAGE, step, several=True) for step in drafts.steps[:-1]],
        today=basis.today,
        user_dir=basis.templates,
    )
    return write_whole(target, page.encode())


def _write_all_book(drafts: Drafts, table: DraftTable, basis: Basis, target: Path) -> object:
    from policyparse.reports.drafts_xlsx import write_drafts_xlsx

    return write_drafts_xlsx(table, target, plans=drafts.plans, today=basis.today)


def _write_rows(drafts: Drafts, table: DraftTable, basis: Basis, target: Path) -> object:
    from policyparse.reports.drafts_docx import write_drafts_docx

    return write_drafts_docx(
        table, target, plans=drafts.plans, today=basis.today, user_dir=basis.templates
    )
