"""Opinions 意见 of a handling table: who, what, adopted or not, why, and the changes asked for."""

import re
from collections.abc import Iterator

from policyparse.extract.changes import ChangeReader
from policyparse.extract.context import Context
from policyparse.extract.opinion_rows import OpinionRows, Row
from policyparse.grammar.opinions import Column, OpinionGrammar
from policyparse.grammar.unit_names import UnitNames
from policyparse.model import DocumentKind, Opinion

Span = tuple[int, int]

_TRUSTED = re.compile(
    "意见(?:建议)?(?:采纳|反馈|汇总|处理|征集|收集|吸收|征求)|征求意见(?:情况|汇总)|采纳情况|反馈意见"
)
_EDGES = " \t\n：:，,；;。、（(）)"


def read_opinions(context: Context, names: UnitNames) -> Iterator[Opinion]:
    """Every row of the opinion tables, in reading order."""
    text = context.text.text
    trusted = context.document.kind is DocumentKind.OPINION_TABLE or bool(_TRUSTED.search(text))
    if not trusted and "采纳" not in text:
        return
    grammar = OpinionGrammar(names)
    reader: ChangeReader | None = None
    for row in OpinionRows(context.text, grammar).rows(trusted=trusted):
        reader = reader or ChangeReader(context)
        yield _Maker(context, grammar, reader, row).opinion()


class _Maker:
    """One row made into an opinion."""

    def __init__(
        self, context: Context, grammar: OpinionGrammar, reader: ChangeReader, row: Row
    ):
        self.context = context
        self.grammar = grammar
        self.reader = reader
        self.row = row

    def opinion(self) -> Opinion:
        row = self.row
        who = re.sub(r"\s", "", self._said(Column.WHO))
        text = self._said(Column.OPINION)
        none = self.grammar.is_none(text) if text else False
        adopted, reason, places = self._adopted()
        changes = ()
        if Column.OPINION in row.cells and not none:
            changes = self.reader.changes(
                *row.cells[Column.OPINION], who, row.cells.get(Column.WHO)
            )
