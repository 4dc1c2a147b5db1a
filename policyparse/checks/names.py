"""Rules on the names of units: one unit under two names, old names. 单位名称"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.matching.counterparts import Counterparts
from policyparse.model import Certainty, Evidence, Level, Unit, UnitKind
from policyparse.model.check import Severity

_BODY = re.compile(r".{4,}(?:领导小组|指挥部|联席会议|专班|委员会)(?=(?:办公室|办|成员单位)?$)")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SHORTEST, _SHORTEST_LEFT, _LONGEST_GAP = 5, 4, 3
_TOWN = re.compile("(?:乡|镇|街道)(?:人民政府|政府|办事处|办)?$")
_OTHERS = re.compile("公司|集团|银行|学校|大学|医院|[分支]局$|[大支总]队$|^[各有相]")
_GRACE = 1  # years after a reform of the state in which local units follow
_OFFICE = ("办公室", "成员单位")
_SHORTEST_OLD = 3  # characters: 环保局
_LOOKS_BACK = re.compile(r"20(?:0\d|1[0-8])年|机构改革|更名|原")
_MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class _Named:
    """A unit as the document names it, with the first places."""

    name: str
    unit: Unit
    places: tuple[Evidence, ...]
    until: int | None  # the year of the reorganisation that ended it


def two_names(subject: Subject) -> Iterator[Hit]:
    """同一单位疑似用了两种名称。

    为什么：名称不一，读的人会以为是两个单位，落实时互相等靠。
    怎么改：核对机构全称，统一名称；确是两个单位的，不必修改。
    """
    names = _Forms(subject)
    for short, long in names.pairs():
        quotes = (*names.places(short), *names.places(long))
        yield Hit(quotes, f"“{short}”和“{long}”疑为同一单位，请核实并统一名称")


def old_beside_new(subject: Subject) -> Iterator[Hit]:
    """机构改革前后的名称并用。

    为什么：新旧名称并用，说明有的段落沿用了旧文件，责任单位可能已经变动。
    怎么改：统一使用现在的机构名称。
    """
    known = _named(subject)
    for old in _old(subject, known):
        if new := _successor(old, known):
            yield Hit(
                (*old.places, new.places[0]),
                f"“{old.name}”是{old.until}年机构改革前的名称，文中又有“{new.name}”，请核实并统一",
            )


def old_names(subject: Subject) -> Iterator[Hit]:
    """使用机构改革前的单位名称。

    为什么：单位已经更名或者撤并，任务落不到现在的单位头上。
    怎么改：改用现在的机构名称，并核对职责划转到了哪个单位。
    """
    year, known = _year(subject), _named(subject)
    old = [
        n
        for n in _old(subject, known)
        if year and n.until and year > n.until + _GRACE and not _successor(n, known)
    ]
    if old:
        said = "、".join(f"{named.name}（{named.until}年起更名或撤并）" for named in old)
        yield Hit(tuple(named.places[0] for named in old), f"使用机构改革前的名称：{said}")


def _old(subject: Subject, known: Sequence[_Named]) -> list[_Named]:
    """Old names among the units in charge and in the running text; not before the reform."""
    year = _year(subject)
    names = {named.name for named in known}
    mentioned = [n for n in _mentioned(subject) if n.name not in names]
    return [n for n in (*known, *mentioned) if n.until and not (year and year <= n.until)]


def _successor(old: _Named, known: Sequence[_Named]) -> _Named | None:
    """The unit in charge that bears the name of today."""
    for new in known:
        if new.until is None and new.unit.system and new.unit.system == old.unit.system:
            named = old.unit.level is None and old.name[0] == new.name[0]  # 市 in running text
            if named or _level(old) == _level(new):
                return new
    return None


def _level(named: _Named) -> tuple[Level | None, str | None]:
    return named.unit.level, named.unit.jurisdiction


def _mentioned(subject: Subject) -> Iterator[_Named]:
    """Old names with a word of level that anything but a title or a look back speaks of."""
    registry = Counterparts(subject.lexicon)
    found: dict[str, list[Evidence]] = {}
    ends, names, old = _ends(subject.lexicon), UnitNames(subject.lexicon), _gone(subject.lexicon)
    for start, end in subject.lines():
        for match in _all_forms(subject.lexicon).finditer(subject.plain, start, end):
            body = subject.plain.startswith(_OFFICE, match.end())  # of a group, not a department
            if not match["level"] or match["form"] not in old or body:
                continue
            opened = subject.plain.rfind("《", start, match.start())
            titled = opened > subject.plain.rfind("》", start, match.start())
            if not titled and not _LOOKS_BACK.search(subject.sentence(match.start())):
                found.setdefault(match.group(), []).append(subject.quote(*match.span()))
    for name, places in found.items():
        unit = registry.unit(name)
        yield _Named(name, unit, tuple(places[:_MOST_QUOTED]), _until(names, ends, unit))


@cache
def _gone(lexicon: Lexicon) -> frozenset[str]:
    """Forms that only units of the past have: 国土局."""
    ends = _ends(lexicon)
    return frozenset(
        text
        for text, forms in lexicon.forms.items()
        if len(text) >= _SHORTEST_OLD and all(ends.get((f.system, f.full)) for f in forms)
    )


@cache
def _all_forms(lexicon: Lexicon) -> re.Pattern[str]:
    """Every form, the longest first, so that 乡建设厅 is not found in 城乡建设厅."""
    return re.compile(
        rf"(?P<level>{alternation(lexicon.file.heads.prefixes)})?"
        rf"(?P<form>{alternation(tuple(lexicon.forms))})"
    )


def _year(subject: Subject) -> int | None:
    document = subject.plan.document
    return int(document.issued_on[:4]) if document.issued_on else document.period.start


def _named(subject: Subject) -> list[_Named]:
    """All units that answer for something or sit in the roster, each name once."""
    found: dict[str, tuple[Unit, list[Evidence]]] = {}
    for task in subject.plan.tasks:
        for one in task.assignments:
            if one.certainty is not Certainty.UNSURE and one.unit.kind is not UnitKind.COLLECTIVE:
                found.setdefault(one.unit.name, (one.unit, []))[1].append(one.evidence[0])
    ends, names = _ends(subject.lexicon), UnitNames(subject.lexicon)
    return [
        _Named(name, unit, tuple(dict.fromkeys(places))[:_MOST_QUOTED], _until(names, ends, unit))
        for name, (unit, places) in found.items()
    ]


@cache
def _ends(lexicon: Lexicon) -> dict[tuple[str, str], int | None]:
    """When the units of the lexicon ended, by system and full name."""
    return {(row.name, unit.name): unit.until for row in lexicon.file.system for unit in row.unit}


def _until(names: UnitNames, ends: dict[tuple[str, str], int | None], unit: Unit) -> int | None:
    """The year in which all units of this name had ended; None where one goes on."""
    forms = names.parts(unit.name).forms
    forms = tuple(form for form in forms if unit.level in form.levels) or forms
    years = [ends.get((form.system, form.full)) for form in forms]
    known = [year for year in years if year]
    return max(known) if known and len(known) == len(years) else None


class _Forms:
    """The names of a document and those that differ from them by a word left out or mixed up."""

    def __init__(self, subject: Subject):
        self._subject = subject
        self._names = UnitNames(subject.lexicon)
        self._text = re.sub(r"[\n\t]", " ", subject.text.text)
        self._prefixes = tuple(sorted(subject.lexicon.file.heads.prefixes, key=len, reverse=True))
        self._carried = self._with_prefix()
        self._alike = subject.lexicon.file.proofreading.look_alike

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Pairs of names that are probably of one unit."""
        seen: set[frozenset[str]] = set()
        for name in self._candidates():
            for other in self._variants(name):
                key = frozenset((name, other))
                if key in seen or not self._beside(other, name):
                    continue
                if not self._is_one_or_apart(name, other):
                    seen.add(key)
                    short, long = sorted((other, name), key=len)
                    yield short, long

    def places(self, name: str) -> tuple[Evidence, ...]:
        """The first places where a name stands."""
        found = re.finditer(re.escape(name), self._text)
        spans = [m.span() for m in found][:_MOST_QUOTED]
        return tuple(self._subject.quote(*span) for span in spans)

    def _candidates(self) -> list[str]:
        """Bare names, long enough to be told from others by a word."""
        names: dict[str, None] = {}
        for name in self._all():
            body = _BODY.match(name)
            name = body.group() if body else name
            parts = self._names.parts(name)
            bare = name.removeprefix(parts.prefix)
            other = parts.collective or parts.place or _TOWN.search(bare) or _OTHERS.search(bare)
            if len(bare) >= _SHORTEST and not other:
                names[bare] = None
        return list(names)

    def _all(self) -> Iterator[str]:
        for task in self._subject.plan.tasks:
            for one in task.assignments:
                if one.certainty is not Certainty.UNSURE:
                    yield one.unit.mention
        for member in self._subject.plan.roster:
            if member.unit:
                yield member.unit

    def _with_prefix(self) -> dict[str, set[str]]:
        """The words of level that lists carry along to a bare name."""
        found: dict[str, set[str]] = {}
        for task in self._subject.plan.tasks:
            for one in task.assignments:
                parts = self._names.parts(one.unit.name)
                found.setdefault(parts.rest, set()).add(parts.prefix)
        return found

    def _variants(self, name: str) -> Iterator[str]:
        """What the name would be without an inner word, or with a word easily mixed up."""
        for start, end in combinations(range(2, len(name)), 2):
            shorter = name[:start] + name[end:]
            if end - start <= _LONGEST_GAP and len(shorter) >= _SHORTEST_LEFT:
                yield shorter
        for row in self._alike:
            for word in row:
                for other in row:
                    if word != other and word in name:
                        yield name.replace(word, other, 1)
        yield from self._longer(name)

    def _longer(self, name: str) -> Iterator[str]:
        """The name with a word more in the middle, as the running text has it."""
        cuts = (
            f"{re.escape(name[:at])}[\u4e00-\u9fff]{{1,{_LONGEST_GAP}}}{re.escape(name[at:])}"
            for at in range(2, len(name) - 1)
        )
        for match in re.finditer("|".join(cuts), self._text):
            yield match.group()

    def _beside(self, other: str, name: str) -> bool:
        """Whether the text has the other name by itself, and for a unit of the same level."""
        levels = self._levels(self._text.replace(name, " "), other)
        own = self._levels(self._text.replace(other, " "), name)
        own = self._carried.get(name) or own
        return bool(levels) and (not own or "" in levels | own or bool(levels & own))

    def _levels(self, text: str, name: str) -> set[str]:
        """The words of level in front of a name, "" for none; not where it ends a longer name."""
        found = set()
        for match in re.finditer(re.escape(name), text):
            before = text[max(0, match.start() - 3) : match.start()]
            prefix = next((p for p in self._prefixes if before.endswith(p)), "")
            if prefix or not _CHINESE.search(before[-1:]):
                found.add(prefix)
        return found

    def _is_one_or_apart(self, name: str, other: str) -> bool:
        """Whether the lexicon knows a full name and its short form, or different units."""
        one, two = self._names.parts(name).forms, self._names.parts(other).forms
        if not one or not two:
            return False
        if shared := {form.full for form in one} & {form.full for form in two}:
            bodies = all(form.kind is UnitKind.OFFICE for form in (*one, *two))
            return bool(shared & {name, other}) and not bodies
        if any(n in _gone(self._names.lexicon) for n in (name, other)):
            return True  # an old name beside the new one is reported as such
        return not {form.system for form in one} & {form.system for form in two}


RULES = (
    Rule("PP601", "two-names", Severity.WARNING, two_names),
    Rule("PP602", "old-beside-new", Severity.WARNING, old_beside_new),
    Rule("PP603", "old-names", Severity.WARNING, old_names),
)
