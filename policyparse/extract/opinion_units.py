"""The units that an opinion speaks of, named as the plan would name them."""

import re

from policyparse.extract.context import Context
from policyparse.extract.naming import Namer
from policyparse.grammar.notes import NoteGrammar
from policyparse.grammar.punctuation import full_width
from policyparse.grammar.unit_lists import Item
from policyparse.lexicon.lexicon import alternation
from policyparse.model import Role

Roles = dict[str, Role | None]  # by the unit's name, in the order of the words

EDGES = " 的在对请为，,、。也均都应宜可只仅"
_CUT = re.compile("将|把|建议|(?<!自)由|以")
_BEFORE_UNIT = tuple("中里内的条款项点页段”")


class OpinionUnits:
    """Reads units and roles; the speaker lends a prefix to those that have none.

    我局, 本单位 are the speaker, and in an opinion of 市林业局 the word 财政局 is 市财政局.
    """

    def __init__(self, context: Context):
        words = context.lexicon.file.opinions
        self.notes = NoteGrammar(context.lexicon)
        self._namer = Namer(self.notes.names, context.document)
        self._speaker = re.compile(
            f"(?:{alternation(words.speakers)})(?:{alternation(words.speaker_heads)})*$"
        )
        verbs = (*words.change, *words.add, *words.delete, *words.remove, *words.openings)
        self._verbs = re.compile(f"(?:{alternation(verbs)})")

    def units(self, text: str, who: str) -> list[str]:
        """The units that a stretch names, or none where it is something else."""
        text = full_width(text)
        cut = [match.end() for match in _CUT.finditer(text)]
        for at in [*reversed(cut), 0]:
            found = self._units(text[at:].strip(EDGES), who)
            if found:
                return found
        return []

    def _units(self, text: str, who: str) -> list[str]:
        if not text:
            return []
        items: list[Item] = [Item(0, 0, who)]
        for item in self.notes.lists.split(text, 0, len(text)).items:
            name = self._unit(item.name)
            if name is None:
                return []
            own = who if self._speaker.fullmatch(name) else name
            items.append(Item(item.start, item.end, own, item.shared, item.comma))
        return [named.unit.name for named in self._namer.name(items)[1:]]

    def _unit(self, text: str) -> str | None:
        """The unit that the text is, or that it ends with: 第3条中我局."""
        names = self.notes.names
        if self._speaker.fullmatch(text) or names.known(text):
            return text
        for at in range(1, len(text) - 1):
            if self._speaker.fullmatch(text, at) or names.known(text[at:]):
                rest = text[:at]
                if rest.endswith((*_BEFORE_UNIT, "单位", "部门")):
                    return text[at:]
        if self._verbs.match(text) or not names.plausible(text):
            return None
        return text if names.has_head(text) else None

    def roles(self, text: str, who: str, default: Role | None = None) -> Roles:
        """Units and roles of words that are a note: 牵头单位：A、B。配合单位：C."""
        text = full_width(text).strip("（）")
        note = self.notes.parse(text, 0, len(text))
        if note is None or not note.mentions:
            return {}
        labelled = any(m.rule == "label" for m in note.mentions)
        if not labelled and not all(self.notes.names.known(m.item.name) for m in note.mentions):
            return {}
        items = [Item(0, 0, who), *(m.item for m in note.mentions)]
        roles = [
            m.role if m.rule == "label" or (m.rule == "verb" and default is None) else default
            for m in note.mentions
        ]
        named = self._namer.name(items)[1:]
        return {n.unit.name: role for n, role in zip(named, roles, strict=True)}

    def label(self, text: str) -> bool:
        """Whether the words hold a label: 配合单位："""
        return bool(self.notes.label.search(full_width(text)))

    def known(self, name: str) -> bool:
        """Whether the lexicon has the unit."""
        return self.notes.names.known(name)

    def same(self, name: str, other: str) -> bool:
        """Whether two names are one unit: 市发改委, 市发展和改革局."""
        if name == other:
            return True
        first, second = (self._namer.name([Item(0, 0, n)])[0].unit for n in (name, other))
        return first.system is not None and (first.system, first.jurisdiction) == (
            second.system,
            second.jurisdiction,
        )

    def role(self, text: str) -> Role | None:
        """The role that a word names: 牵头单位, 牵头."""
        return self.notes.role_of_label(text) or self.notes.role_of_label(text + "单位")
