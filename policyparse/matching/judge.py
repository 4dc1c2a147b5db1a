"""Taken, weakened or missing, and by which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from policyparse.matching.find import Claims, Finder, Passage, Setting
from policyparse.matching.lost import figures_found, lost_numbers, lost_phrases
from policyparse.matching.measures import Measure
from policyparse.matching.strength import softened
from policyparse.matching.verbatim import WordForWord
from policyparse.matching.words import Token
from policyparse.model import Certainty
from policyparse.model.comparison import MeasureState

TAKEN = 0.72  # share of the measure's weight that must be found
WEAK = 0.75  # below it, with what its standing is worth, there is but the bare topic
LEAST = 0.3  # ... and below this wherever it stands
_STANDING = 0.5  # what it is worth to stand where the task is about the same
_SAID = 0.75  # a passage that says so much of a measure is taken up by it
_SUPPORTS = 0.6  # ... and so much of one shows which lower task its task belongs to
_RUN = 0.2  # what it is worth to say a stretch of it word after word
_ANSWERS = 0.2  # what it is worth to say nothing else
_FIRM = 0.7  # beside a passage that says so much none other need be shown
_HARDLY = 0.25
_ABOUT = 0.5  # a passage of which so much answers a measure is about it
_TERM = 1.0  # a word of this weight is a term of its own: 一厂一策
_FEW = 2  # telling words of which one may stand for all
_HALF = 0.42  # two passages that together take a measure up must each say so much
_GOVERNS = 0.6  # a unit that says so much as the one that says most
_HEAVY = 0.5  # a word of this weight that is gone is something lost
_TELLING = 0.45  # a passage without one word of this weight says nothing of the measure
_MORE = 0.15  # a second passage must say so much more
_SURE_MISSING = 0.25
_SURE_TAKEN = 0.9
_SURE_WEAKENED = 0.55


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one measure."""

    measure: Measure
    state: MeasureState
    certainty: Certainty
    coverage: float
    passages: tuple[Passage, ...]  # for a missing measure the nearest
    also: tuple[Passage, ...] = ()  # another one that a reader should see beside a weak match
    found: tuple[float, ...] = ()  # for each word how far it is found
    softer: tuple[str, ...] = ()  # 淘汰 → 整治
    lost: tuple[str, ...] = ()  # phrases and figures that are not there


def judge_all(
    finder: Finder, measures: Sequence[Measure], titles: Mapping[str, str] | None = None
) -> tuple[Verdict, ...]:
    """Verdicts of all measures of a plan; what one says in full no other can claim in part.

    ``titles`` are those of the upper tasks.
    """
    table = WordForWord(finder.clauses)
    exact = {measure.id: table.places(measure) for measure in measures}
    first = [_first(finder, measure, exact[measure.id]) for measure in measures]
    favoured = _favoured(finder, measures, first)
    settings = {
        task: Setting(task, finder.topic((titles or {}).get(task, "")), favoured.get(task, {}))
        for task in {measure.task: None for measure in measures}
    }
    whole = {
        measure.id: _taken_whole(finder, measure, exact[measure.id], settings[measure.task])
        for measure in measures
        if exact[measure.id]
    }
    first = [
        list(whole[measure.id].passages) if measure.id in whole else found
        for measure, found in zip(measures, first, strict=True)
    ]
    claims = _claims(finder, measures, first)
    return tuple(
        whole.get(measure.id) or _judge(finder, measure, found, claims, settings[measure.task])
        for measure, found in zip(measures, first, strict=True)
    )


def _first(finder: Finder, measure: Measure, places: Sequence[tuple[int, int]]) -> list[Passage]:
    """Where a measure seems to stand; nothing where it stands word for word in several places."""
    if not places:
        return finder.passages(measure)
    return [finder.whole(measure, *places[0])] if len(places) == 1 else []


def _taken_whole(
    finder: Finder, measure: Measure, places: Sequence[tuple[int, int]], setting: Setting
) -> Verdict:
    """A measure that stands in the plan word for word; of several places that of its task."""
    place = max(places, key=lambda ends: finder.clause_nearness(ends[0], setting))
    best = finder.whole(measure, *place)
    sure, taken = Certainty.SURE, MeasureState.TAKEN
    return Verdict(measure, taken, sure, 1.0, (best,), found=best.found)


def _claims(
    finder: Finder, measures: Sequence[Measure], found: Sequence[Sequence[Passage]]
) -> Claims:
    """For each unit the measure that it takes up best, with the words that it takes up."""
    best: dict[int, tuple[float, Measure]] = {}
    for measure, passages in zip(measures, found, strict=True):
        if passages and not measure.minor and passages[0].coverage >= _SAID:
            for number in range(passages[0].first, passages[0].last + 1):
                if number not in best or passages[0].coverage > best[number][0]:
                    best[number] = (passages[0].coverage, measure)
    return {number: finder.claimed_by(measure, number) for number, (_, measure) in best.items()}


def _favoured(
    finder: Finder, measures: Sequence[Measure], found: Sequence[Sequence[Passage]]
) -> dict[str, dict[str, float]]:
    """For each upper task the lower tasks that take up its measures, and to what share."""
    support: dict[str, dict[str, float]] = {}
    for measure, passages in zip(measures, found, strict=True):
        if passages and passages[0].coverage >= _SUPPORTS:
            own = support.setdefault(measure.task, {})
            task = finder.task_of(passages[0].first)
            own[task] = own.get(task, 0.0) + passages[0].coverage
    return {
        task: {lower: weight / max(own.values()) for lower, weight in own.items()}
        for task, own in support.items()
    }


def _judge(
    finder: Finder,
    measure: Measure,
    found: Sequence[Passage],
    claims: Claims,
    setting: Setting,
) -> Verdict:
    if found and found[0].coverage < _SAID:
        nearest = found[0]
        found = finder.passages(measure, claims, setting)
        if not found or not _tells(finder, measure, found[0], setting):
            near = (nearest,) if nearest.coverage else ()
            sure = Certainty.SURE if nearest.coverage < _SURE_MISSING else Certainty.LIKELY
            return Verdict(measure, MeasureState.MISSING, sure, nearest.coverage, near)
    if not found:
        return Verdict(measure, MeasureState.MISSING, Certainty.SURE, 0.0, ())
    chosen = _with_second(finder, measure, found)
    shares = tuple(max(column) for column in zip(*(p.found for p in chosen), strict=True))
    lower = "，".join(finder.text_of(passage) for passage in chosen)
    shares = figures_found(list(finder.words(measure)), shares, lower)
    weights = finder.weights(measure)
    total = sum(weights)
    coverage = sum(w * s for w, s in zip(weights, shares, strict=True)) / total if total else 0.0
    also = _also(finder, chosen, found, setting)
    verdict = Verdict(measure, MeasureState.MISSING, Certainty.SURE, coverage, chosen, also, shares)
    return _with_state(finder, verdict, weights, setting)


def _tells(finder: Finder, measure: Measure, passage: Passage, setting: Setting) -> bool:
    """Whether a passage says more of a measure than its bare topic."""
    if passage.coverage < TAKEN:
        if measure.minor and not measure.clauses[0].lead:
            return False  # a principle in part is no principle
        near = _STANDING * finder.nearness(passage, setting)
        near += _ANSWERS * finder.answered(measure, passage)
        near += _RUN * _longest_run(finder, measure, passage)
        if passage.coverage < LEAST or passage.coverage + near < WEAK:
            return False
    weights = finder.weights(measure)
    telling = [
        (share, token)
        for (_, token), weight, share in zip(
            finder.words(measure), weights, passage.found, strict=True
        )
        if weight >= _TELLING and not token.number
    ]
    held = [token for share, token in telling if share >= 0.5]
    if len(held) == 1 and len(telling) > _FEW and finder.weight(held[0]) < _TERM:
        # 建立…台账: only what all lists have in common, unless nothing else is said
        alone = 0.0 if held[0].stands_for else finder.answered(measure, passage)
        said = max(passage.coverage, alone)
        return finder.nearness(passage, setting) >= _ABOUT or said >= _FIRM
    return bool(held)


def _longest_run(finder: Finder, measure: Measure, passage: Passage) -> float:
    """The longest stretch of a measure that is found word after word, as a share of it."""
    best = run = 0
    for (_, token), share in zip(finder.words(measure), passage.found, strict=True):
        if token.weight:
            run = run + len(token.text) if share == 1 else 0
            best = max(best, run)
    return best / (measure.end - measure.start)


def _lost_act(finder: Finder, verdict: Verdict) -> bool:
    """Whether another act stands in place of the measure's: 宣传 where 回收 was asked for."""
    vocabulary, at = finder.vocabulary, 0
    others = {t.text for t in _governing(finder, verdict.measure, verdict.passages)}
    others = {word for word in others if _names_an_act(finder, word)}
    own = {token.text for _, token in finder.words(verdict.measure)}
    for clause in verdict.measure.clauses:
        tokens = vocabulary.tokens(clause.text)
        head = next((n for n, t in enumerate(tokens) if t.text in vocabulary.acts), None)
        gone = head is not None and verdict.found[at + head] < 0.5
        if gone and _names_an_act(finder, tokens[head or 0].text) and others - own:
            return True
        at += len(tokens)
    return False


def _names_an_act(finder: Finder, word: str) -> bool:
    """A verb that says itself what is to be done, as 回收 does and 开展 does not."""
    return word in finder.vocabulary.acts and not finder.vocabulary.is_light(word)


def _hangs_on_one_word(
    finder: Finder, verdict: Verdict, weights: Sequence[float], setting: Setting
) -> bool:
    """Whether one word is all that a measure and a passage about something else have in common."""
    telling = [weight for weight in weights if weight >= _TELLING]
    best = verdict.passages[0]
    if len(telling) > 1 or finder.nearness(best, setting) >= _ABOUT:
        return False
    if all(share for weight, share in zip(weights, verdict.found, strict=True) if weight):
        return False  # 配齐校医 in 配齐学校校医并……: nothing is gone
    return finder.answered(verdict.measure, best) < _ABOUT


def _empty(finder: Finder, token: Token) -> bool:
    """Figures and plain verbs, which stand in front of any object."""
    return token.number or token.text in finder.vocabulary.acts or bool(token.steps)


def _with_second(finder: Finder, measure: Measure, found: Sequence[Passage]) -> tuple[Passage, ...]:
    """The best passage, and another one where the two together say clearly more."""
    best = found[0]
    plain = zip(finder.words(measure), finder.weights(measure), strict=True)
    # how often and how much is no matter of another passage: 每季度调度一次
    weights = [0.0 if token.number or token.stands_for else weight for (_, token), weight in plain]
    total = sum(finder.weights(measure)) or 1.0
    own = sum(w * f for w, f in zip(weights, best.found, strict=True)) / total
    top, second = _MORE, None
    for other in found[1:]:
        overlapping = other.first <= best.last and best.first <= other.last
        if overlapping or other.coverage < _HALF:
            continue
        both = sum(w * max(a, b) for w, a, b in zip(weights, best.found, other.found, strict=True))
        if both / total - own >= top:
            top, second = both / total - own, other
    return (best,) if second is None else (best, second)


def _also(
    finder: Finder, chosen: Sequence[Passage], found: Sequence[Passage], setting: Setting
) -> tuple[Passage, ...]:
    """The next best passage, where the best one is weak and the next is hardly weaker."""
    best = chosen[0]
    if len(chosen) > 1 or best.coverage >= _FIRM:
        return ()
    least = finder.worth(best, setting) - _HARDLY
    for other in found[1:]:
        apart = other.last < best.first or other.first > best.last
        if apart and other.coverage >= LEAST and finder.worth(other, setting) >= least:
            return (other,)
    return ()


def _with_state(
    finder: Finder, verdict: Verdict, weights: Sequence[float], setting: Setting
) -> Verdict:
    measure, coverage = verdict.measure, verdict.coverage
    if not any(_tells(finder, measure, passage, setting) for passage in verdict.passages):
        sure = Certainty.SURE if coverage < _SURE_MISSING else Certainty.LIKELY
        return replace(verdict, certainty=sure)
    softer = softened(
        finder.vocabulary.lexicon.file.ladder,
        _tokens(finder, measure),
        _governing(finder, measure, verdict.passages),
        _around(finder, verdict.passages),
    )
    words = list(finder.words(measure))
    lower = "，".join(finder.text_of(passage) for passage in verdict.passages)
    exact = [
        share for p in zip(*(p.found for p in verdict.passages), strict=True) for share in (max(p),)
    ]
    numbers = lost_numbers(words, exact, lower, finder.vocabulary.lexicon)
    phrases = lost_phrases(words, weights, verdict.found)
    act = _lost_act(finder, verdict)
    heavy = act or any(
        weight >= _HEAVY and share < 0.5 and not _empty(finder, token)
        for (_, token), weight, share in zip(words, weights, verdict.found, strict=True)
    )
    verdict = replace(verdict, softer=softer, lost=(*numbers, *phrases))
    bare = not measure.minor and all(finder.is_title(passage) for passage in verdict.passages)
    bare = bare or _hangs_on_one_word(finder, verdict, weights, setting)
    if coverage >= TAKEN and not (softer or numbers or heavy or bare):
        sure = Certainty.SURE if coverage >= _SURE_TAKEN else Certainty.LIKELY
        return replace(verdict, state=MeasureState.TAKEN, certainty=sure)
    sure = Certainty.SURE if coverage >= _SURE_WEAKENED else Certainty.LIKELY
    return replace(verdict, state=MeasureState.WEAKENED, certainty=sure)


def _tokens(finder: Finder, measure: Measure) -> Iterable[Token]:
    return [token for _, token in finder.words(measure)]


def _governing(finder: Finder, measure: Measure, passages: Iterable[Passage]) -> list[Token]:
    """The words of the units that say most of a measure: what weakens it stands there."""
    weights = finder.weights(measure)
    found: list[Token] = []
    for passage in passages:
        units = range(passage.first, passage.last + 1)
        shares = {n: finder.passage(measure, weights, n, n).coverage for n in units}
        found += [
            token
            for number in units
            if shares[number] >= _GOVERNS * max(shares.values())
            for token in finder.vocabulary.tokens(finder.units[number].text)
        ]
    return found


def _around(finder: Finder, passages: Iterable[Passage]) -> list[Token]:
    """The words of some passages."""
    return [
        token
        for passage in passages
        for number in range(passage.first, passage.last + 1)
        for token in finder.vocabulary.tokens(finder.units[number].text)
    ]
