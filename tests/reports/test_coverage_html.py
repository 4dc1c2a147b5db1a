"""The coverage page: what it says first, what it marks, what its links lead to."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from policyparse.comparison.compare import compare
from policyparse.comparison.findings import findings, front
from policyparse.comparison.tasklist import merge
from policyparse.comparison.trace import trace
from policyparse.model import Plan
from policyparse.model.comparison import (
    Comparison,
    MeasureState,
    Owner,
    Relation,
    RelationKind,
    Review,
    ReviewResult,
)
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.tasklist import TaskList
from policyparse.model.trace import Trace
from policyparse.pipeline import parse_set, parse_with_text
from policyparse.reports.coverage_html import render_coverage
from policyparse.reports.coverage_names import as_told, in_text_order, short_place
from tests.conftest import CORPUS
from tests.plans import LEXICON
from tests.reports.coverage_builder import compared

TODAY = date(2026, 6, 1)
ABOVE = """澜政办发〔2026〕52号
澜江省渔港安全整治方案（2026年）
二、主要任务
（一）整治渔港隐患
1.清理港区障碍。逐段清理港池淤泥。全部拆除侵占码头的违法棚屋。为夜间作业码头安装助航灯桩。\
码头通道不得堆放网具。（省农业农村厅牵头，省交通运输厅参与）
2.管好渔船加油。运用船舶定位、油量监测、视频巡查等技术手段监管渔船加油。\
每艘渔船每年检查不少于4次。2026年9月底前完成加油船登记。（省农业农村厅牵头）
"""
BELOW = """云屏市渔港安全整治实施方案（2026年）
根据《澜江省渔港安全整治方案（2026年）》（澜政办发〔2026〕52号），制定本方案。
二、主要任务
（一）整治渔港隐患
1.清理港区障碍。逐段清理港池淤泥。对侵占码头的违法棚屋开展<整治>。\
码头通道不得堆放网具。（牵头单位：市农业农村局；配合单位：市交通运输局、市水务局）
2.管好渔船加油。运用船舶定位、视频巡查等技术手段监管渔船加油。\
每艘渔船每年检查不少于2次。2026年11月底前完成加油船登记。（牵头单位：市农业农村局）
3.修建渔民驿站。建成渔民驿站2处。（牵头单位：市农业农村局）
"""


@dataclass(frozen=True)
class Page:
    """A rendered page, read back."""

    text: str
    texts: tuple[str, ...] = ()

    @cached_property
    def tree(self) -> Any:
        return html.document_fromstring(self.text)

    def words(self, path: str) -> str:
        found = self.tree.xpath(path)
        return re.sub(r"\s+", " ", " ".join(one.text_content() for one in found)).strip()


@dataclass(frozen=True)
class Made:
    """Two plans with their texts."""

    upper: Plan
    lower: Plan
    texts: dict[str, str]
    comparison: Comparison

    def page(
        self,
        *comparisons: Comparison,
        tasks: TaskList | None = None,
        way: Trace | None = None,
        plans: bool = True,
    ) -> Page:
        text = render_coverage(
            comparisons or (self.comparison,),
            texts=self.texts,
            today=TODAY,
            trace=way,
            task_list=tasks,
            plans=(self.upper, self.lower) if plans else (),
            lexicon=(LEXICON,),
        )
        return Page(text, tuple(self.texts.values()))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("plans")
    plans, texts = [], {}
    for name, content in (("省.txt", ABOVE), ("市.txt", BELOW)):
        (folder / name).write_text(content, encoding="utf-8")
        plan, text = parse_with_text(folder / name, (LEXICON,))
        plans.append(plan)
        texts[name] = text.text
    upper, lower = plans
    return Made(upper, lower, texts, compare(upper, lower, lexicon=(LEXICON,), texts=texts))


@pytest.fixture(scope="module")
def page(made: Made) -> Page:
    return made.page()


def test_the_relation_comes_first(page: Page) -> None:
    words = page.words("//*[@id='overview']")
    assert words.index("直接承接") < words.index("已体现") < words.index("主要发现")
    assert "2026年6月1日" in words


def test_the_front_has_the_findings_with_both_quotes(page: Page) -> None:
    words = page.words("//ol[contains(@class, 'findings')]")
    assert "拆除 → 整治" in words
    assert "安装助航灯桩" in words
    assert "每艘渔船每年检查不少于4次" in words
    assert words.count("为什么要看：") == words.count("上级原文")


def test_differences_are_marked_by_elements_that_carry_a_sign(page: Page) -> None:
    gone = [one.text_content() for one in page.tree.xpath("//tr[contains(@class,'m ')]//del")]
    new = [one.text_content() for one in page.tree.xpath("//tr[contains(@class,'m ')]//ins")]
    assert any("全部拆除" in text for text in gone)
    assert any("开展" in text for text in new)
    assert 'del::before { content: "〔"' in page.text
    assert "border-bottom: 2px dotted" in page.text


def test_what_is_not_found_shows_the_nearest_passage_and_where_was_looked(page: Page) -> None:
    words = page.words("//tr[contains(@class, 'missing')][contains(., '助航灯桩')]")
    assert "×" in words
    assert "未见对应内容" in words
    assert "查找范围：" in words
    assert "最接近的表述" in words or "没有相近的表述" in words


def test_units_figures_dates_and_additions_have_their_tables(page: Page) -> None:
    units = page.words("//table[contains(@class, 'units')]")
    assert "对应一致" in units
    assert "本级新增" in units
    assert "市水务局" in units
    assert "宽于上级" in page.words("//*[@id='targets']")
    assert "推后" in page.words("//*[@id='deadlines']")
    assert "修建渔民驿站" in page.words("//*[@id='added']")


def test_every_inner_link_has_its_place(page: Page) -> None:
    ids = set(page.tree.xpath("//@id"))
    for href in page.tree.xpath("//a/@href"):
        assert href.startswith("#")
        assert href[1:] in ids


def test_links_lead_to_the_very_words(page: Page) -> None:
    for link in page.tree.xpath("//*[contains(@class, 'quote')]/a[@data-at]"):
        index, start, end = re.fullmatch(r"(\d+):(\d+)-(\d+)", link.get("data-at")).groups()  # type: ignore[union-attr]
        words = page.texts[int(index) - 1][int(start) : int(end)]
        assert re.sub(r"\s", "", words) == re.sub(r"\s", "", link.text_content())


def test_nothing_is_loaded_and_everything_escaped(page: Page) -> None:
    assert "<整治>" not in page.text
    assert "&lt;整治&gt;" in page.text
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page.text)
    assert "default-src &#39;none&#39;" in page.text or "default-src 'none'" in page.text


def test_the_same_input_gives_the_same_bytes(made: Made, page: Page) -> None:
    assert made.page().text == page.text


def test_the_page_works_without_its_script(page: Page) -> None:
    (group,) = page.tree.xpath("//*[contains(@class, 'filter')]")
    assert group.get("hidden") is not None
    assert not page.tree.xpath("//tr[contains(@class, 'off')]")


def test_several_lower_plans_give_one_matrix(made: Made) -> None:
    other = made.comparison.model_copy(
        update={"relation": Relation(kind=RelationKind.PEER, why="同级。")}
    )
    page = made.page(made.comparison, other)
    cells = page.tree.xpath("//*[@id='cells']//tbody/tr[1]/td/a")
    assert [cell.get("href") for cell in cells] == ["#p1-t1", "#p2-t1"]
    assert "已体现" in cells[0].get("aria-label")
    assert "供参考" in page.words("//*[@id='p2']")


def test_an_absent_annex_is_said_at_each_gap(made: Made) -> None:
    searched = ("主要任务3项", "附件《渔港名录》未提供")
    page = made.page(made.comparison.model_copy(update={"searched": searched}))
    assert "正文未见，附件未提供" in page.words("//tr[contains(@class, 'missing')]")
    assert "正文未见，附件未提供" in page.words("//*[@id='overview']")


def test_hints_and_reviews_stand_at_the_measure(made: Made) -> None:
    review = Review(result=ReviewResult.ELSEWHERE, reason="《港航计划》第四条", by="办公室")
    tasks = tuple(
        task.model_copy(
            update={
                "measures": tuple(
                    m.model_copy(update={"owner": Owner.ABSENT, "review": review})
                    if m.state is MeasureState.MISSING
                    else m
                    for m in task.measures
                )
            }
        )
        for task in made.comparison.tasks
    )
    page = made.page(made.comparison.model_copy(update={"tasks": tasks}))
    words = page.words("//tr[contains(@class, 'reviewed')]")
    assert "可能不涉及" in words
    assert "核对结果：另文落实（文件及条款）（《港航计划》第四条）" in words


def test_without_the_plans_the_page_still_stands(made: Made) -> None:
    page = made.page(plans=False)
    assert "拆除 → 整治" in page.words("//ol[contains(@class, 'findings')]")
    assert "二、（一）1." in page.words("//*[@id='tasks']")


def test_the_merged_list_and_the_way_through_three_levels(made: Made) -> None:
    tasks = merge([made.upper, made.lower])
    way = trace(
        made.comparison,
        compare(made.lower, made.lower, lexicon=(LEXICON,)),
        made.comparison,
    )
    page = made.page(tasks=tasks, way=way)
    assert "清理港区障碍" in page.words("//*[@id='tasklist']")
    assert "助航灯桩" in page.words("//*[@id='trace']")


@pytest.mark.parametrize("word", ["打折扣", "不到位", "已落实", "达标"])
def test_words_of_an_office_that_judges_are_not_used(page: Page, word: str) -> None:
    assert word not in page.words("//main")


def _body_first(path: Path) -> bool:
    return "附件" in path.name


def test_the_sample_plans_show_what_is_planted_in_them() -> None:
    plans, texts = [], {}
    for pattern in ("01-*.docx", "02-*"):
        plan, text = parse_set(sorted(CORPUS.glob(pattern), key=_body_first), (LEXICON,))
        plans.append(plan)
        texts[plan.source.name] = text.text
    comparison = compare(*plans, lexicon=(LEXICON,), texts=texts)
    page = Page(
        render_coverage((comparison,), texts=texts, today=None, plans=plans, lexicon=(LEXICON,))
    )
    front = page.words("//ol[contains(@class, 'findings')]")
    for said in ("淘汰 → 整治", "推动炉渣和沼渣资源化利用", "“市商务局”为配合单位", "推后61天"):
        assert said in front


def test_a_gap_is_as_sure_below_as_it_is_in_front(made: Made) -> None:
    found = findings(made.comparison, lexicon=(LEXICON,))
    sure = {one.measure for one in front(found)}
    told = as_told(made.comparison, found)
    gaps = [
        m
        for task in told.tasks
        for m in task.measures
        if m.state is not MeasureState.TAKEN and not m.minor and m.id in {o.measure for o in found}
    ]
    assert gaps
    assert {m.id for m in gaps if m.certainty is Certainty.SURE} >= sure & {m.id for m in gaps}
    certainties = {one.measure: one.certainty for one in found}
    assert all(m.certainty is certainties[m.id] for m in gaps)


def test_what_is_left_to_a_person_comes_in_the_order_of_the_upper_plan(made: Made) -> None:
    found = findings(made.comparison, lexicon=(LEXICON,))
    order = [task.upper_task for task in made.comparison.tasks]
    placed = [
        order.index(one.upper_task)
        for one in in_text_order(reversed(found), made.comparison)
        if one.upper_task in order and one.certainty is not Certainty.UNSURE
    ]
    assert placed == sorted(placed)


def test_a_row_of_an_annex_goes_by_its_own_words() -> None:
    place = "文3 “附件”“山塘管护任务分解表”“巡查行动”“汛期每日巡坝” 全文第44段"
    assert short_place(place) == "文3 附件“汛期每日巡坝” 全文第44段"
    assert short_place("三、（一）1.“清理港区障碍”") == "三、（一）1.“清理港区障碍”"


def test_a_figure_of_a_table_is_quoted_with_the_head_of_its_column() -> None:
    comparison = compared()
    row = comparison.targets[0]
    cells = tuple(
        Evidence(text=text, start=at, end=at + len(text), block=0)
        for text, at in (("98", 940), ("水质抽检合格率（%）", 910))
    )
    upper = row.upper.model_copy(update={"evidence": cells})
    target = row.model_copy(update={"upper": upper})
    shown = comparison.model_copy(update={"targets": (target,), "deadlines": ()})
    page = Page(render_coverage((shown,), texts={}, today=None, lexicon=(LEXICON,)))
    assert "水质抽检合格率（%）｜98" in page.words("//main")


def test_how_often_is_shown_where_the_figures_look_the_same() -> None:
    comparison = compared()
    row = comparison.targets[0]
    assert row.lower
    why = "上级每月“抽检1次”，下级（全市）每季度“抽检1次”，下级宽于上级，请核实。"
    same = row.model_copy(
        update={
            "why": why,
            "upper": row.upper.model_copy(update={"value": 1.0, "unit": "次"}),
            "lower": row.lower.model_copy(update={"value": 1.0, "unit": "次"}),
        }
    )
    late = comparison.deadlines[0].model_copy(
        update={"why": "上级“每月”，下级“每季度”，频次降低，请核实。"}
    )
    shown = comparison.model_copy(update={"targets": (same,), "deadlines": (late,)})
    page = Page(render_coverage((shown,), texts={}, today=None, lexicon=(LEXICON,)))
    words = page.words("//main")
    assert "每月≥1次" in words
    assert "每季度≥1次" in words
    assert "推后（频次降低）" in words
