"""All replies together: whose they are, their order, and totals that reconcile."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.extract.gathered import SortBy, gathered
from policyparse.extract.replies import ANNEXED
from policyparse.grammar.replies import ReplyGrammar
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.load import load
from policyparse.model import Certainty, Evidence
from policyparse.model.reply import (
    Asked,
    Naming,
    Origin,
    Replies,
    Reply,
    ReplyKind,
    Suggestion,
)

GRAMMAR = ReplyGrammar(UnitNames(load()))
ASKED = ("市财政局", "市水利局", "市教育局", "云台区人民政府")


def asked(*names: str) -> tuple[Asked, ...]:
    return tuple(Asked(name=name, mention=name) for name in names)


def place(text: str) -> Evidence:
    return Evidence(text=text, start=0, end=len(text), block=0)


def reply(
    source: str, *units: str, rows: tuple[str, ...] = (), origin: Origin = Origin.SIGNATURE
) -> Reply:
    """A reply with opinions, or one that says 无意见."""
    return Reply(
        source=source,
        namings=tuple(Naming(name=unit, origin=origin) for unit in units),
        kind=ReplyKind.OPINIONS if rows else ReplyKind.NONE,
        suggestions=tuple(
            Suggestion(text=text, clause=text[:3], evidence=(place(text),)) for text in rows
        ),
        none=() if rows else (place("无意见"),),
        documents=("岚江市湿地保护行动计划",),
    )


def of(*replies: Reply, sort: SortBy = SortBy.UNIT) -> Replies:
    return gathered(GRAMMAR, asked(*ASKED), replies, sort=sort)


def test_names_are_those_of_the_list() -> None:
    found = of(reply("甲.txt", "岚江市财政局"), reply("乙.txt", "岚江市水务局", rows=("第一条",)))
    assert [one.units for one in found.replies] == [("市财政局",), ("市水利局",)]
    assert (found.totals.none, found.totals.opinions) == (("市财政局",), ("市水利局",))
    assert found.totals.silent == ("市教育局", "云台区人民政府")
    assert [unit.certainty for unit in found.units] == [Certainty.SURE, Certainty.LIKELY]


def test_a_unit_off_the_list_is_named_and_not_counted_as_answered() -> None:
    found = of(reply("甲.txt", "岚江市林业局", rows=("第一条",)))
    assert (found.totals.unlisted, found.totals.answered) == (("岚江市林业局",), 0)
    assert found.totals.rows == 1


def test_joint_replies_count_once_as_rows_and_for_each_unit() -> None:
    found = of(reply("甲.txt", "市财政局", "市教育局", rows=("第一条", "第二条")))
    assert found.totals.rows == 2
    assert [(unit.unit, unit.opinions) for unit in found.units] == [
        ("市财政局", 2),
        ("市教育局", 2),
    ]


def test_several_replies_of_a_unit_are_kept_and_said() -> None:
    found = of(reply("甲.txt", "市财政局"), reply("乙.txt", "市财政局", rows=("第一条",)))
    (unit,) = found.units
    assert (unit.kind, unit.sources) == (ReplyKind.OPINIONS, ("甲.txt", "乙.txt"))
    assert any("2份回复" in note for note in found.notes)
    assert any("有的回复写“无意见”" in note for note in found.notes)


def test_what_cannot_be_told_is_not_none() -> None:
    unclear = reply("甲.pdf", "市财政局").model_copy(update={"kind": ReplyKind.UNCLEAR, "none": ()})
    assert of(unclear, reply("甲.docx", "市财政局")).totals.unclear == ("市财政局",)


def test_a_letter_and_its_annex_are_one_reply() -> None:
    letter = reply("函.pdf", "市财政局").model_copy(
        update={"kind": ReplyKind.UNCLEAR, "none": (), "doubts": (ANNEXED,)}
    )
    found = of(letter, reply("表.docx", "市财政局", rows=("第一条",)))
    assert found.totals.opinions == ("市财政局",)
    assert found.units[0].doubts == ()


def test_the_same_reply_in_two_files_counts_once() -> None:
    found = of(*(reply(name, "市财政局", rows=("第一条",)) for name in ("甲.docx", "甲.pdf")))
    assert (found.totals.rows, found.replies[1].copy_of) == (1, "甲.docx")


def test_a_file_name_that_disagrees_with_the_signature_is_queried() -> None:
    made = reply("教育局回复.txt", "市财政局", rows=("第一条",))
    names = (*made.namings, Naming(name="教育局", origin=Origin.FILE_NAME))
    (found,) = of(made.model_copy(update={"namings": names})).replies
    assert found.units == ("市财政局",)
    assert found.doubts == ("落款为“市财政局”，文件名为“市教育局”，请核实是哪个单位的意见",)


def test_only_a_file_name_is_believed_with_a_query() -> None:
    (found,) = of(reply("甲.txt", "财政局", origin=Origin.FILE_NAME)).replies
    assert (found.units, found.doubts) == (("市财政局",), ("单位只见于文件名，请核实",))


def test_two_units_in_a_file_name_are_nobody() -> None:
    found = of(reply("甲.txt", "财政局", "教育局", origin=Origin.FILE_NAME))
    assert found.replies[0].units == ()
    assert found.totals.unknown == ("甲.txt",)


def test_collective_units_are_not_counted_but_said() -> None:
    names = (*asked("市财政局"), Asked(name="各有关企业", mention="各有关企业", collective=True))
    found = gathered(GRAMMAR, names, [reply("甲.txt", "市财政局")])
    assert (found.totals.sent, found.totals.silent) == (1, ())
    assert any("各有关企业" in note for note in found.notes)


def test_a_county_is_one_of_all_counties() -> None:
    name = "各县（市、区）人民政府"
    names = (*asked("市财政局"), Asked(name=name, mention=name, collective=True))
    found = gathered(
        GRAMMAR, names, [reply("甲.txt", "松岭县人民政府"), reply("乙.txt", "市林业局")]
    )
    assert (found.totals.collective, found.totals.unlisted) == (("松岭县人民政府",), ("市林业局",))
    assert found.totals.silent == ("市财政局",)


def test_rows_stand_by_unit_or_by_clause() -> None:
    replies = (
        reply("乙.txt", "市水利局", rows=("第十条", "第二条")),
        reply("甲.txt", "市财政局", rows=("第三条", "全文格")),
    )
    by_unit = [row.text for _, row in of(*replies).rows]
    by_clause = [row.text for _, row in of(*replies, sort=SortBy.CLAUSE).rows]
    assert by_unit == ["第三条", "全文格", "第十条", "第二条"]
    assert by_clause == ["全文格", "第二条", "第三条", "第十条"]


@st.composite
def folders(draw: st.DrawFn) -> tuple[Reply, ...]:
    """Any replies of any units, some joint, some of nobody, some twice."""
    units = st.lists(st.sampled_from((*ASKED, "岚江市财政局", "市林业局")), max_size=2, unique=True)
    rows = st.lists(st.sampled_from(("第一条甲", "第二条乙", "第三条丙")), max_size=3, unique=True)
    origin = st.sampled_from((Origin.SIGNATURE, Origin.FILE_NAME))
    count = draw(st.integers(0, 6))
    return tuple(
        reply(f"{n}.txt", *draw(units), rows=tuple(draw(rows)), origin=draw(origin))
        for n in range(count)
    )


@given(folders(), st.sampled_from(SortBy))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_totals_reconcile(replies: tuple[Reply, ...], sort: SortBy) -> None:
    found = of(*replies, sort=sort)
    counts = found.totals
    assert counts.sent == counts.answered + len(counts.silent) == len(ASKED)
    assert counts.answered == len((*counts.none, *counts.opinions, *counts.unclear))
    assert counts.rows == len(found.rows)
    assert [row.n for _, row in found.rows] == list(range(1, counts.rows + 1))
    kept = {row.text for _, row in found.rows}
    assert kept == {row.text for one in replies for row in one.suggestions}
    for unit in found.units:
        own = [r for r in found.replies if unit.unit in r.units]
        assert unit.opinions == sum(len(r.suggestions) for r in own)
        assert (unit.kind is ReplyKind.OPINIONS) == any(r.kind is ReplyKind.OPINIONS for r in own)
    assert set(counts.unknown) == {r.source for r in found.replies if not r.units}
