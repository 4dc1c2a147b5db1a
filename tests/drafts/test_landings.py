"""What became of the opinions on the sample drafts, and what none of them asked for."""

from pathlib import Path

import pytest

from policyparse.drafts.diff import diff
from policyparse.drafts.explained import unexplained
from policyparse.drafts.landings import landed
from policyparse.drafts.scopes import Read
from policyparse.model.diff import Diff, TaskDiff
from tests.conftest import CORPUS
from tests.drafts.tabled import SUFFIXES, judged
from tests.plans import LEXICON, read

# what corpus/README.md plants: opinion, verdict, whether it agrees with the table, the quotation
PLANTED = [
    (2, "landed", True, "配合单位：市应急管理局、公安局"),
    (3, "landed", True, "补助资金按改造进度分期拨付"),
    (4, "landed", True, "牵头单位：市水务局；配合单位：市发改委、住房城乡建设局"),
    (6, "landed", True, "配合单位：市住房城乡建设局、卫生健康委"),
    (7, "not landed", False, "2027年底前完成列入老旧小区改造计划的小区埋地管网更新180公里"),
    (8, "landed", True, "水箱（水池）每半年清洗消毒不少于1次"),
    (11, "not landed", True, "抢修到场时间不超过2小时"),
    (13, "partly", True, "各区人民政府按照核定改造投资的30%予以配套"),
    (15, "landed", True, "改造后小区管网漏损率控制在8%以内"),
]


def sample(table: Path | None = None) -> Diff:
    files = [next((CORPUS / "drafts").glob(f"{n}-*")) for n in (1, 2, 3)]
    old, new = (Read(*read((path,))) for path in files[:2])
    opinions = read((table or files[2],))[0]
    found = diff(old.plan, new.plan, lexicon=(LEXICON,))
    return landed(found, old, new, opinions, lexicon=(LEXICON,))


def test_each_opinion_of_the_sample_has_its_verdict() -> None:
    found = sample().opinions
    assert [(o.n, o.verdict.value, o.agrees) for o in found] == [row[:3] for row in PLANTED]
    for opinion, (*_, quoted) in zip(found, PLANTED, strict=True):
        assert opinion.evidence
        assert quoted in opinion.evidence.text
        assert opinion.table_evidence
        assert opinion.why.endswith("。")


def test_both_parts_of_an_opinion_adopted_in_part_are_quoted() -> None:
    opinion = next(o for o in sample().opinions if o.n == 13)
    assert [(c.verdict.value, c.evidence and c.evidence.text) for c in opinion.changes] == [
        ("not landed", "各区人民政府按照核定改造投资的30%予以配套"),
        ("landed", "对财力困难的区，市级补助比例可适当提高"),
    ]


def test_the_one_change_that_no_opinion_explains_is_found() -> None:
    assert [
        (task.title, change.why)
        for task, change in unexplained(sample())
        if task and not isinstance(change, TaskDiff)
    ] == [("严格涉水产品监管", "“市市场监管局”由配合单位改为牵头单位。")]


def test_every_other_change_has_its_opinion() -> None:
    found = {
        (task.title, change.explained_by)
        for task in sample().tasks
        for changes in (task.responsibility, task.deadlines, task.targets, task.measures)
        for change in changes
    }
    assert found == {
        ("开展排查建档", 6),
        ("实施分批改造", 4),
        ("统一建设标准", 15),
        ("加强水质监测", 8),
        ("强化泵房安全防范", 2),
        ("严格涉水产品监管", None),
        ("落实改造资金", 3),
        ("落实改造资金", 13),
    }


def test_the_rows_of_the_table_are_counted() -> None:
    table = sample().table
    assert table
    assert (table.rows, table.none) == (15, 6)
    assert len(sample().opinions) == table.rows - table.none


def test_a_table_without_opinions_is_said_to_be_one() -> None:
    found = sample(next((CORPUS / "drafts").glob("1-*")))
    assert found.opinions == ()
    assert found.notes[-1].endswith("中没有读出意见，请核对文件。")


def test_the_quotations_are_exact() -> None:
    old, new, table = (read((next((CORPUS / "drafts").glob(f"{n}-*")),))[1].text for n in (1, 2, 3))
    for opinion in sample().opinions:
        places = [(opinion.evidence, new), (opinion.old_evidence, old)]
        places += [(one.evidence, new) for one in opinion.changes]
        places += [(one.old_evidence, old) for one in opinion.changes]
        places += [(one.table_evidence, table) for one in opinion.changes]
        for place, text in (*places, (opinion.table_evidence, table)):
            assert place is None or text[place.start : place.end] == place.text


def test_opinions_of_another_plan_are_left_to_people(shared: Path) -> None:
    """The real note is about a plan that is not there: nothing may be claimed of any other."""
    files = [
        shared / "plans" / name
        for name in ("guangxi-heavy-pollution-action.txt", "guangxi-air-quality-drafting-note.txt")
    ]
    plan, note = (read((path,)) for path in files)
    before = after = Read(*plan)
    found = landed(diff(plan[0], plan[0]), before, after, note[0])
    assert found.table
    assert (found.table.rows, found.table.none) == (47, 32)
    assert {o.verdict.value for o in found.opinions} == {"cannot tell"}
    assert [o.n for o in found.opinions if o.none] == [26, 41]


HEAD = "云屏市雨洪调蓄工作方案\n\n一、主要任务\n"
DITCH = "（一）疏通沟渠。清理支渠40条。（市水利局牵头，市财政局配合）\n"
POND = "（二）扩挖塘坝。9月底前扩挖塘坝12座。（市水利局牵头，市自然资源局配合）\n"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_format_of_the_table_makes_no_difference(suffix: str, tmp_path: Path) -> None:
    new = HEAD + DITCH.replace("配合", "、市审计局配合") + POND.replace("9月", "10月")
    rows = [
        ("市审计局", "建议“疏通沟渠”增加市审计局为配合单位。", "采纳"),
        ("市财政局", "无意见。", ""),
        ("市水利局", "建议将“扩挖塘坝”中的“9月底前”修改为“10月底前”。", "采纳"),
        ("市自然资源局", "建议将市自然资源局移出“扩挖塘坝”的配合单位。", "不采纳"),
    ]
    found = judged(HEAD + DITCH + POND, new, rows, tmp_path, suffix)
    assert [(o.n, o.who, o.verdict.value, o.agrees) for o in found.opinions] == [
        (1, "市审计局", "landed", True),
        (3, "市水利局", "landed", True),
        (4, "市自然资源局", "not landed", True),
    ]
    assert list(unexplained(found)) == []
