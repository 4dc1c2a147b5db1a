"""The first page: totals that reconcile and only what is sure."""

from policyparse.model import Certainty, Role
from tests.graph.made_plans import Draft, city, district, region
from tests.reports.html_page import Page


def test_totals_are_the_sum_of_the_documents() -> None:
    page = Page.of(region(), city(), district())
    rows = page.rows("//table[@class='counts']")
    body, total = rows[1:-1], rows[-1]
    for column in (1, 2, 3, 5, 6, 7, 8, 9, 10):
        assert sum(int(row[column]) for row in body) == int(total[column])
    assert total[1:6] == ["5", "4", "1", "10", "12"]


def test_points_name_counts_and_lead_to_their_section() -> None:
    page = Page.of(region(), city(), district())
    words = page.words("overview")
    assert "1项任务未写明牵头单位（文2 1项），其中保障措施1项。" in words
    assert "1项任务有3个以上牵头单位（文2 1项）。" in words
    assert "2个单位在所列任务中只承担配合职责。" in words
    assert "按日期推算，本月到期1处，已过期0处" in words


def test_a_document_by_duty_is_one_line_and_not_one_a_task() -> None:
    draft = Draft("d.txt", "云屏市节水方案")
    for number in range(1, 6):
        draft.task(
            f"{number}.",
            f"第{number}项工作",
            units={Role.RESPONSIBLE: ["市水利局"]},
            by_duty=True,
        )
    page = Page.of(draft)
    line = "文1《云屏市节水方案》主要采用“按职责分工”的写法（5项任务），不逐项区分牵头单位"
    assert page.words("overview").count(line) == 1
    assert "未写明牵头单位的任务0项" in page.words("gaps")
    assert page.words("gaps").count(line) == 1


def test_unsure_values_stay_off_the_front_page() -> None:
    draft = city()
    task = draft.tasks[1]
    unsure = task.assignments[0].model_copy(update={"certainty": Certainty.UNSURE})
    likely = task.targets[0].model_copy(update={"certainty": Certainty.LIKELY})
    draft.tasks[1] = task.model_copy(
        update={"assignments": (unsure, *task.assignments[1:]), "targets": (likely,)}
    )
    page = Page.of(draft)
    assert "没有把握的内容2条" in page.words("overview")
    assert "市教育局（牵头单位）：存疑（请核实）" in page.words("doubts")
    assert "由上下文推断的内容1项" in page.words("doubts")
    assert "市教育局（请核实）" in page.words("doc1")


def test_without_a_date_nothing_is_called_due() -> None:
    page = Page.of(city(), today=None)
    assert "本月到期" not in page.words("timeline")
    assert "已过期" not in page.words("overview")
