"""Opinions 意见 of a handling table: who, what, adopted or not, why, and the changes asked for."""

import re
from collections.abc import Iterator

from policyparse.extract.changes import ChangeReader
from policyparse.extract.context import Context
from policyparse.extract.opinion_lines import FlattenedRows
from policyparse.extract.opinion_rows import Row, TableRows
from policyparse.grammar.opinions import Column, OpinionGrammar
from policyparse.grammar.unit_names import UnitNames
from policyparse.model import Adopted, Change, DocumentKind, Evidence, Opinion, Part

Span = tuple[int, int]

_EDGES = " \t\n：:，,；;。、（(）)"


def read_opinions(context: Context, names: UnitNames) -> Iterator[Opinion]:
    """Every row of the opinion tables, in reading order."""
    grammar = OpinionGrammar(names)
    if not grammar.cue.search(context.text.text):
        return
    known = context.document.kind is DocumentKind.OPINION_TABLE
    reader: ChangeReader | None = None
    tables = TableRows(context.text, grammar).rows(known=known)
    for row in (*tables, *FlattenedRows(context.text, grammar).rows(known=known)):
        if not {Column.WHO, Column.OPINION} & set(row.cells):
            continue  # a number alone
        reader = reader or ChangeReader(context)
        yield _Maker(context, grammar, reader, row).opinion()


class _Maker:
    """One row made into an opinion."""

    def __init__(self, context: Context, grammar: OpinionGrammar, reader: ChangeReader, row: Row):
        self.context = context
        self.grammar = grammar
        self.reader = reader
        self.row = row

    def opinion(self) -> Opinion:
        row = self.row
        text = self._said(Column.OPINION)
        none = self.grammar.is_none(text) if text else False
        adopted, reason, places = self._adopted()
        spans = [row.cells[c] for c in (Column.OPINION, Column.WHO) if c in row.cells]
        return Opinion(
            n=row.number,
            who=self._who(),
            opinion=text,
            none=none,
            adopted=adopted,
            reason=reason,
            changes=() if none else self._changes(),
            evidence=(*(self.context.evidence(*span) for span in spans), *places),
        )

    def _said(self, column: Column) -> str:
        span = self.row.cells.get(column)
        return self.context.text.text[slice(*span)] if span else ""

    def _who(self) -> str:
        return re.sub(r"\s", "", self._said(Column.WHO))

    def _changes(self) -> tuple[Change, ...]:
        """What is asked for; a cell that names the passage holds where the words name none."""
        span = self.row.cells.get(Column.OPINION)
        if span is None:
            return ()
        clause = re.sub(r"\s", "", self._said(Column.CLAUSE))
        who = self.row.cells.get(Column.WHO)
        found = self.reader.changes(*span, self._who(), who)
        if not clause or self.grammar.is_blank(clause):
            return found
        place = self.context.evidence(*self.row.cells[Column.CLAUSE], Part.CONTEXT)
        return tuple(
            change.model_copy(update={"where": clause, "evidence": (*change.evidence, place)})
            if change.where is None
            else change
            for change in found
        )

    def _adopted(self) -> tuple[Adopted, str | None, list[Evidence]]:
        """By the letter; words behind the adoption are the reason where no cell is for it."""
        row, evidence = self.row, self.context.evidence
        adopted, places, rest = row.adopted, list[Evidence](), None
        span = row.cells.get(Column.ADOPTED)
        if span is not None and row.heading is not None:
            places += [evidence(*span), evidence(*row.heading, Part.RULE)]
        elif span is not None and not self.grammar.is_blank(self._said(Column.ADOPTED)):
            places.append(evidence(*span))
            adopted, length = self.grammar.adopted(self._said(Column.ADOPTED))
            rest = self._inside(span[0] + length, span[1])
        reason = row.cells.get(Column.REASON)
        if reason is None or self.grammar.is_blank(self._said(Column.REASON)):
            reason = rest
        if reason is None:
            return adopted, None, places
        places.append(evidence(*reason))
        return adopted, self.context.text.text[slice(*reason)], places

    def _inside(self, start: int, end: int) -> Span | None:
        """What stands behind the words of adoption: 不采纳。理由：…"""
        text = self.context.text.text
        while start < end and text[start] in _EDGES:
            start += 1
        for word in sorted(self.grammar.words.reasons, key=len, reverse=True):
            if text.startswith((word + "：", word + ":"), start, end):
                start += len(word) + 1
                break
        while start < end and text[end - 1] in " \n）)":
            end -= 1
        return (start, end) if start < end else None
