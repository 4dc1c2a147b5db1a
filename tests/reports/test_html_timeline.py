"""Deadlines by unit and date: dated, recurring, undated, each once."""

from datetime import date

from policyparse.model import Role
from policyparse.reports.dates import entries_of
from policyparse.reports.places import SourceTexts
from policyparse.reports.timeline import timeline_view
from tests.graph.made_plans import Draft, city, texts_of
from tests.reports.html_page import TODAY

BY_JUNE = {"kind": "by", "end": "2026-06-30", "precision": "month"}


def shelf(draft: Draft) -> SourceTexts:
    return SourceTexts([draft.name], [draft.plan], texts_of(draft))


def test_a_deadline_in_a_hand_over_is_its_units_and_not_the_leads() -> None:
    view = timeline_view(shelf(city()), TODAY)
    (due,) = view.due
    assert (due.raw.text, due.iso, due.what.text) == ("2026年5月底前", "2026-05-31", "灌区改造方案")
    assert [unit.text for unit in due.units] == ["市水利局"]
    assert due.state == "本月到期"
    assert [row.raw.text for row in view.standing] == ["每季度"]


def test_the_calendar_has_a_row_for_each_unit_and_only_months_in_use() -> None:
    draft = Draft("a.txt", "云屏市节水方案")
    for number, month in ((1, "2026-06-30"), (2, "2027-01-31")):
        year, words = month[:4], f"{month[:4]}年{int(month[5:7])}月底前"
        draft.task(
            f"{number}.",
            "建设管网",
            body=f"{words}完成。",
            units={Role.LEAD: ["市水利局", "市住建局"], Role.SUPPORT: ["市财政局"]},
            dates=[(words, {"kind": "by", "end": month})],
        )
        assert year
    view = timeline_view(shelf(draft), None)
    assert view.years == (("2026年", 1), ("2027年", 1))
    assert view.months == ("6月", "1月")
    assert [(row.unit.text, row.total.text) for row in view.calendar] == [
        ("市水利局", "2"),
        ("市住建局", "2"),
    ]
    assert [cell.text for cell in view.calendar[0].cells if cell] == ["1", "1"]


def test_a_repeated_date_is_one_entry_with_both_places() -> None:
    draft = Draft("a.txt", "云屏市节水方案")
    draft.task("1.", "建设管网", body="6月底前开工。", dates=[("6月底前", BY_JUNE)])
    task = draft.tasks[0]
    draft.tasks[0] = task.model_copy(update={"deadlines": task.deadlines * 2})
    source = shelf(draft).all[0]
    (entry,) = entries_of(source, draft.tasks[0], None)
    assert len(entry.evidence) == 2


def test_a_hand_over_whose_date_stands_before_it_takes_that_date() -> None:
    draft = Draft("a.txt", "云屏市节水方案")
    handover = {"who": ("市水利局",), "what": "管网方案", "by": "2026-06-30"}
    draft.task(
        "1.",
        "建设管网",
        body="6月底前完成前期工作，市水利局报送管网方案。",
        dates=[("6月底前", BY_JUNE)],
        handovers=[("市水利局报送管网方案", handover)],
    )
    (row,) = timeline_view(shelf(draft), date(2026, 7, 2)).due
    assert (row.raw.text, row.what.text, row.state) == ("6月底前", "管网方案", "已过期")


def test_what_gives_no_date_is_listed_apart() -> None:
    draft = Draft("a.txt", "云屏市节水方案")
    draft.task("1.", "防汛", body="汛期加强巡查。", dates=[("汛期", {"kind": "during"})])
    view = timeline_view(shelf(draft), TODAY)
    assert not view.due
    assert [(row.raw.text, row.units[0].text) for row in view.undated] == [("汛期", "未写明单位")]
