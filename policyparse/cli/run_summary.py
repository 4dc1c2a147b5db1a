"""What ``policyparse run`` tells at its end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from policyparse.batch.archives import shown_name
from policyparse.batch.folder import Outcome
from policyparse.batch.outputs import json_names
from policyparse.batch.read import Document
from policyparse.cli.compare_summary import measures_text
from policyparse.cli.reading import copy_line
from policyparse.cli.width import (
    INDENT,
    columns,
    flow,
    pad_left,
    shorten,
    titled,
    width_of,
)
from policyparse.comparison.totals import totals
from policyparse.model.plan import Plan
from policyparse.model.task import Category
from policyparse.reports.cells import chinese_date, unit_key
from policyparse.reports.labels import label

MOST_PAIRS = 10
MOST_NAMES = 5  # of files that are only mentioned


def summary(outcome: Outcome, folder: Path, out: Path, today: date) -> Iterator[str]:
    """The lines of the summary, each within the width of the terminal."""
    yield from _basis(outcome, folder, today)
    yield from _totals(outcome)
    yield from _documents(outcome.reading.documents, folder)
    yield from _answers(outcome)
    yield from _notes(outcome, folder)
    yield from _written(outcome, out)


def _basis(outcome: Outcome, folder: Path, today: date) -> Iterator[str]:
    yield titled("读取", str(folder))
    for path in outcome.lexicon:
        how = "（在文件夹中找到，自动采用）" if path == outcome.found.lexicon else ""
        yield titled("词表", f"{path}{how}")
    yield titled("日期", f"按{chinese_date(today.isoformat())}判断到期（可用 --today 指定）")


def _totals(outcome: Outcome) -> Iterator[str]:
    plans = outcome.reading.plans
    if not plans:
        yield titled("文件", "没有读到方案，没有写出结果。请检查文件夹是否选对。")
        return
    kinds = Counter(label(plan.document.kind) for plan in plans)
    counted = "、".join(f"{name}{count}份" for name, count in kinds.items())
    yield titled("文件", f"{len(plans)}份：{counted}")
    yield titled("内容", counts(plans))


def counts(plans: Iterable[Plan]) -> str:
    """How much was read: 任务45项，单位50个 ……"""
    plans = tuple(plans)
    tasks = [task for plan in plans for task in plan.tasks]
    safeguards = sum(task.category is Category.SAFEGUARD for task in tasks)
    targets = sum(len(task.targets) for task in tasks) + sum(len(plan.goals) for plan in plans)
    dates = sum(len(task.deadlines) for task in tasks)
    hand_overs = sum(len(task.deliverables) for task in tasks)
    members = sum(len(plan.roster) for plan in plans)
    opinions = sum(len(plan.opinions) for plan in plans)
    more = f"（其中保障措施{safeguards}项）" if safeguards else ""
    return (
        f"任务{len(tasks)}项{more}，单位{len(units_of(plans))}个，时限{dates}处，"
        f"指标{targets}个，交办报送{hand_overs}件"
        + (f"，成员名单{members}人" if members else "")
        + (f"，征求意见{opinions}条" if opinions else "")
    )


def units_of(plans: Iterable[Plan]) -> set[str]:
    """All units with a task, each once, by place and full name."""
    return {
        unit_key(assignment.unit)
        for plan in plans
        for task in plan.tasks
        for assignment in task.assignments
    }


def _documents(documents: Sequence[Document], folder: Path) -> Iterator[str]:
    """A line a document: how many tasks and units, which file."""
    if not documents:
        return
    yield ""
    yield "  任务  单位  文件"
    for document in documents:
        tasks, units = len(document.plan.tasks), len(units_of([document.plan]))
        figures = f"{pad_left(str(tasks), 6)}{pad_left(str(units), 6)}  "
        annexes = len(document.plan.source.parts)
        more = f"（含附件{annexes}个）" if annexes else ""
        name = shorten(shown_name(document.path, folder), columns() - 14 - width_of(more))
        yield figures + name + more
    yield ""


def _answers(outcome: Outcome) -> Iterator[str]:
    """A line or two for each pair that was compared: its page and its measures."""
    answers = outcome.coverage.answers
    for number, answer in enumerate(answers[:MOST_PAIRS]):
        kind = label(answer.comparison.relation.kind)
        figures = measures_text(totals(answer.comparison).measures)
        yield titled("" if number else "对照", f"{answer.page}（{kind}）")
        yield titled("", f"措施{figures}")
    if len(answers) > MOST_PAIRS:
        yield titled("", f"等{len(answers)}对方案，其余见一致性报告。")
    if answers:
        yield ""


def _notes(outcome: Outcome, folder: Path) -> Iterator[str]:
    copies = outcome.reading.copies
    if copies:
        names = [shown_name(copy.path, folder) for copy in copies]
        yield titled("重复", f"{len(copies)}个文件与上列文件是同一份，只计一次：")
        yield _names(names)
        yield from (titled("", copy_line(copy, folder)) for copy in copies if copy.differs)
    plans = outcome.reading.plans
    warnings = sum(len(plan.warnings) for plan in plans)
    losses = sum(len(plan.losses) for plan in plans)
    if warnings or losses:
        found = [f"编号和结构存疑{warnings}处"] if warnings else []
        found += [f"没有读取或有改动的内容{losses}类"] if losses else []
        text = f"{'，'.join(found)}，详见一致性报告和 JSON 中的 warnings、losses。"
        yield titled("核实", text)
    if outcome.found.passed_over:
        names = [shown_name(path, folder) for path in outcome.found.passed_over]
        yield titled("略过", f"{len(names)}个文件不是公文常用的格式：")
        yield _names(names)


def _written(outcome: Outcome, out: Path) -> Iterator[str]:
    published = outcome.published
    if not published.written:
        return
    documents = set(json_names(outcome.reading.documents))
    plain = [path.name for path in published.written if path.name not in documents]
    yield titled("写出", f"{len(published.written)}个文件，在 {out}：")
    yield _names([*plain, f"每份文件的 JSON（{len(documents)}个）"], len(plain) + 1)
    if published.kept:
        yield titled("保留", "上次的结果有人改动过，已改名保留：")
        yield _names([path.name for path in published.kept], len(published.kept))
    if published.stale:
        yield titled("旧件", f"以前写出、这次没有的文件仍在 {out}，不用时请删去：")
        yield _names([path.name for path in published.stale])


def _names(names: Sequence[str], most: int = MOST_NAMES) -> str:
    more = [f"等{len(names)}个"] if len(names) > most else []
    return flow([*names[:most], *more], columns(), INDENT, INDENT)
