"""Rules on 意见采纳情况表: who said what, and what became of it."""

from collections.abc import Iterator, Sequence

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.model import Adopted, Evidence, Opinion
from policyparse.model.check import Severity

_SAID = {Adopted.YES: "采纳", Adopted.NO: "不采纳", Adopted.PARTLY: "部分采纳"}


def answer_in_the_next_row(subject: Subject) -> Iterator[Hit]:
    """提出意见的一行没有填采纳情况，相邻的“无意见”一行却填了。

    为什么：采纳情况错了一行，看不出谁的意见采纳了没有。
    怎么改：核对原意见，把采纳情况移回提出意见的那一行。
    """
    for left_open, answered in _shifted(subject.plan.opinions):
        yield Hit(
            (_answer(answered), _words(answered), _words(left_open)),
            f"第{left_open.n}行{left_open.who}提出意见而没有填采纳情况，"
            f"第{answered.n}行{answered.who}“无意见”却填了“{_SAID[answered.adopted]}”，可能错行",
        )


def answer_without_opinion(subject: Subject) -> Iterator[Hit]:
    """“无意见”一行填了采纳情况。

    为什么：没有意见，谈不上采纳；可能错行，也可能漏写了意见。
    怎么改：核对该单位的回复，删去采纳情况或者补上意见。
    """
    shifted = {answered.n for _, answered in _shifted(subject.plan.opinions)}
    for one in subject.plan.opinions:
        if _needless(one) and one.n not in shifted:
            said = f"第{one.n}行{one.who}“无意见”却填了“{_SAID[one.adopted]}”"
            yield Hit((_answer(one), _words(one)), said)


def opinion_without_answer(subject: Subject) -> Iterator[Hit]:
    """提出了意见，没有填采纳情况。

    为什么：征求意见要件件有回音，送审时要说明每一条的处理。
    怎么改：补填采纳、部分采纳或者不采纳，不采纳的写明理由。
    """
    shifted = {left_open.n for left_open, _ in _shifted(subject.plan.opinions)}
    rows = [one for one in subject.plan.opinions if not one.none]
    if all(one.adopted is Adopted.BLANK for one in rows):
        return  # a table that is still to be filled
    left = [one for one in rows if one.adopted is Adopted.BLANK and one.n not in shifted]
    if left:
        named = "、".join(f"第{one.n}行{one.who}" for one in left)
        yield Hit(tuple(map(_words, left)), f"{named}提出了意见，没有填采纳情况")


def refused_without_reason(subject: Subject) -> Iterator[Hit]:
    """不采纳或者部分采纳，没有写理由。

    为什么：不采纳意见应当说明理由，会签、审议时都会问到。
    怎么改：在理由一栏写明依据。
    """
    for one in subject.plan.opinions:
        if one.adopted in (Adopted.NO, Adopted.PARTLY) and not one.reason and not one.none:
            said = f"第{one.n}行{one.who}的意见{_SAID[one.adopted]}，没有写理由"
            yield Hit((_answer(one), _words(one)), said)


def row_twice(subject: Subject) -> Iterator[Hit]:
    """意见表中同一单位的同一内容列了两行。

    为什么：单位数、意见数都会多算。
    怎么改：核对后删去重复的一行；如果是另一个单位，改正单位名称。
    """
    rows: dict[tuple[str, str], list[Opinion]] = {}
    for one in subject.plan.opinions:
        if one.who:
            rows.setdefault((one.who, "" if one.none else one.opinion), []).append(one)
    for (who, _), same in rows.items():
        if len(same) > 1 and len({one.n for one in same}) > 1:
            numbers = "、".join(f"第{one.n}行" for one in same)
            yield Hit(tuple(_unit(one) for one in same), f"{who}在{numbers}重复列出，内容相同")


def _shifted(rows: Sequence[Opinion]) -> Iterator[tuple[Opinion, Opinion]]:
    """Rows left open beside rows of 无意见 that are answered, each used once."""
    used: set[int] = set()
    for at, one in enumerate(rows):
        if one.none or one.adopted is not Adopted.BLANK:
            continue
        for other in (*rows[at + 1 : at + 2], *rows[max(0, at - 1) : at]):
            if _needless(other) and other.n not in used:
                used.add(other.n)
                yield one, other
                break


def _needless(one: Opinion) -> bool:
    return one.none and one.adopted is not Adopted.BLANK


def _words(one: Opinion) -> Evidence:
    """The opinion itself, which stands first in the evidence of a row."""
    return one.evidence[0]


def _unit(one: Opinion) -> Evidence:
    bare = (place for place in one.evidence if "".join(place.text.split()) == one.who)
    return next(bare, one.evidence[0])


def _answer(one: Opinion) -> Evidence:
    """The cell that says what became of it."""
    said = (place for place in one.evidence[1:] if _SAID[one.adopted] in place.text)
    return next(said, one.evidence[-1])


RULES = (
    Rule("PP701", "answer-in-the-next-row", Severity.ERROR, answer_in_the_next_row),
    Rule("PP702", "answer-without-opinion", Severity.WARNING, answer_without_opinion),
    Rule("PP703", "opinion-without-answer", Severity.WARNING, opinion_without_answer),
    Rule("PP704", "refused-without-reason", Severity.WARNING, refused_without_reason),
    Rule("PP705", "opinion-row-twice", Severity.WARNING, row_twice),
)
