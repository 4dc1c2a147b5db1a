"""The list of the units that were asked for their opinion. 征求意见单位名单"""

import re
from collections.abc import Iterator

from policyparse.extract.context import Context
from policyparse.extract.layout import grid, lines
from policyparse.extract.naming import Namer
from policyparse.grammar.numbering import claim
from policyparse.grammar.opinions import Column
from policyparse.grammar.punctuation import full_width
from policyparse.grammar.replies import ReplyGrammar
from policyparse.grammar.unit_lists import Item, UnitLists
from policyparse.model import UnitKind
from policyparse.model.reply import Asked

Span = tuple[int, int]

_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,10}[：:]")
_ANY = re.compile("(?:街道|乡镇|[乡镇县区])?(?:办事处|人民政府|政府|管委会)")  # of no place
_TAKES_PREFIX = ("局", "委", "办", "中心", "办公室", "委员会")
_SENTENCE = re.compile("[。！？]")
NOT_A_UNIT = "名单中“{}”没有认出单位，未计入，请核实"


class SentList:
    """Reads a list from lines, from recipients in a row, or from a table."""

    def __init__(self, context: Context, grammar: ReplyGrammar):
        self.context = context
        self.text = context.text.text
        self.grammar = grammar
        self.lists = UnitLists(grammar.names)
        self.namer = Namer(grammar.names, context.document)
        self.notes: list[str] = []

    def asked(self) -> tuple[Asked, ...]:
        """The units in their order, each once."""
        found: dict[str, Asked] = {}
        for span in self._spans():
            units = list(self._units(span))
            for one in units:
                if one.name in found:
                    self.notes.append(f"名单中“{one.name}”列了不止一次，只计一次")
                found.setdefault(one.name, one)
        return tuple(found.values())

    def _spans(self) -> Iterator[Span]:
        tables = [block for block in self.context.text.blocks if block.kind == "table"]
        for line in lines(self.context.text):
            yield line.start, line.end
        for block in tables:
            rows = grid(self.context.text, block)
            column = None
            for row in rows:
                cells = list(dict.fromkeys(row.values()))
                heads = {c: self._column(self.text[row[c].start : row[c].end]) for c in row}
                who = [c for c, kind in heads.items() if kind is Column.WHO]
                if who and column is None:
                    column = who[0]
                    continue
                if column is not None and column in row:
                    cells = [row[column]]
                for cell in cells:
                    yield cell.start, cell.end

    def _column(self, text: str) -> Column | None:
        return self.grammar.opinions.column(text)

    def _units(self, span: Span) -> Iterator[Asked]:
        """The units of one line; a heading or a number is none, all else is noted."""
        low, high = self._inner(*span)
        said = full_width(self.text[low:high])
        items = [
            item
            for item in self.lists.split(self.text, low, high).items
            if self._is_unit(item.name)
        ]
        named = self.namer.name(items)
        taken = set()
        for item, one in zip(items, named, strict=True):
            taken.add((item.start, item.end))
            collective = one.unit.kind is UnitKind.COLLECTIVE or _ANY.fullmatch(item.name)
            yield Asked(
                name=re.sub(r"\s", "", self._name(item.name, one.unit.name)),
                mention=item.name,
                collective=bool(collective),
                evidence=(self.context.evidence(item.start, item.end),),
            )
        self._note(said, low, high, items)

    def _name(self, mention: str, carried: str) -> str:
        """With the carried prefix, but for bodies that only may be of the place: 武警岚江支队."""
        if self.grammar.names.known(mention) or mention.endswith(_TAKES_PREFIX):
            return carried
        return mention

    def _inner(self, low: int, high: int) -> Span:
        """Without number, label and end marks: 主送：…，1.…"""
        number = claim(self.text[low:high])
        if number:
            low += number.length
        label = _LABEL.match(self.text[low:high])
        if label and label.end() < high - low:
            low += label.end()
        while low < high and self.text[high - 1] in "：:；;。，,、 \n":
            high -= 1
        while low < high and self.text[low] in " \n：:":
            low += 1
        return low, high

    def _is_unit(self, name: str) -> bool:
        names = self.grammar.names
        bare = re.sub(r"\s", "", name)
        return self.grammar.is_unit(bare) or names.known(bare) or names.is_bare_place(bare)

    def _note(self, said: str, low: int, high: int, items: list[Item]) -> None:
        """What a line names beside its units; a title or sentence is no entry."""
        words = self.grammar.words.list_marks
        if not items:
            parts = [said.strip()]
        else:
            covered = [(item.start, item.end) for item in items]
            parts = [
                part.strip()
                for part in re.split("[、，；\n]", self.text[low:high])
                if not any(part.strip() in self.text[a:b] for a, b in covered)
            ]
        for part in parts:
            if not part or part.isdecimal() or any(word in part for word in words):
                continue
            if _SENTENCE.search(part) or len(part) > 30 or "关于" in part:
                continue
            if any(part in item.name or item.name in part for item in items):
                continue
            self.notes.append(NOT_A_UNIT.format(part))
