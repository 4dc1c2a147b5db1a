"""Responsibility notes 责任分工: how a text says who leads, supports and answers.

A note is bracketed, a line of its own or run on behind the item. Its units carry roles by a
label (牵头单位：), by a verb (…牵头，…配合), or by nothing but being listed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyparse.grammar.brackets import CLOSE, groups, split_outside
from policyparse.grammar.unit_lists import Item, UnitLists
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Certainty, Role


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit in a note: its item, its role, and the words that gave the role."""

    item: Item
    role: Role
    by_duty: bool
    rule: str  # label, verb, list
    cause: tuple[int, int] | None  # place of the label or verb
    certainty: Certainty = Certainty.SURE


@dataclass(frozen=True, slots=True)
class Statement:
    """A rule that holds beyond its note: 列第一位者为牵头单位，下同."""

    kind: str  # first-leads, also
    start: int
    end: int
    role: Role = Role.RESPONSIBLE  # of the other units, or of the units that are added
    units: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One note: text[start:end], brackets included."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    open_ended: bool = False
    statements: tuple[Statement, ...] = ()
    contacts: tuple[tuple[str, int, int], ...] = ()
    bracketed: bool = True
    listed: bool = False  # a plain list, without label or verb
    timed: bool = False  # carries a label of time: 完成时限：


_FIRST_LEADS = (
    r"(?:责任分解中，|除[^，]{2,14}外，)?(?:(?:排|列)(?:名|列)?(?:在)?|主要责任单位|责任单位)"
    r"(?:第一位?|首位|前位|最前|第一个|第一名)(?:者|的)?(?:的?责任)?(?:部门|单位)?为(?:该项)?"
    r"(?:牵头|主责|汇总|主办)(?:责任)?(?:单位|部门)?(?:[或和、及](?:牵头|主责|汇总|主办)(?:单位|部门))?"
    r"(?:[，,；](?:其余|其他|其它)(?:单位|部门|责任单位)?(?:均?为)?(?:主要)?(?P<rest>配合|责任|参与|协助|协办)(?:单位|部门)?)?"
    r"(?:[，,]?下同)?[。．]?"
)
_ALSO = (
    r"(?:本(?:方案|计划|意见|行动计划)(?:部署)?的?)?以(?:下|上)(?:各项)?(?:任务|工作|措施|工作任务|事项)?均(?:需|由|须|要)?由?"
    r"(?P<units>[^，。；]{2,40}?)(?P<verb>配合落实|负责落实|组织落实|贯彻落实|落实|配合|负责|参与)"
    r"(?:[，,]?不再(?:一一|逐一|重复)?(?:列出|列明|重复列出))?[。．]?"
    r"|(?:具体|以上|以下|各项|上述|所有)?(?:任务|工作|措施|事项)?均?涉及(?:的)?(?P<others>[^，。；]{2,30}?)[，,](?:均?不再|不)(?:一一|逐一|重复|另行)?(?:做|作|列|予)?(?:分工|列出|罗列|列入|列明|注明)(?:[，,]?下同)?[。．]?"
)
_TAIL = re.compile(
    r"[^。；;\n]{0,40}?(?=[。；;]|$)[。；;]?"
)  # the verb, or the date, behind the last unit
# Words of time or progress, never of a unit: 6月底前全部开工, 持续推进, 长期坚持.
_STATUS = re.compile(
    r"\d|[一二三四]季度|^(?:并)?(?:长期|持续|全年|年内|年底|常年|常态化|按|立行|贯穿|适时|尽快|即时|上半年|下半年"
    r"|分阶段|逐步|取得)|(?:完成|推进|成效|坚持|开工|见效)$"
)
_SAME = re.compile(r"(?:^|[，,。；])下同[。．]?")


class NoteGrammar:
    """Finds and parses notes by the lexicon's words."""

    def __init__(self, lexicon: Lexicon):
        file = lexicon.file
        self.names = UnitNames(lexicon)
        self.lists = UnitLists(self.names)
        self._stem_roles = {s: Role(row.role) for row in file.role for s in row.stems}
        self._verb_roles = {v: Role(row.role) for row in file.role for v in row.verbs}
        stems, heads = alternation(self._stem_roles), alternation(file.labels.heads)
        people = alternation(file.labels.contacts)
        times = alternation(file.labels.deadlines)
        bare = alternation(file.labels.bare)
        self.label = re.compile(
            rf"(?P<label>(?P<person>{people})|(?P<time>{times})"
            rf"|(?P<stem>(?:{stems})(?:[（(/／、和及](?:{stems})[）)]?)*)(?:{heads})(?:[（(][^（）()：:]{{1,8}}[）)])?"
            rf"|(?P<bare>{bare}))[ ]?[:：]"
        )
        duty, plain = alternation(file.adverbs.duty), alternation(file.adverbs.plain)
        verbs = alternation(self._verb_roles)
        self._duty = re.compile(duty)
        self.verb = re.compile(
            rf"(?P<adverb>(?:{duty}|{plain}|[，,](?={duty}))*)(?P<verb>{verbs})(?:{verbs}|{plain}|抓总|相关工作|有关工作)*"
        )
        self._ending = re.compile(f"(?:{self.verb.pattern})$")
        only = f"(?:{duty})(?:{plain})*"
        self._duty_only = re.compile(rf"(?:{only}|[（(](?:{only})(?:{verbs})?[）)])$")
        partners = alternation(file.partners.words)
        self.partner = re.compile(partners)
        helps = alternation(v for v, role in self._verb_roles.items() if role is Role.SUPPORT)
        self.between = re.compile(f"{partners}|(?P<helps>{helps})")  # A会同B牵头, A配合B牵头
        self._first = re.compile(_FIRST_LEADS)
        self._also = re.compile(_ALSO)
        self._closed = re.compile(r"[。；;！？]?[ \t]*$")

    # --- finding -------------------------------------------------------------------------

    def find(self, text: str, start: int, end: int) -> tuple[Note, ...]:
        """All notes of a paragraph ``text[start:end]``."""
        found: list[Note] = []
        at = start
        for low, high in groups(text, start, end):
            note = self._bracketed(text, low, high, start, end)
            if note is None:
                continue
            found.extend(self._run_on(text, at, low))
            found.append(note)
            at = high
        found.extend(self._run_on(text, at, end))
        return tuple(found)

    def _bracketed(self, text: str, low: int, high: int, start: int, end: int) -> Note | None:
        inner_end = high - 1 if text[high - 1] in CLOSE and high - 1 > low else high
        note = self.parse(text, low + 1, inner_end)
        if note is None:
            return None
        if note.listed and not note.statements:
            before, after = text[max(start, low - 1) : low], text[high:end].lstrip()
            closing = not after or after[0] in "。；;" or (after and text[high:end][:1] == "\n")
            if not (before in ("。", "；", ";") or (closing and len(note.mentions) > 1)):
                return None
            known = sum(self.names.known(m.item.name) for m in note.mentions)
            fits = all(
                self.names.plausible(m.item.name) and self.names.has_head(m.item.name)
                for m in note.mentions
                if not self.names.known(m.item.name)
            )
            if not fits or 2 * known < len(note.mentions) or not known:
                return None
        return replace(note, start=low, end=high)

    def _run_on(self, text: str, start: int, end: int) -> Iterator[Note]:
        """Label lines and labels run on behind the item, without brackets."""
        if text.find("：", start, end) < 0 and text.find(":", start, end) < 0:
            return
        first = next(
            (
                m
                for m in self.label.finditer(text, start, end)
                if not m["person"] and self._opens(text, start, m.start())
            ),
            None,
        )
        if first is None:
            return
        if text[start : first.start()].count("（") > text[start : first.start()].count("）"):
            return
        note = self.parse(text, first.start(), end)
        if note is not None:
            stop = max([first.end(), *(m.item.end for m in note.mentions)])
            tail = _TAIL.match(text, stop, end)
            yield replace(
                note, start=first.start(), end=tail.end() if tail else stop, bracketed=False
            )

    @staticmethod
    def _opens(text: str, start: int, at: int) -> bool:
        return at == start or text[at - 1] in "。；;！？ \t\n\u3000）)"

    # --- parsing -------------------------------------------------------------------------

    def parse(self, text: str, start: int, end: int) -> Note | None:
        """The note ``text[start:end]`` (without its brackets), or None where it is none."""
        statements, masked = self._statements(text, start, end)
        labels = list(self.label.finditer(masked, start, end))
        mentions: list[Mention] = []
        contacts: list[tuple[str, int, int]] = []
        opened = timed = False
        head_end = labels[0].start() if labels else end
        found, more = self._clause(masked, start, head_end, None, None)
        if not labels or all(m.rule == "verb" for m in found):
            mentions += found
            opened = more
        for number, label in enumerate(labels):
            stop = labels[number + 1].start() if number + 1 < len(labels) else end
            if label["time"]:
                timed = True
                continue
            if label["person"]:
                contacts.append((label["person"], label.end(), stop))
                continue
            role = self._label_role(label)
            found, more = self._clause(masked, label.end(), stop, role, label.span("label"))
            mentions += found
            opened = opened or more
        note = self._judged(masked, start, end, mentions, opened, statements, contacts)
        if note is None and (timed or contacts):
            note = Note(start, end, (), contacts=tuple(contacts))
        if note is not None and timed:
            note = replace(note, timed=True)
        return note

    def _judged(
        self,
        text: str,
        start: int,
        end: int,
        mentions: list[Mention],
        opened: bool,
        statements: tuple[Statement, ...],
        contacts: list[tuple[str, int, int]],
    ) -> Note | None:
        """A note only where its words are units."""
        if not mentions and not statements:
            return None
        mentions = [
            m for m in mentions if self.names.known(m.item.name) or not _STATUS.search(m.item.name)
        ]
        good = [m for m in mentions if self.names.plausible(m.item.name)]
        if any(m.rule == "label" for m in mentions):
            kept = [
                m if m in good else replace(m, certainty=Certainty.UNSURE)
                for m in mentions
                if 2 <= len(m.item.name) <= 40
            ]
        elif len(good) == len(mentions) or (
            any(self.names.known(m.item.name) for m in good) and 2 * len(good) > len(mentions)
        ):
            kept = [m if m in good else replace(m, certainty=Certainty.UNSURE) for m in mentions]
        else:
            return None
        if not kept and not statements:
            return None
        listed = bool(kept) and all(m.rule == "list" for m in kept)
        return Note(start, end, tuple(kept), opened, statements, tuple(contacts), listed=listed)

    def _statements(self, text: str, start: int, end: int) -> tuple[tuple[Statement, ...], str]:
        """Document-wide rules in the note, and the text with them blanked."""
        part = text[start:end]
        if "为" not in part and "均" not in part and "下同" not in part and "不再" not in part:
            return (), text
        found = list(self.statements(text, start, end))
        spans = [(s.start, s.end) for s in found]
        spans += [m.span() for m in _SAME.finditer(text, start, end)]
        masked = text
        for low, high in spans:
            masked = masked[:low] + "。" * (high - low) + masked[high:]
        return tuple(found), masked

    def statements(self, text: str, start: int, end: int) -> Iterator[Statement]:
        """Rules for a whole document or part, wherever they stand."""
        for match in self._first.finditer(text, start, end):
            role = Role.SUPPORT if match["rest"] and match["rest"] != "责任" else Role.RESPONSIBLE
            yield Statement("first-leads", match.start(), match.end(), role)
        for match in self._also.finditer(text, start, end):
            named = "units" if match["units"] else "others"
            units = self.lists.split(text, *match.span(named)).items
            verb = match["verb"] or ""
            role = Role.SUPPORT if verb.startswith(("配合", "参与")) else Role.RESPONSIBLE
            if units and all(self.names.plausible(item.name) for item in units):
                yield Statement("also", match.start(), match.end(), role, units)

    def _label_role(self, label: re.Match[str]) -> Role:
        stem = label["stem"] or label["bare"]
        if stem in self._stem_roles:
            return self._stem_roles[stem]
        roles = [self._stem_roles[s] for s in self._stem_roles if s in stem]
        if Role.SUPPORT in roles:  # 责任（配合）单位
            return Role.SUPPORT
        return Role.LEAD if Role.LEAD in roles else Role.RESPONSIBLE

    def role_of_label(self, text: str) -> Role | None:
        """The role that a column heading or label names: 牵头单位 -> lead."""
        match = self.label.fullmatch(text + "：")
        if match is None or match["person"] or match["time"]:
            return None
        return self._label_role(match)

    def _clause(
        self,
        text: str,
        start: int,
        end: int,
        role: Role | None,
        label: tuple[int, int] | None,
    ) -> tuple[list[Mention], bool]:
        """Units of a stretch; a verb at the end of an item holds for all since the last verb."""
        done: list[Mention] = []
        waiting: list[Item] = []
        shared: set[int] = set()  # where units begin that share the work by their duties
        opened, default = False, role or Role.RESPONSIBLE
        for low, high in split_outside(text, "、，,；;。\n", start, end):
            if label and waiting and text[low - 1] in "；;。":  # a new tier: …企业；县住建局督导
                done += [Mention(i, default, i.start in shared, "label", label) for i in waiting]
                waiting = []
            word = text[low:high]
            if self.names.known(word):  # most items are no more than a unit
                waiting.append(Item(low, high, word, comma=low > 0 and text[low - 1] in "，,"))
                continue
            verb, stop = self._verb_of(text, low, high)
            found, more = self.items(text, low, stop)
            opened = opened or more
            if verb is None:
                waiting += found
                shared |= {item.start for item in waiting} if stop < high else set()
                continue
            waiting += found
            done += self.flushed(waiting, verb, self.between.search(text, low, stop))
            waiting = []
        rule = "label" if label else "list"
        certainty = Certainty.SURE if label else Certainty.LIKELY
        tail = [
            Mention(item, default, item.start in shared, rule, label, certainty) for item in waiting
        ]
        if not label and done:  # the verb is dropped: A牵头，B、C
            tail = [m for m in tail if self.names.plausible(m.item.name)]
        return self._reshared(text, done + tail), opened

    def _verb_of(self, text: str, low: int, high: int) -> tuple[re.Match[str] | None, int]:
        """The verb that closes an item, and where the item ends without it or 按职责分工."""
        last = low + len(text[low:high].rstrip(" "))
        verb = self._ending.search(text, low, last) or self._with_object(text, low, last)
        if verb is None and (only := self._duty_only.search(text, low, last)):
            return None, only.start()
        return verb, verb.start() if verb else high

    def _reshared(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """Heads shared along the whole list, now that all its items are known."""
        spans = [(m.item.start, m.item.end) for m in mentions]
        merged = self.lists._merged(text, spans)
        by_start = {m.item.start: m for m in mentions}
        by_end = {m.item.end: m for m in mentions}
        items = self.lists._named(text, merged)
        return [
            by_end[item.end]
            if by_end[item.end].item == item
            else replace(
                by_end[item.end], item=replace(item, comma=by_start[item.start].item.comma)
            )
            for item in items
        ]

    def items(self, text: str, low: int, high: int) -> tuple[list[Item], bool]:
        """The units of a stretch, those on both sides of 会同 apart, and whether 等 closes it."""
        units = self.lists.split(text, low, high)
        items: list[Item] = []
        for item in units.items:
            partner = self.between.search(text, item.start + 2, item.end - 1)
            if partner and partner["helps"] and not self._is_side(text, item, partner):
                items.append(item)
            elif partner and self.names.plausible(text[item.start : partner.start()]):
                left = Item(item.start, partner.start(), text[item.start : partner.start()])
                right = Item(partner.end(), item.end, text[partner.end() : item.end])
                items += [left, right]
            else:
                items.append(item)
        comma = low > 0 and text[low - 1] in "，,"
        if items and comma:
            items[0] = replace(items[0], comma=True)
        return items, units.open_ended

    def _is_side(self, text: str, item: Item, between: re.Match[str]) -> bool:
        """Whether units stand on both sides of 配合; 市协同创新中心 is one."""
        sides = text[item.start : between.start()], text[between.end() : item.end]
        return all(self.names.plausible(side) for side in sides)

    def _with_object(self, text: str, low: int, high: int) -> re.Match[str] | None:
        """A verb with its object behind: 政策法规处负责法制审查工作."""
        whole = text[low:high].strip()
        if self.names.plausible(whole) and self.names.has_head(whole):
            return None  # 省政府督查室 is a name, not a verb
        for verb in self.verb.finditer(text, low, high):
            name = text[low : verb.start()].strip()
            if len(name) >= 3 and self.names.known(name):
                return verb
        return None

    def flushed(
        self, items: list[Item], verb: re.Match[str], partner: re.Match[str] | None
    ) -> list[Mention]:
        """The items in the role of their verb; helpers of a lead only support."""
        role = self._verb_roles[verb["verb"]]
        duty = bool(self._duty.search(verb["adverb"]))
        made = []
        for item in items:
            helper = partner is not None and (
                item.end <= partner.start() if partner["helps"] else item.start >= partner.end()
            )
            own = Role.SUPPORT if helper and role is Role.LEAD else role
            made.append(Mention(item, own, duty, "verb", verb.span()))
        return made
