"""Hand-overs 交办事项: who draws up what, and hands it to whom, in one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyparse.grammar.brackets import split_outside
from policyparse.grammar.mentions import MentionGrammar
from policyparse.grammar.unit_lists import Item, UnitLists
from policyparse.lexicon.lexicon import Lexicon, alternation

_LISTS = re.compile(r"(?:清单|台账|台帐|名录|目录|名单|档案|图|库)$")
_ARTICLE = re.compile(r"^(?:一批|一套|一份|本|好|了)")
_BEHIND_THING = (
    r"(?=[，。；、,;”]|$|并|报|上报|于|后|及时|和|，|□|（|\(|的(?:制定|编制|修订|制订|起草))"
)
_VERB_FRONT = re.compile(
    "制定|编制|报|将|向|建立|健全|完善|加强|及时|组织|推进|开展|完成|实现|推动|确保|新增|建成|全面|全部"
)
_TO_TAIL = re.compile(
    r"(?:备案|审核|审批|汇总|批准|审定|同意|审议|备查|统筹|研究|存档|印发实施|印发|发布|公布|批准实施|（.*)$"
)
_FRONT = re.compile(
    r"^(?:□|[，、到至自于在前底末内起止]|每|同时|其中|并|由|请|要求|督促|指导|组织|凡|如|对|根据需要|结合实际|原则上|另外|此外|各自)+"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The units that a clause begins with: text[start:end]."""

    items: tuple[Item, ...]
    start: int
    end: int
    led: bool = False  # …牵头


@dataclass(frozen=True, slots=True)
class HandOver:
    """One thing to be handed over: text[start:end] is the clause (or clauses) that say so."""

    start: int
    end: int
    what: tuple[int, int]
    subject: Subject | None  # in the same sentence
    to: tuple[int, int] | None
    rule: str
    project: bool = False


class HandOverGrammar:
    """Finds hand-overs by the lexicon's words."""

    def __init__(self, lexicon: Lexicon, mentions: MentionGrammar, lists: UnitLists):
        words = lexicon.file.deliverables
        self.mentions = mentions
        self.lists = lists
        things, told = alternation(words.things), alternation(words.reports)
        projects, make = alternation(words.projects), alternation(words.make)
        hand = rf"(?<![通汇申举预公简月季周日情警])(?:{alternation(words.hand_over)})"
        self._compile_hints(lexicon, things, projects, told)
        self._compile_projects(projects, alternation(words.finish))
        self._patterns = _patterns(alternation(words.produce), make, things, told, hand)
        self._rows = {name: pattern for name, pattern, _ in self._patterns}
        self._things = re.compile(f"(?:{things})$")
        self._told = re.compile(f"(?:{alternation((*words.things, *words.reports))})$")
        self._hand = re.compile(
            rf"(?:^|并|□[前底末]?|及时|于|后|，|分别|统一|印发|前|底|编制完成)(?P<verb>{hand})(?P<to>[^，。；、（）]{{2,40}}?(?:、[^，。；、（）]{{2,20}})?)(?=[，。；（]|$)"
        )
        self._make_front = re.compile(rf"(?:{make})(?P<what>[^，。；]{{2,40}}(?:{things}))$")
        self._own = re.compile(rf"(?:{alternation(words.own_work)})$")
        self._verbs = re.compile(f"(?:{alternation(words.subject_verbs)}|□)")

    def _compile_hints(self, lexicon: Lexicon, things: str, projects: str, told: str) -> None:
        """Cheap looks that spare the dear ones."""
        heads = lexicon.file.heads
        ends = {w[-1] for w in (*heads.department, *heads.alone, *lexicon.collectives)}
        self._heads = re.compile(f"[{re.escape(''.join(sorted(ends)))}]")  # how units end
        self._hint = re.compile(f"{things}|{told}")
        self._project_hint = re.compile(projects)

    def _compile_projects(self, projects: str, finish: str) -> None:
        """Works and systems, which count where they have a date."""
        self._project = re.compile(
            rf"(?:{finish})(?:并投入使用|投运|投用)?(?P<what>[^，。；]{{3,40}}?(?:{projects}))(?=[，。；、]|$|并|建设|，)"
        )
        self._works = re.compile(
            rf"(?:实施|建设|开发|推进|改造|搭建|打造|开工建设)(?P<what>[^，。；]{{2,40}}?(?:{projects}))$"
        )
        self._dated = re.compile(  # …客运专线9月底前开工建设
            rf"(?P<what>[^，。；□]{{3,30}}?(?:{projects}))[于在]?□+[^，。；□]{{0,3}}(?:正式|全部|全面)?"
            r"(?:开工建设|开工|建成|投入使用|竣工|完工|通车|投用|上线)"
        )
        self._in_use = re.compile(
            r"^[^，。；□]{0,4}□+[^，。；□]{0,3}(?:正式|全面|全部|基本)?(?:投入使用|投入运行|上线|建成|完工|竣工|投用|投运|启用|通车|完成)"
        )

    # --- subjects ---------------------------------------------------------------------------

    def subject(self, text: str, start: int, end: int) -> Subject | None:
        """The units that a clause begins with."""
        front = _FRONT.match(text, start, end) if text[start:end] else None
        if front is None and (m := _FRONT.match(text[start:end])):
            start += m.end()
        elif front:
            start = front.end()
        if not self._heads.search(text, start + 1, min(end, start + 70)):
            return None
        for verb in self._verbs.finditer(text, start + 2, min(end, start + 70)):
            name = text[start : verb.start()]
            if name.count("（") != name.count("）"):
                continue
            units = self.lists.split(text, start, verb.start())
            if units.items and all(self._is_unit(item.name) for item in units.items):
                return Subject(
                    units.items, start, verb.start(), text.startswith("牵头", verb.start())
                )
        return self._by_mention(text, start, end)

    def _by_mention(self, text: str, start: int, end: int) -> Subject | None:
        """Units by their names alone, whatever follows: 各乡镇（街道）、各有关部门明确…"""
        items: list[Item] = []
        at = start
        while True:
            found = self.mentions.find(text, at, min(end, at + 24))
            stop = found[0].end if found and found[0].start == at else None
            if shape := self.mentions.shape(text, at, end):
                stop = max(stop or 0, shape.end)
            if stop is None or not self._is_unit(text[at:stop]):
                break
            items.append(Item(at, stop, text[at:stop]))
            if text[stop : stop + 1] != "、":
                break
            at = stop + 1
        if not items or text[items[-1].end : items[-1].end + 1] in (
            "的",
            "、",
            "和",
            "与",
            "之",
            "，",
        ):
            return None
        return Subject(tuple(items), start, items[-1].end)

    def _is_unit(self, name: str) -> bool:
        names = self.lists.names
        if _VERB_FRONT.match(name):
            return False
        if names.known(name) or (names.is_bare_place(name) and len(name) <= 6):
            return True
        shape = self.mentions.shape(name, 0, len(name))
        if shape is not None and shape.end == len(name):
            return True
        if name.endswith(("公司", "集团", "银行", "医院", "学院", "大学", "学校")):
            return names.plausible(name) and len(name) <= 20
        return (
            names.plausible(name)
            and len(name) <= 16
            and bool(names.parts(name).prefix)
            and names.has_head(name)
        )

    # --- hand-overs -------------------------------------------------------------------------

    def speaks(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch names anything that could be handed over; works need a date."""
        dated = text.find("□", start, end) >= 0
        return bool(
            self._hint.search(text, start, end)
            or (dated and self._project_hint.search(text, start, end))
        )

    def find(self, text: str, start: int, end: int) -> tuple[HandOver, ...]:
        """The hand-overs of one sentence, each with the subject that stands before it there."""
        found: list[HandOver] = []
        if not self.speaks(text, start, end):
            return ()
        clauses: list[tuple[int, int]] = []
        for low, high in split_outside(text, "，,", start, end):
            clauses.append((low, high))
            if self._joined(text, low, high, found):
                continue
            made = self._behind(text, clauses[-2], (low, high)) if len(clauses) > 1 else None
            if made is None and self.speaks(text, low, high):
                made = self._clause(text, low, high)
            if made is not None:
                found.append(self._with_subject(made, text, clauses))
        return tuple(found)

    def last_subject(self, text: str, clauses: Sequence[tuple[int, int]]) -> Subject | None:
        """The units that the last clause with a subject begins with."""
        for low, high in reversed(clauses):
            found = self.subject(text, low, high)
            if found is not None:
                return found
        return None

    def _with_subject(self, made: HandOver, text: str, clauses: list[tuple[int, int]]) -> HandOver:
        subject = self.last_subject(text, clauses)
        if subject is None:
            return made
        start = made.start if made.rule in ("project", "dated") else min(subject.start, made.start)
        return replace(made, subject=subject, start=start)

    def _clause(self, text: str, low: int, high: int) -> HandOver | None:
        part = text[low:high]
        for rule, pattern, needs in self._patterns:
            if not any(word in part for word in needs):
                continue
            match = pattern.search(text, low, high)
            if match is None or not match["what"].strip():
                continue
            what = match.span("what")
            if rule == "make-list" and not _LISTS.search(match["what"]):
                continue
            if rule in ("give", "tell", "send", "given") and not self._told.search(match["what"]):
                continue
            to = self._to(text, match, rule) or self._handed(text, match.end(), high)
            return HandOver(match.start(), high, what, None, to, rule)
        return self._project_of(text, low, high)

    def _project_of(self, text: str, low: int, high: int) -> HandOver | None:
        """Works and systems: only where a date says when they are to be ready."""
        dated = self._dated.search(text, low, high) if text.find("□", low, high) >= 0 else None
        if dated:
            own = self.subject(text, low, high)
            if own is None or dated.start("what") != own.start:
                return HandOver(low, high, dated.span("what"), None, None, "dated", True)
        project = self._project.search(text, low, high)
        if project and not self._own.search(project["what"]) and not project["what"][0].isdigit():
            stop = project.end()
            if text.startswith("建设", stop):
                stop += 2
            what = (project.start("what"), stop)
            return HandOver(low, high, what, None, None, "project", True)
        return None

    def _behind(
        self, text: str, before: tuple[int, int], clause: tuple[int, int]
    ) -> HandOver | None:
        """What the clause before names: …天桥工程，9月1日前投入使用; …预案，12月底前报…备案."""
        low, high = clause
        if text.find("□", low, high) < 0:
            return None
        works = self._works.search(text, *before)
        if works and self._in_use.match(text[low:high]):
            return HandOver(works.start(), high, works.span("what"), None, None, "in-use", True)
        filed = self._make_front.search(text, *before)
        hand = self._hand.search(text, low, high)
        if filed and hand and text[low:high].lstrip("于在").startswith("□"):
            to = self._clipped(text, *hand.span("to"))
            return HandOver(filed.start(), high, filed.span("what"), None, to, "filed")
        return None

    def _to(self, text: str, match: re.Match[str], rule: str) -> tuple[int, int] | None:
        groups = match.re.groupindex
        for name in ("to", "to2"):
            if name in groups and match[name]:
                return self._clipped(text, *match.span(name))
        return None

    def _handed(self, text: str, low: int, high: int) -> tuple[int, int] | None:
        match = self._hand.search(text, low, high)
        return self._clipped(text, *match.span("to")) if match else None

    def _clipped(self, text: str, low: int, high: int) -> tuple[int, int] | None:
        tail = _TO_TAIL.search(text, low, high)
        high = tail.start() if tail else high
        return (low, high) if high - low >= 2 else None

    def _joined(self, text: str, low: int, high: int, found: list[HandOver]) -> bool:
        """于3月底前将方案报…: the clause hands over what a clause before has named."""
        if not found:
            return False
        give = self._rows["give"].search(text, low, high)
        for number in range(len(found) - 1, -1, -1) if give else ():
            last = found[number]
            if give and text[slice(*last.what)].endswith(give["what"].strip("该上述相关")[-2:]):
                to = self._clipped(text, *give.span("to"))
                found[number] = HandOver(last.start, high, last.what, last.subject, to, last.rule)
                return True
        if give:
            return False
        last = found[-1]
        hand = self._hand.search(text, low, high)
        if (
            hand
            and last.to is None
            and not self._rows["produce"].search(text, low, high)
            and not last.project
        ):
            to = self._clipped(text, *hand.span("to"))
            if to and not self._things.search(text[slice(*to)]):
                found[-1] = HandOver(last.start, high, last.what, last.subject, to, last.rule)
                return True
        return False


_Row = tuple[str, re.Pattern[str], tuple[str, ...]]


def _patterns(produce: str, make: str, things: str, told: str, hand: str) -> tuple[_Row, ...]:
    """How a clause says it, in the order of trying: name, pattern, words it needs."""
    finished = re.compile(
        rf"完成(?P<what>[^，。；]{{2,60}}?(?:{things}))的?(?:制定|编制|修订|制订|起草|编制工作|制定工作|上报|报送)"
    )
    give = re.compile(
        rf"(?:将|把)(?P<what>[^，。；]{{0,40}}?(?:{things}|{told}))(?:及时|分别|统一|一并|于□?[前底末]*|按[月季年]度?|定期|□[前底]?)*(?:{hand})(?P<to>[^，。；]{{2,30}})"
    )
    tell = re.compile(
        r"向(?P<to>[^，。；]{2,24}?)(?:书面|专题|及时|定期)*(?:报告|报送|提交|上报|通报)(?P<what>[^，。；]{2,24})"
    )
    produced = re.compile(
        rf"(?:{produce})(?:并组织实施|并印发|并|了|本地区?|本部门)?(?P<what>[^，。；:：]{{0,60}}?(?:{things})(?:、[^，。；、]{{0,12}}(?:{things}))*){_BEHIND_THING}"
    )
    made = re.compile(rf"(?:{make})(?P<what>[^，。；:：]{{1,60}}?(?:{things})){_BEHIND_THING}")
    sent = re.compile(
        rf"(?:向(?P<to2>[^，。；、]{{2,24}}?))?(?:{hand})(?P<what>[^，。；]{{0,40}}?(?:{things}|{told}))(?=[，。；]|$)"
    )
    given = re.compile(  # 验收资料于12月31日前移交区城建档案馆
        rf"(?P<what>[^，。；□]{{2,24}}?(?:{things}|{told}))[于在]□+前?(?:{hand})(?P<to>[^，。；]{{2,30}})"
    )
    return (
        ("finish-text", finished, ("完成",)),
        ("give", give, ("将", "把")),
        ("tell", tell, ("向",)),
        ("produce", produced, ("",)),
        ("make-list", made, ("",)),
        ("send", sent, ("",)),
        ("given", given, ("□",)),
    )
