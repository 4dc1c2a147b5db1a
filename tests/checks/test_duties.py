"""Rules on units, dates and rosters in whole plans: what must be found, what is not forgiven."""

from collections import Counter
from pathlib import Path

import pytest

from policyparse.checks.registry import select
from policyparse.checks.run import run
from policyparse.checks.subject import Subject
from policyparse.model.check import Finding
from policyparse.pipeline import parse_set, parse_with_text
from tests.plans import LEXICON

OURS = select(("PP2", "PP3", "PP8"))


def findings(plan: str, folder: Path) -> tuple[Finding, ...]:
    """What the rules find in an invented plan."""
    path = folder / "方案.txt"
    path.write_text(plan, encoding="utf-8")
    return run(Subject.of(*parse_with_text(path)), OURS)


def quoted(found: tuple[Finding, ...], code: str) -> list[str]:
    """The words that findings of one rule quote, finding by finding."""
    return ["|".join(e.text for e in one.evidence) for one in found if one.code == code]


@pytest.mark.parametrize(
    ("plan", "code", "words"),
    [
        ("qinzhou-2018-2020-air-plan.txt", "PP201", "燃煤电厂全部完成超低排放改造"),
        ("qinzhou-2018-2020-air-plan.txt", "PP201", "“散乱污”企业及集群综合整治"),
        ("qinzhou-2018-2020-air-plan.txt", "PP201", "10蒸吨及以下燃煤锅炉"),
        ("guigang-2023-air-plan.md", "PP202", "市城市管理监督局"),
        ("guigang-2023-air-plan.md", "PP303", "2023年8月前|2023年8月前|2023年8月底前"),
        ("qixing-2023-air-plan.txt", "PP302", "2023年5月31日前|2023年5月26日"),
        ("qixing-2023-air-plan.txt", "PP802", "区教育局"),
        ("qixing-2023-air-plan.txt", "PP801", "区政管办"),
        ("qixing-2023-air-plan.txt", "PP803", "区污染天气应急指挥部成员单位"),
        ("qixing-2023-air-plan.txt", "PP803", "区大气污染防治领导小组办公室"),
    ],
)
def test_what_real_plans_are_known_for_is_found(
    shared: Path, plan: str, code: str, words: str
) -> None:
    found = run(Subject.of(*parse_with_text(shared / "plans" / plan)), OURS)
    assert any(words in places for places in quoted(found, code))


def test_real_plans_get_few_findings_and_no_rule_repeats_itself(shared: Path) -> None:
    for path in sorted((shared / "plans").iterdir()):
        found = run(Subject.of(*parse_with_text(path)), OURS)
        often = Counter(finding.code for finding in found)
        assert len(found) <= 8, path.name
        assert all(often[code] <= 1 for code in ("PP206", "PP305", "PP801", "PP802")), path.name


@pytest.mark.parametrize(
    ("first", "code", "words"),
    [
        ("03-", "PP306", "9月底前"),
        ("02-", "PP801", "市数据局"),
        ("02-", "PP802", "市审计局"),
    ],
)
def test_what_is_planted_in_the_corpus_is_found_and_nothing_else(
    corpus: Path, first: str, code: str, words: str
) -> None:
    files = sorted(corpus.glob(f"{first}*"), key=lambda path: path.suffix == ".xlsx")
    subject = Subject.of(*parse_set(files, (LEXICON,)), (LEXICON,))
    found = run(subject, OURS)
    assert any(words in places for places in quoted(found, code))
    assert {one.code for one in found} <= {"PP306", "PP801", "PP802", "PP206"}
    assert len(found) == len({one.code for one in found})


BY_DUTY = """溪口市养老服务工作方案（2025年）
一、主要任务
（一）扩大服务供给。新建社区食堂40个，持续开展探访关爱。（市民政局、财政局等按职责分工负责）
（二）提高服务质量。市卫生健康委牵头开展医养结合签约，常态化开展巡诊。（市民政局、卫生健康委按职责分工负责）
（三）加强监管。定期开展联合检查。（市民政局、市场监管局、消防救援支队、公安局、住房城乡建设局等按职责分工负责）
（四）营造氛围。广泛宣传敬老典型。
各有关部门要按照职责分工抓好落实。
"""

MANY_LEADS = """溪口市养老服务工作方案（2025年）
一、扩大服务供给。新建社区食堂。（牵头单位：市民政局、财政局、商务局、农业农村局）
二、提高服务质量。开展巡诊签约。（牵头单位：市民政局、卫生健康委、医保局、教育局、体育局）
三、加强监管。开展联合检查。（牵头单位：市民政局、市场监管局、公安局、应急局、住房城乡建设局）
四、营造氛围。宣传敬老典型。（牵头单位：市委宣传部、市民政局、文化广电和旅游局、团市委）
"""

ROSTER = """溪口市养老服务工作方案（2025年）
一、组织机构
成立溪口市养老服务工作领导小组，成员名单如下：
组　长：孟　川　市委副书记、市长
副组长：温　岭　副市长
成　员：林　舟　市发展和改革委员会主任
　　　　秦　岳　市公安局东浦分局局长
　　　　苏　帆　市政府办公室主任
　　　　葛　山　市纪委副书记
　　　　黎　原　市督查和绩效考评办公室主任
　　　　贺　川　市审计局局长
　　　　龙　岩　市统计局局长
　　　　段　江　云门街道办事处主任
领导小组办公室设在市民政局。
二、主要任务
（一）扩大服务供给。新建社区食堂。（牵头单位：市发改委；配合单位：东浦公安分局；责任单位：各街道）
（二）提高服务质量。开展巡诊签约。（牵头单位：领导小组办公室；责任单位：领导小组成员单位）
"""


def test_what_is_shared_out_by_duty_is_queried_neither_for_leads_nor_for_dates(
    tmp_path: Path,
) -> None:
    assert findings(BY_DUTY, tmp_path) == ()


def test_many_tasks_with_many_leads_are_one_finding(tmp_path: Path) -> None:
    assert [one.code for one in findings(MANY_LEADS, tmp_path)] == ["PP206"]


def test_members_without_a_task_are_one_finding_without_those_who_need_none(
    tmp_path: Path,
) -> None:
    found = findings(ROSTER, tmp_path)
    assert quoted(found, "PP802") == ["市审计局|市统计局"]
    assert {one.code for one in found} == {"PP802"}
