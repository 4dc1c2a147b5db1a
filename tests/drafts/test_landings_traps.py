"""Opinions that are easily misjudged: on plans of other fields, each with its own trap."""

from pathlib import Path

import pytest

from policyparse.drafts.explained import perhaps, unexplained
from policyparse.model.diff import Diff, TaskDiff
from tests.drafts.opinion_cases import CASES, LODGING, Edits
from tests.drafts.tabled import judged


def edited(text: str, edits: Edits) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def after(plan: str, edits: Edits, *said: tuple[str, str], folder: Path) -> Diff:
    """What became of the opinions, each of a unit and all adopted."""
    rows = [(who, opinion, "采纳") for who, opinion in said]
    return judged(plan, edited(plan, edits), rows, folder)


@pytest.mark.parametrize(
    ("plan", "edits", "said", "verdict", "why"),
    [case[1:] for case in CASES],
    ids=[c[0] for c in CASES],
)
def test_an_opinion_has_its_verdict(
    plan: str, edits: Edits, said: tuple[str, str], verdict: str, why: str, tmp_path: Path
) -> None:
    (opinion,) = after(plan, edits, said, folder=tmp_path).opinions
    assert opinion.verdict.value == verdict, opinion.why
    assert why in opinion.why


def test_what_was_asked_for_elsewhere_explains_nothing(tmp_path: Path) -> None:
    found = after(
        LODGING,
        (("市财政局）", "市财政局、市教育局）"),),
        ("市教育局", "建议“加强人才培训”增加市教育局为配合单位。"),
        folder=tmp_path,
    )
    (row,) = unexplained(found)
    assert row[0]
    assert row[0].title == "培育特色品牌"
    assert perhaps(found, row) == (1,)


def test_an_opinion_that_cannot_be_read_may_be_behind_a_change_of_its_own_unit(
    tmp_path: Path,
) -> None:
    found = after(
        LODGING,
        (("市发改委）", "市发改委、市商务局）"),),
        ("市商务局", "建议进一步做好价格管理方面的分工。"),
        ("市统计局", "建议进一步做好统计方面的分工。"),
        folder=tmp_path,
    )
    (row,) = unexplained(found)
    assert perhaps(found, row) == (1,)


def test_an_opinion_that_was_not_adopted_and_landed_all_the_same_is_said(tmp_path: Path) -> None:
    rows = [("市交通运输局", "建议将“旅游公路改造60公里”改为“旅游公路改造40公里”。", "不采纳")]
    new = edited(LODGING, (("60公里", "40公里"),))
    (opinion,) = judged(LODGING, new, rows, tmp_path).opinions
    assert (opinion.verdict.value, opinion.agrees) == ("landed", False)
    assert "意见表为不采纳，请核实" in opinion.why


def test_an_adoption_beside_no_opinion_is_left_to_people(tmp_path: Path) -> None:
    rows = [("市民政局", "无意见。", "采纳"), ("市教育局", "无意见。", "")]
    (opinion,) = judged(LODGING, LODGING, rows, tmp_path).opinions
    assert (opinion.n, opinion.none, opinion.verdict.value) == (1, True, "cannot tell")


def test_a_task_that_was_asked_for_is_explained_and_another_is_not(tmp_path: Path) -> None:
    both = (
        "4.推进数据共享。每月5日前汇总入住数据。（牵头单位：市数据局）\n"
        "5.推广诚信经营。2026年底前建立信用档案。（牵头单位：市市场监管局）\n（二）提升"
    )
    found = after(
        LODGING,
        (("（二）提升", both),),
        ("市数据局", "建议在第二条第（一）项增加一条：“推进数据共享。每月5日前汇总入住数据。”"),
        folder=tmp_path,
    )
    assert [o.verdict.value for o in found.opinions] == ["landed"]
    rows = [(task.title, change) for task, change in unexplained(found) if task]
    assert [(title, isinstance(change, TaskDiff)) for title, change in rows] == [
        ("推广诚信经营", True)
    ]


def test_a_row_of_an_annexed_table_is_found_by_its_number(tmp_path: Path) -> None:
    table = """<p>一、主要任务</p><p>（一）摸清底数。4月底前完成普查。（市市场监管局牵头）</p>
<p>附件 重点任务分解表</p><table><tr><td>序号</td><td>工作任务</td><td>具体措施</td>
<td>完成时限</td><td>牵头单位</td><td>配合单位</td></tr>
<tr><td>1</td><td>筹措更新资金</td><td>设立更新补助</td><td>6月底前</td><td>市财政局</td>
<td>市审计局</td></tr>
<tr><td>2</td><td>实施电梯更新</td><td>更新电梯200部</td><td>11月底前</td>
<td>市住房城乡建设局</td><td>市公安局</td></tr></table>"""
    new = table.replace("市公安局", "市公安局、市民政局")
    rows = [
        ("市民政局", "建议附件第2项增加市民政局为配合单位。", "采纳"),
        ("市统计局", "建议附件第1项增加市统计局为配合单位。", "采纳"),
    ]
    found = judged(table, new, rows, tmp_path, drafts=".html")
    assert [o.verdict.value for o in found.opinions] == ["landed", "not landed"]
    assert list(unexplained(found)) == []
