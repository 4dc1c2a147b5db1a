"""Clauses: where they end, and that each is its stretch of the text."""

import re
from pathlib import Path

import pytest

from policyparse.matching.clauses import clauses
from policyparse.matching.measures import measures
from tests.matching.pairs import TITLE, found_clauses, plan, vocabulary
from tests.plans import corpus_sets, name_of, read, shared_sets

A_DATE = re.compile("[到至自从于]?[0-9年月日底末上下半前起之内季度—]+")
DOCUMENTS = [*corpus_sets(), *shared_sets()]


def texts(text: str) -> list[str]:
    """The clauses of a task's text, without its title."""
    return [clause.text for clause in found_clauses(text) if not clause.lead]


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_every_clause_is_its_stretch_of_the_text(files: tuple[Path, ...]) -> None:
    made, text = read(files)
    for clause in clauses(made):
        assert clause.text == text.text[clause.start : clause.end]
        quote = clause.evidence()
        assert (quote.text, quote.start, quote.end) == (clause.text, clause.start, clause.end)
        assert text.blocks[quote.block].start <= quote.start < text.blocks[quote.block].end


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_every_measure_is_its_stretch_of_the_text(files: tuple[Path, ...]) -> None:
    made, text = read(files)
    for measure in measures(clauses(made), vocabulary()):
        assert measure.evidence.text == text.text[measure.start : measure.end] != ""


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_no_clause_is_lost_or_read_twice(files: tuple[Path, ...]) -> None:
    made, _ = read(files)
    found = clauses(made)
    grouped = [c for m in measures(found, vocabulary()) for c in m.clauses]
    assert grouped == [c for c in found if c in grouped]
    left_out = [c.text for c in found if c not in grouped]
    assert [text for text in left_out if not A_DATE.fullmatch(text)] == []
    spans = {(c.start, c.end) for c in found}
    assert len(spans) == len({(c.start, c.end, c.task) for c in found})


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_numbers_of_measures_are_unique(files: tuple[Path, ...]) -> None:
    ids = [measure.id for measure in measures(clauses(read(files)[0]), vocabulary())]
    assert len(ids) == len(set(ids))


def test_a_comma_ends_a_clause_and_a_list_mark_does_not() -> None:
    assert texts("更换扶手、护栏，公布投诉电话。") == ["更换扶手、护栏", "公布投诉电话"]


def test_brackets_and_titles_of_documents_are_not_cut() -> None:
    text = "修订《村医管理办法（试行，2024年版）》（含附表，附图），公开征求意见。"
    assert texts(text) == ["修订《村医管理办法（试行，2024年版）》（含附表，附图）", "公开征求意见"]


def test_half_width_marks_cut_as_full_width_ones_do() -> None:
    assert texts("清理校园周边摊点,建立巡查台账;公布处理结果.") == [
        "清理校园周边摊点",
        "建立巡查台账",
        "公布处理结果",
    ]


def test_a_full_stop_within_a_figure_cuts_nothing() -> None:
    assert texts("床位使用率达到85.5%,抽检合格率达到98.0%。") == [
        "床位使用率达到85.5%",
        "抽检合格率达到98.0%",
    ]


def test_a_closing_bracket_too_many_swallows_nothing() -> None:
    assert texts("公布（含托管机构）抽查结果）。更换食堂灶具。")[-1] == "更换食堂灶具"


def test_a_bracket_that_never_closes_swallows_no_other_sentence() -> None:
    assert texts("抽查食堂（含托管机构。更换食堂灶具。")[-1] == "更换食堂灶具"


def test_the_lead_phrase_is_told_from_the_work() -> None:
    leads = [clause.text for clause in found_clauses("公布投诉电话。") if clause.lead]
    assert leads == [TITLE]


def test_a_title_without_any_work_is_work_itself() -> None:
    found = clauses(plan("为独居老人安装门磁报警器。"))
    assert [(clause.text, clause.lead) for clause in found] == [("为独居老人安装门磁报警器", False)]


def test_clauses_know_their_sentence() -> None:
    one, two, three = (
        clause.sentence
        for clause in found_clauses("更换灶具，公布电话。培训厨师。")
        if not clause.lead
    )
    assert one == two < three
