"""Rows of an opinion-handling table, those without opinion left out. 意见采纳情况"""

from collections import Counter

from policyparse.model import Adopted, Change, Opinion
from policyparse.reports.labels import label
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.views import OpinionRow


def opinion_summary(source: SourceText) -> str:
    """How many opinions, and what became of them."""
    rows = source.plan.opinions
    if not rows:
        return ""
    given = [row for row in rows if not row.none]
    counts = Counter(row.adopted for row in given)
    adopted = "，".join(f"{label(key)}{counts[key]}条" for key in Adopted if counts[key])
    changes = sum(len(row.changes) for row in rows)
    text = f"共{len(rows)}条，其中无意见{len(rows) - len(given)}条"
    return (
        text
        + (f"；提出意见的{len(given)}条：{adopted}。" if given else "。")
        + (f"读出所要求的修改{changes}处。" if changes else "")
    )


def opinion_rows(texts: SourceTexts, source: SourceText) -> tuple[OpinionRow, ...]:
    """The opinions with what they ask for."""
    return tuple(_row(texts, source, row) for row in source.plan.opinions if not row.none)


def _row(texts: SourceTexts, source: SourceText, row: Opinion) -> OpinionRow:
    return OpinionRow(
        number=str(row.n),
        who=row.who,
        opinion=texts.link(row.opinion, source.name, row.evidence),
        adopted=label(row.adopted),
        reason=row.reason or "",
        changes=tuple(
            texts.link(change_text(change), source.name, change.evidence or row.evidence)
            for change in row.changes
        ),
    )


def change_text(change: Change) -> str:
    """增加单位：市科技局（三、（一）1.）."""
    new = change.new if isinstance(change.new, str) else "、".join(change.new or ())
    words = [f"“{text}”" for text in (change.old, new) if text]
    what = change.unit or "改为".join(words)
    where = f"（{change.where}）" if change.where else ""
    return f"{label(change.op)}：{what}{where}"
