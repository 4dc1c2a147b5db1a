"""Members of a leading group 领导小组: label lines, names beside offices, appointments in prose.

Blanks have been folded: ``组  长：郭  某  区委副书记`` arrives as ``组 长：郭 某 区委副书记``,
and a single blank between two words is gone altogether (``张三区财政局局长``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyparse.grammar.brackets import split_outside
from policyparse.grammar.unit_names import PREFIX_LEVELS, UnitNames
from policyparse.lexicon.lexicon import alternation

Span = tuple[int, int]

_TOKEN = re.compile(r"[^ \t\n]+")
_BRACKETED = re.compile(r"(?P<head>[^（()）]+)[（(](?P<inside>[^（()）]+)[）)]")
_PERSONAL = r"(?:男|女|[\u4e00-\u9fff]{1,4}族|兼|挂职|主持工作)"
_ASIDE = re.compile(rf"[（(]{_PERSONAL}(?:[，,、]{_PERSONAL})*[）)]")
_BEFORE_OFFICE = re.compile(rf"(?:{_PERSONAL}[，,、 ])+")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,8}[·•][\u4e00-\u9fff]{1,10}")
_HIDDEN = re.compile(r"[\u4e00-\u9fff]{1,2}[某×*ＸXx○]{1,2}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NEVER_LAST = "局厅委办镇乡县区市部处所站队州旗盟组长"
_SEPARATORS = "、，,；;。\n"
_PARTS = re.compile(r"[^、，,；; ]+")
_EDGES = " \t\n、，,；;。：:"


@dataclass(frozen=True, slots=True)
class Label:
    """A position that opens a list: 副组长：; members follow from ``end``."""

    position: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A person and the office beside the name, as places in the text."""

    name: str
    person: Span
    office: Span | None = None
    name_first: bool = True


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person put into a position by a sentence: 办公室主任由…担任."""

    position: str
    place: Span
    named: Named


class RosterGrammar:
    """Reads names, offices and positions by the lexicon's words."""

    def __init__(self, names: UnitNames):
        self.names = names
        words = names.lexicon.file.roster
        self._surnames = frozenset("".join(words.surnames))
        self._doubles = tuple(words.double_surnames)
        self._post = re.compile(f"(?:{alternation(words.posts)})$")
        self._posts = re.compile(alternation(words.posts))
        self._post_list = sorted(words.posts, key=lambda w: -len(w))
        self._leading = re.compile(f"(?:{alternation(words.leading)})+")
        spaced = "|".join(
            "[ ]?".join(map(re.escape, w)) for w in sorted(words.positions, key=lambda w: -len(w))
        )
        groups = alternation(words.groups)
        self.group = re.compile(groups)
        self.leader = re.compile(f"(?:{alternation(words.leaders)})")
        self.position = re.compile(f"(?:{spaced})")
        self._label = re.compile(
            rf"(?:(?<=[。；;，,：: \n.．、）)\-•·●])|^)(?:[^：:。；，、 ]{{0,24}}?(?:{groups}))?"
            rf"(?P<position>{spaced})(?:[（(][^（()）]{{1,12}}[）)])?"
            rf"[ ]?(?:[:：]|(?P<bare>[ ](?=[^ ：:])))",
            re.MULTILINE,
        )
        self._by = re.compile(
            rf"(?P<position>{spaced})由(?P<who>[^。；;，,：:\n]{{2,80}}?)(?:同志)?"
            rf"(?:兼任|担任|兼|(?<![主兼担责])任(?![命务职]))"
        )
        self._as = re.compile(
            rf"(?P<who>[^。；;，,：:\n]{{2,80}}?)(?:同志)?(?:兼任|担任|为|(?<![主兼担责])任(?![命务职]))"
            rf"(?:[^，。；：、\n]{{0,20}}?(?={spaced}))(?P<position>{spaced})(?=[，,。；;、）)的\n]|$)"
        )
        self._office_of_group = re.compile("(?<!政府)(?<!市委)(?<!区委)(?<!县委)办公室")

    # --- labels ----------------------------------------------------------------------------

    def labels(self, text: str, start: int, end: int) -> list[Label]:
        """Labels of a line; one without a colon counts at the start of the line only."""
        found = []
        for match in self._label.finditer(text[start:end]):
            if match["bare"] is not None and match.start():
                continue
            low, high = start + match.start("position"), start + match.end()
            found.append(Label(_closed(match["position"]), low, high))
        return found

    def position_of(self, text: str) -> str | None:
        """The position that a whole cell names."""
        text = _closed(text).strip("：: ")
        return text if self.position.fullmatch(text) else None

    # --- members ---------------------------------------------------------------------------

    def members(self, text: str, start: int, end: int) -> list[Named]:
        """The persons of a list; pieces without a person are offices of the one beside them."""
        found: list[Named] = []
        waiting: int | None = None  # start of an office whose person is still to come
        for low, high in split_outside(text, _SEPARATORS, start, end):
            low, high = _trimmed(text, low, high)
            if low >= high:
                continue
            piece = self._piece(text, low, high)
            if piece:
                if waiting is not None and not piece[0].name_first and piece[0].office:
                    piece[0] = replace(piece[0], office=(waiting, piece[0].office[1]))
                found += piece
                waiting = None
            elif found and found[-1].name_first and self._goes_on(text, found[-1], low, high):
                found[-1] = self._with_more(found[-1], high)
            elif not (found and found[-1].name_first) and self._post.search(text, low, high):
                waiting = low if waiting is None else waiting
        return found

    def _goes_on(self, text: str, before: Named, low: int, high: int) -> bool:
        """Whether a piece without a name is a further post of the person before it."""
        office = before.office
        if office is None or "）" in text[office[1] : low] or ")" in text[office[1] : low]:
            return False
        return text[office[1] : low].strip(" ") in "、，," and bool(
            self._post.search(text, low, high)
        )

    @staticmethod
    def _with_more(before: Named, high: int) -> Named:
        return replace(before, office=(before.office[0], high)) if before.office else before

    def _piece(self, text: str, low: int, high: int) -> list[Named]:
        bracketed = list(self._bracketed(text, low, high))
        if bracketed:
            return bracketed
        aside = _ASIDE.search(text, low, high)
        if aside and aside.end() == high:
            high = aside.start()
        spans = self._tokens(text, low, high)
        flags = [self.is_name(_closed(text[a:b])) for a, b in spans]
        if all(flags) and not all(text[a:b] in self.names.lexicon.divisions for a, b in spans):
            return [Named(_closed(text[a:b]), (a, b)) for a, b in spans]
        if len(spans) == 1:
            return self._glued(text, *spans[0])
        return self._beside(text, spans, flags)

    def _bracketed(self, text: str, low: int, high: int) -> Iterator[Named]:
        """张三（区财政局局长）李四（女，区教育局局长）."""
        if text.find("（", low, high) < 0 and text.find("(", low, high) < 0:
            return
        for match in _BRACKETED.finditer(text, low, high):
            if _ASIDE.match(text, match.end("head")):
                return
            start, end = _trimmed(text, *match.span("head"))
            name = _closed(text[start:end])
            if self.is_name(name) or self._may_be_name(name):
                inside = match.span("inside")
                own = _BEFORE_OFFICE.match(text, *inside)
                yield Named(name, (start, end), (own.end() if own else inside[0], inside[1]))

    def _beside(self, text: str, spans: list[Span], flags: list[bool]) -> list[Named]:
        """Names among tokens, each before or behind its office."""
        first = _closed(text[slice(*spans[0])])
        if not any(flags):  # a rare surname counts where a post follows
            rest = (spans[1][0], spans[-1][1])
            rare = self._may_be_name(first) and bool(self._post.search(text, *rest))
            return [Named(first, spans[0], rest)] if rare else self._each_glued(text, spans)
        at = [number for number, flag in enumerate(flags) if flag]
        found = []
        for number, here in enumerate(at):
            if flags[0]:
                stop = at[number + 1] if number + 1 < len(at) else len(spans)
                own = spans[here + 1 : stop]
            else:
                own = spans[at[number - 1] + 1 if number else 0 : here]
            office = (own[0][0], own[-1][1]) if own else None
            name = _closed(text[slice(*spans[here])])
            found.append(Named(name, spans[here], office, name_first=flags[0]))
        return found

    def _each_glued(self, text: str, spans: list[Span]) -> list[Named]:
        return [named for span in spans for named in self._glued(text, *span)]

    def _tokens(self, text: str, low: int, high: int) -> list[Span]:
        """Words between blanks; the parts of a name that was spaced out are one: 贾 锋."""
        spans: list[Span] = []
        for match in _TOKEN.finditer(text, low, high):
            span = match.span()
            if spans and self._is_spaced_out(text, spans[-1], span):
                span = (spans.pop()[0], span[1])
            spans.append(span)
        return spans

    def _is_spaced_out(self, text: str, before: Span, after: Span) -> bool:
        left, right = _closed(text[slice(*before)]), text[slice(*after)]
        return (
            len(right) == 1
            and (len(left) == 1 or left in self._doubles or " " in text[slice(*before)])
            and self.is_name(left + right)
        )

    def _glued(self, text: str, low: int, high: int) -> list[Named]:
        """Office and name without a blank: 市财政局局长张三, 张三市财政局局长."""
        word = text[low:high]
        posts = [post.end() for post in self._posts.finditer(word)]
        for end in reversed(posts):
            if end < len(word) and self.is_name(word[end:]):
                at = low + end
                return [Named(word[end:], (at, high), (low, at), name_first=False)]
        found: list[Named] = []
        start = 0
        for end in posts:  # several may touch: 张三区财政局局长李四区教育局局长
            size = self._name_size(word[start:end])
            if size and (end == len(word) or self._name_size(word[end:])):
                at = low + start
                name = word[start : start + size]
                found.append(Named(name, (at, at + size), (at + size, low + end)))
                start = end
        return found if start == len(word) else []

    def _name_size(self, word: str) -> int:
        """Length of the name that an office follows; 0 where the word reads better as a whole."""
        best = (self._fit(word), 0)
        for size in range(2, min(len(word) - 1, 15 if "·" in word else 5)):
            if self.is_name(word[:size]) and word[:size] not in self.names.lexicon.divisions:
                best = max(best, (self._fit(word[size:]), size), key=lambda pair: pair[0])
        return best[1]

    def _fit(self, office: str) -> int:
        """How well a text reads as an office from its first character on."""
        post = self._post.search(office)
        unit = office[: post.start()] if post else office
        if not unit:
            return 3 if office.startswith(("副", "常务", *PREFIX_LEVELS)) else 0
        known = self.names.known(unit)
        opens = office.startswith(tuple(PREFIX_LEVELS)) or bool(self.names.lexicon.place_at(office))
        return 4 * known + 2 * opens + self.names.has_head(unit)

    # --- names -----------------------------------------------------------------------------

    def is_name(self, word: str) -> bool:
        """Whether a word is a person's name, by its surname."""
        if _FOREIGN.fullmatch(word):
            return not self._posts.search(word)
        if word.startswith(self._doubles):
            rest = len(word) - 2
            return 1 <= rest <= 2 and self._may_be_name(word)
        if not word or word[0] not in self._surnames:
            return False
        return len(word) <= 3 and (bool(_HIDDEN.fullmatch(word)) or self._may_be_name(word))

    def _may_be_name(self, word: str) -> bool:
        names = self.names
        return (
            bool(_HAN.fullmatch(word))
            and word[-1] not in _NEVER_LAST
            and not self._posts.search(word)
            and not names.known(word)
            and not names.known(word + "局")
        )

    # --- offices ---------------------------------------------------------------------------

    def unit(self, text: str, office: Span) -> Span | None:
        """The unit in an office: 区财政局|局长; of several posts the first that has one."""
        for match in _PARTS.finditer(text, *office):
            low, high = match.span()
            aside = _ASIDE.search(text, low, high)
            high = aside.start() if aside and aside.end() == high else high
            found = self._unit(text, low, high)
            if found:
                return found
        return None

    def _unit(self, text: str, low: int, high: int) -> Span | None:
        leading = self._leading.match(text, low, high)
        low = leading.end() if leading else low
        word = text[low:high]
        posts = [post for post in self._post_list if word.endswith(post)]
        if not posts:
            return (low, high) if self.names.plausible(word) else None
        for post in posts:  # 镇党委副书记: the shorter post leaves a unit
            end = high - len(post)
            if end - low < 2:
                continue
            for more in range(0 if post.startswith("副") else 3):  # 财政局长: one head for both
                if end + more < high and self.names.has_head(text[low : end + more]):
                    return low, end + more
            return low, end
        return None

    # --- prose -----------------------------------------------------------------------------

    def appointments(self, text: str, start: int, end: int) -> Iterator[Appointment]:
        """Persons put into a position by a sentence."""
        taken: list[Span] = []
        for pattern in (self._by, self._as):
            for match in pattern.finditer(text, start, end):
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                low, high = match.span("who")
                low = max(low, text.rfind("由", low, high) + 1)
                named = self.members(text, low, high)
                if named:
                    taken.append(match.span())
                position = self._full_position(text, start, match)
                for one in named:
                    yield Appointment(position, match.span("position"), one)

    def _full_position(self, text: str, start: int, match: re.Match[str]) -> str:
        """主任 of the group's office is 办公室主任."""
        position = _closed(match["position"])
        if position.endswith("主任") and not position.startswith("办公室"):
            stop = max(text.rfind("。", start, match.start()), start)
            if self._office_of_group.search(text, stop, match.start("position")):
                return "办公室" + position
        return position


def _closed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _trimmed(text: str, low: int, high: int) -> Span:
    while low < high and text[low] in _EDGES:
        low += 1
    while low < high and text[high - 1] in _EDGES:
        high -= 1
    return low, high
