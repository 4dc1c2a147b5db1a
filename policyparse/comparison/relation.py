"""How two plans stand to each other: by citation, place, level, period and subject. 承接关系"""

from collections.abc import Iterable, Sequence

from policyparse.comparison.cited import Cited, Way, cited, namesake, title_is_cut
from policyparse.comparison.profile import Profile
from policyparse.graph.citations import LEVELS, plain_number
from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Citation, DocumentKind, Evidence, Level, Plan
from policyparse.model.comparison import Quote, Relation, RelationKind, Side

LEAST_SHARED = 0.3  # likeness of headings: related real plans 0.41 and more, others up to 0.21

_NO_PLAN = {
    DocumentKind.DRAFTING_NOTE: "编制（起草）说明",
    DocumentKind.OPINION_TABLE: "意见采纳情况表",
    DocumentKind.SPEECH: "讲话",
    DocumentKind.REPORT: "工作报告",
}
_LEVELS = {
    Level.NATIONAL: "国家级",
    Level.REGION: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡级",
}
_WAYS = {
    Way.NUMBER: "与上级文件文号一致",
    Way.TITLE: "与上级文件标题一致",
    Way.SHORTENED: "与上级文件标题相符（文字有省略）",
    Way.ISSUE: "该文件一并印发几个方面的方案，所给上级文件与其中一个方面相符",
    Way.PLACELESS: "未写明行政区，除此之外与上级文件标题一致，是否即所给上级文件请核实",
}
_OTHER_SUBJECT = "两份文件的标题、任务和指标用词重合很少，主题不同。"
_UNREAD_PLACE = "未读出的行政区"
_NOT_CITED = "未见下级文件直接引用所给上级文件"


def relation(upper: Plan, lower: Plan, lexicon: Lexicon) -> Relation:
    """Whether the lower plan answers the upper one, and what that rests on."""
    return _judged(Profile(upper, lexicon), Profile(lower, lexicon))


def related_pairs(plans: Sequence[Plan], lexicon: Lexicon) -> tuple[tuple[int, int, Relation], ...]:
    """The pairs of a folder worth comparing: numbers of upper and lower plan, and why.

    A lower plan is set beside one of another period (history) only where it answers none.
    """
    profiles = [Profile(plan, lexicon) for plan in plans]
    usual = [at for at, p in enumerate(profiles) if p.document.kind is DocumentKind.PLAN]
    pairs: list[tuple[int, int, Relation]] = []
    for lower in usual:
        found = [
            (upper, lower, _judged(profiles[upper], profiles[lower]))
            for upper in usual
            if upper != lower and _may_answer(profiles[upper], profiles[lower])
        ]
        kinds = (RelationKind.DIRECT, RelationKind.PROBABLE, RelationKind.INDIRECT)
        pairs += [pair for pair in found if pair[2].kind in kinds] or [
            pair
            for pair in found
            if pair[2].kind is RelationKind.HISTORY
            and profiles[pair[0]].rank != profiles[lower].rank
        ]
    return tuple(sorted(pairs, key=lambda pair: pair[:2]))


def sided(plans: Plan | Sequence[Plan]) -> Side:
    """One side of a comparison: a plan, or several of one place, the first one named."""
    several = (plans,) if isinstance(plans, Plan) else tuple(plans)
    first = several[0]
    names = tuple(name for plan in several for name in (plan.source.name, *plan.source.parts))
    return Side(
        title=first.document.title or first.source.name,
        source=first.source.name,
        sources=names if len(names) > 1 else (),
        level=first.document.level,
        jurisdiction=first.document.jurisdiction,
        period=first.document.period,
    )


def _may_answer(upper: Profile, lower: Profile) -> bool:
    """What can be told without reading on: a number or title, levels, a place that is known."""
    number = plain_number(upper.document.doc_number)
    if number and number in lower.cited_numbers:
        return True
    if upper.rank is None or lower.rank is None or upper.rank > lower.rank:
        return False
    if upper.document.title in lower.cited_titles:
        return True
    return upper.holds(lower) or upper.place == lower.place


def _judged(upper: Profile, lower: Profile) -> Relation:
    for side, profile in (("上级", upper), ("下级", lower)):
        if kind := _NO_PLAN.get(profile.document.kind):
            why = f"所给{side}文件文种为{kind}，不是部署任务的方案，不作承接关系判断。"
            return _none(why, profile)
    if _same_file(upper.plan, lower.plan):
        why = "所给上级文件与下级文件是同一份文件。"
        return Relation(kind=RelationKind.PEER, why=why, evidence=_titles(upper, lower))
    if upper.rank is not None and lower.rank is not None and upper.rank > lower.rank:
        return _upside_down(upper, lower)
    named = cited(upper.document, lower.document, upper.headings)
    if named and named.way is not Way.PLACELESS and _may_be_cited(named, upper, lower):
        return _direct(named, upper, lower)
    found = _by_signs(upper, lower)
    if named and found.kind is RelationKind.PROBABLE:
        why, quotes = _said(named), _quotes(lower, named.citation.evidence)
        return Relation(kind=found.kind, why=why, evidence=quotes)
    return found


def _same_file(one: Plan, other: Plan) -> bool:
    return one.source.sha256 == other.source.sha256


def _upside_down(upper: Profile, lower: Profile) -> Relation:
    """The plan given as the upper one is of a lower level."""
    ranks = [_LEVELS[LEVELS[profile.rank or 0]] for profile in (upper, lower)]
    levels = f"所给上级文件为{ranks[0]}文件、下级文件为{ranks[1]}文件"
    back = cited(lower.document, upper.document, lower.headings)
    if back:
        why = f"{levels}，且前者写明{_named(back.citation)}，两份文件的次序可能颠倒，请核实。"
        quotes = _quotes(upper, back.citation.evidence)
        return Relation(kind=RelationKind.NONE, why=why, evidence=quotes)
    if upper.likeness(lower) < LEAST_SHARED:
        return _none(_OTHER_SUBJECT, upper, lower)
    if lower.is_outside(upper):
        return _none(_other_place(lower, upper), upper, lower)
    return _none(f"{levels}，两份文件的次序可能颠倒，请核实。", upper, lower)


def _other_place(upper: Profile, lower: Profile) -> str:
    here, there = (profile.place or _UNREAD_PLACE for profile in (upper, lower))
    return f"{there}不在{here}范围内，两份文件没有隶属关系。"


def _may_be_cited(named: Cited, upper: Profile, lower: Profile) -> bool:
    """A number decides; a title must not be that of another place's document at the same level."""
    if named.way is Way.NUMBER:
        return True
    if upper.rank is not None and upper.rank == lower.rank and upper.place != lower.place:
        return False
    if named.way is Way.ISSUE:
        return upper.meets(lower) and upper.likeness(lower) >= LEAST_SHARED
    return True


def _direct(named: Cited, upper: Profile, lower: Profile) -> Relation:
    why = _said(named)
    if named.way is Way.ISSUE or (named.way is not Way.NUMBER and not upper.document.doc_number):
        why += _unread(upper)
    if upper.rank is not None and upper.rank == lower.rank:
        why += "两份文件层级相同，属同级文件之间的承接。"
    if not upper.meets(lower):
        why += f"两份文件的规划期不衔接（{_period(upper)}与{_period(lower)}），请核实。"
    quotes = _quotes(lower, named.citation.evidence)
    return Relation(kind=RelationKind.DIRECT, why=why, evidence=quotes)


def _said(named: Cited) -> str:
    words = "写明的依据为" if named.citation.basis else "正文中引用"
    return f"下级文件{words}{_named(named.citation)}，{_WAYS[named.way]}。"


def _by_signs(upper: Profile, lower: Profile) -> Relation:
    """No citation names the upper plan: place, period and subject are all there is."""
    if upper.likeness(lower) < LEAST_SHARED:
        return _none(_OTHER_SUBJECT, upper, lower)
    if upper.rank is not None and upper.rank == lower.rank:
        return _peers(upper, lower)
    unplaced = not (upper.placed and lower.placed)
    if not unplaced and upper.is_outside(lower):
        return _none(_other_place(upper, lower), upper, lower)
    if not upper.meets(lower):
        periods = f"上级文件规划期为{_period(upper)}，下级文件规划期为{_period(lower)}"
        why = f"{periods}，两者不衔接，仅作历史对照。"
        return Relation(kind=RelationKind.HISTORY, why=why, evidence=_titles(upper, lower))
    if unplaced:
        why = f"{_no_citation(upper, lower)}主题相近，但行政区或层级未能读出，请核实。"
        return _probable(why, upper, lower)
    if not upper.holds(lower):
        why = f"主题相近，但未能查到{lower.place}的上级行政区，是否隶属{upper.place}请核实。"
        return _probable(_no_citation(upper, lower) + why, upper, lower)
    if between := upper.between(lower):
        return _indirect(between, upper, lower)
    why = f"{_no_citation(upper, lower)}两地有隶属关系，规划期和主题相近，请核实。"
    return _probable(why, upper, lower)


def _probable(why: str, upper: Profile, lower: Profile) -> Relation:
    other = namesake(upper.document, lower.document)
    if other:
        own = upper.document.doc_number
        why += f"下级文件引用的同名文件文号为{other.doc_number}，所给上级文件为{own}，请一并核实。"
    evidence = _quotes(lower, other.evidence) if other else _titles(upper, lower)
    return Relation(kind=RelationKind.PROBABLE, why=why + _unread(upper), evidence=evidence)


def _no_citation(upper: Profile, lower: Profile) -> str:
    if any(citation.basis for citation in lower.document.citations):
        return "下级文件写明的依据中未见所给上级文件；"
    return "下级文件未读到写明的依据；"


def _unread(upper: Profile) -> str:
    """What could not be read of the upper plan, and so was not compared."""
    lacking = []
    if title_is_cut(upper.document):
        lacking.append("标题" if not upper.document.title else "完整标题")
    if not upper.document.doc_number:
        lacking.append("文号")
    return f"所给上级文件未读到{'和'.join(lacking)}。" if lacking else ""


def _indirect(between: tuple[str, ...], upper: Profile, lower: Profile) -> Relation:
    """A level lies between: the lower plan answers that one's plan."""
    names = "、".join(between)
    step = _cites_place(lower, between[-1])
    if step:
        why = f"下级文件写明的依据为{_named(step)}，属中间层级{names}的文件；{_NOT_CITED}。"
        evidence = _quotes(lower, step.evidence)
    else:
        why = f"{upper.place or '国家'}与{lower.place}之间隔有{names}一级；{_NOT_CITED}。"
        evidence = _titles(upper, lower)
    return Relation(kind=RelationKind.INDIRECT, why=why, evidence=evidence)


def _cites_place(lower: Profile, place: str) -> Citation | None:
    """The first basis of the lower plan that begins with the name of a place."""
    return next(
        (c for c in lower.document.citations if c.basis and c.title.startswith(place)), None
    )


def _peers(upper: Profile, lower: Profile) -> Relation:
    level = _LEVELS[LEVELS[upper.rank or 0]]
    if upper.place != lower.place:
        here, there = (profile.place or _UNREAD_PLACE for profile in (upper, lower))
        why = f"两份文件均为{level}文件，分属{here}和{there}。"
        if not upper.meets(lower):
            why += f"规划期也不衔接（{_period(upper)}与{_period(lower)}）。"
        return Relation(kind=RelationKind.PEER, why=why, evidence=_titles(upper, lower))
    if not upper.meets(lower):
        why = f"两份文件同属{upper.place}，规划期不同（{_period(upper)}与{_period(lower)}）。"
        return Relation(kind=RelationKind.HISTORY, why=why, evidence=_titles(upper, lower))
    why = f"两份文件同属{upper.place}、规划期相接，可能是不同稿本或并行文件，请核实。"
    return Relation(kind=RelationKind.PEER, why=why, evidence=_titles(upper, lower))


def _none(why: str, *profiles: Profile) -> Relation:
    return Relation(kind=RelationKind.NONE, why=why, evidence=_titles(*profiles))


def _named(citation: Citation) -> str:
    number = f"（{citation.doc_number}）" if citation.doc_number else ""
    return f"《{citation.title}》{number}"


def _period(profile: Profile) -> str:
    start, end = profile.document.period.start, profile.document.period.end
    if start and end:
        return f"{start}年" if start == end else f"{start}—{end}年"
    return f"到{end}年" if end else f"{start}年起" if start else "未写明"


def _titles(*profiles: Profile) -> tuple[Quote, ...]:
    return tuple(
        quote
        for profile in profiles
        for quote in _quotes(profile, profile.document.evidence.get("title", ()))
    )


def _quotes(profile: Profile, places: Iterable[Evidence]) -> tuple[Quote, ...]:
    name = profile.plan.source.name
    return tuple(Quote(**place.model_dump(), source=name) for place in places)
