"""Word: paragraphs with tracked changes at random, as their texts were built."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.model import RawDocument
from policyparse.normalise import normalise
from policyparse.readers.number_formats import shown_number
from tests.readers.tracked import both, by, covered, cut, gone, listed, made, put, run, texts, words

WORDS = st.sampled_from(["清理", "河床", "淤泥", "，", "市水务局", "6月底前", "（", "）", "登记"])
WHO = st.sampled_from(["周岚", "程湾"])
STAYS, COMES, GOES, NEVER = "stays", "comes", "goes", "never"  # NEVER: put in and taken out again
KINDS = st.sampled_from([STAYS, STAYS, COMES, GOES, NEVER])


@dataclass(frozen=True)
class Words:
    text: str
    kind: str
    who: str
    moved: bool

    def xml(self) -> str:
        if self.kind == STAYS:
            return run(self.text)
        if self.kind == COMES:
            return (
                by("moveTo", run(self.text), self.who) if self.moved else put(self.text, self.who)
            )
        if self.kind == GOES:
            if self.moved:
                return by("moveFrom", run(self.text), self.who)
            return cut(self.text, self.who)
        return by("ins", by("del", gone(self.text), "程湾"), "周岚")

    def shown(self, final: bool) -> bool:
        return self.kind in (STAYS, COMES if final else GOES)


@dataclass(frozen=True)
class Paragraph:
    words: tuple[Words, ...]
    end: str
    numbered: bool

    def xml(self) -> str:
        names = {STAYS: (), COMES: ("ins",), GOES: ("del",), NEVER: ("ins", "del")}[self.end]
        marks = "".join(by(name, "") for name in names)
        more = f"<w:rPr>{marks}</w:rPr>"
        properties = listed(more=more) if self.numbered else f"<w:pPr>{more}</w:pPr>"
        return properties + "".join(one.xml() for one in self.words)

    def text(self, final: bool) -> str:
        return "".join(one.text for one in self.words if one.shown(final))

    def ends(self, final: bool) -> bool:
        return self.end in (STAYS, COMES if final else GOES)


some_words = st.builds(Words, WORDS, KINDS, WHO, st.booleans())
paragraphs = st.lists(
    st.builds(Paragraph, st.lists(some_words, max_size=4).map(tuple), KINDS, st.booleans()),
    min_size=1,
    max_size=6,
)


def expected(built: list[Paragraph], final: bool) -> list[str]:
    """What a reader of the state sees: joined paragraphs, numbers counted as Word does."""
    found: list[str] = []
    count, text, numbered = 0, "", False
    for at, one in enumerate(built):
        own = one.text(final)
        if own or not text:
            numbered = one.numbered
        text += own
        last = at == len(built) - 1
        if not one.ends(final) and not (last and text):
            continue
        count += numbered
        if text:
            number = shown_number(count, "chineseCountingThousand") + "、" if numbered else ""
            found.append(number + text)
        text = ""
    return found


@settings(max_examples=30, deadline=None)
@given(paragraphs)
def test_both_states_say_what_was_built(built: list[Paragraph]) -> None:
    document = made(run("开头"), *(one.xml() for one in built))
    found = both(document)
    for final, state in enumerate(found):
        assert texts(state) == ["开头", *expected(built, bool(final))]
        assert_revisions(state, built, bool(final))


def assert_revisions(state: RawDocument, built: list[Paragraph], final: bool) -> None:
    """Every stretch that this state alone shows has its author, and nothing else has one."""
    kinds = {(COMES, False): "insert", (COMES, True): "move to", (GOES, False): "delete"}
    kinds[GOES, True] = "move from"
    changed = [
        (kinds[one.kind, one.moved], one.text, one.who)
        for paragraph in built
        for one in paragraph.words
        if one.kind in (COMES, GOES) and one.shown(final)
    ]
    assert covered(state) == changed
    for one in state.revisions:
        if one.stretches:
            assert "".join(words(state, one.stretches)) == one.text


BLANK = st.sampled_from(["", " ", "　", "  ", "\t", "\u200b"])
SPACED = st.builds("{}{}{}".format, BLANK, WORDS, BLANK)
spaced = st.lists(
    st.builds(
        Paragraph,
        st.lists(st.builds(Words, SPACED, KINDS, WHO, st.booleans()), max_size=4).map(tuple),
        KINDS,
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=30, deadline=None)
@given(spaced)
def test_places_are_exact_in_the_normalised_text(built: list[Paragraph]) -> None:
    document = made(run("开头。"), *(one.xml() for one in built))
    for state in both(document):
        text = normalise(state)
        for one in state.revisions:
            kept = [text.placed(place) for place in one.stretches]
            shown = "".join(text.text[span[0] : span[1]] for span in kept if span)
            assert bare(shown) == (bare(one.text) if one.stretches else "")


def bare(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())
