"""Who does it and for whom, where it stands in running text and not in a note."""

from pathlib import Path

import pytest

from policyparse.drafts.explained import unexplained
from policyparse.model import Certainty
from tests.drafts.passages import between, told
from tests.drafts.tabled import judged

NOTE = "（市农业农村局负责）"


@pytest.mark.parametrize(
    ("old", "new", "change", "why"),
    [
        (
            "各区于每月5日前将进展情况报市水利局。",
            "各区于每月5日前将进展情况报市生态环境局。",
            ("handover", "to", "市水利局", "→", "市生态环境局"),
            "“进展情况”的报送对象由“市水利局”改为“市生态环境局”。",
        ),
        (
            "市水利局于6月底前编制围网清拆方案。",
            "市农业农村局于6月底前编制围网清拆方案。",
            ("handover", "who", "市水利局", "→", "市农业农村局"),
            "“围网清拆方案”的承办单位由“市水利局”改为“市农业农村局”。",
        ),
    ],
)
def test_another_unit_hands_over_or_receives(
    old: str, new: str, change: tuple[str, ...], why: str
) -> None:
    task = between(f"拆除围网。{old}{NOTE}", f"拆除围网。{new}{NOTE}")
    assert told(task) == {change}
    (handover,) = task.handovers
    assert handover.why == why
    assert handover.certainty is Certainty.LIKELY
    assert handover.old_evidence[0].text in old
    assert handover.new_evidence[0].text in new
    assert [one.unit for one in task.wording] == [False]


def test_a_unit_renamed_in_running_text_is_no_other_unit() -> None:
    old = f"拆除围网。各区于每月5日前将进展情况报市环保局。{NOTE}"
    task = between(old, old.replace("环保局", "生态环境局"))
    assert told(task) == set()
    assert [one.unit for one in task.wording] == [False]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("由市水利局组织拆除废弃围网200处。", "由市财政局组织拆除废弃围网200处。"),
        ("拆除废弃围网200处，残料交市水利局处置。", "拆除废弃围网200处，残料交市城管局处置。"),
    ],
)
def test_a_unit_changed_in_other_words_is_marked_in_the_wording(old: str, new: str) -> None:
    task = between(f"拆除围网。{old}{NOTE}", f"拆除围网。{new}{NOTE}")
    assert told(task) == set()
    (change,) = task.wording
    assert change.unit
    assert "局" in change.old


def test_words_without_a_unit_are_not_marked() -> None:
    task = between(f"拆除围网。拆除废弃围网。{NOTE}", f"拆除围网。清拆废弃围网。{NOTE}")
    assert [one.unit for one in task.wording] == [False]


@pytest.mark.parametrize(("asked", "by"), [("市水利局", None), ("市生态环境局", 1)])
def test_another_receiver_has_the_opinion_that_asked_for_it(
    asked: str, by: int | None, tmp_path: Path
) -> None:
    head = "云岭市围网清拆工作方案\n\n一、主要任务\n\n"
    old = f"{head}（一）拆除围网。各区于每月5日前将进展情况报市水利局。{NOTE}\n"
    row = ("市水利局", f"建议将“进展情况报市水利局”改为“进展情况报{asked}”。", "采纳")
    found = judged(old, old.replace("报市水利局", "报市生态环境局"), [row], tmp_path)
    (handover,) = found.tasks[0].handovers
    assert handover.explained_by == by
    assert [change for _, change in unexplained(found)] == ([] if by else [handover])
