"""The page on two drafts: what it counts, what it marks, what its links lead to."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from policyparse.model.assignment import Role
from policyparse.model.diff import (
    CommentDiff,
    Diff,
    FieldDiff,
    HeadingChange,
    HeadingDiff,
    TaskChange,
    TaskDiff,
    UnitChange,
)
from policyparse.reports.diff_content import diff_report
from policyparse.reports.diff_html import diff_html
from policyparse.reports.diff_words import verdict_label
from policyparse.reports.labels import label
from tests.drafts.passages import compared, draft
from tests.reports.diff_builder import BANNED, Judged, judged, pair

TODAY = date(2026, 6, 1)
TASKS = "//article[contains(@class, 'task')]"
PAIRS = pytest.mark.parametrize("given", [pair, judged], ids=["made", "corpus"])


def page(given: Judged, **more: Any) -> Any:
    return html.document_fromstring(text_of(given, **more))


def text_of(given: Judged, **more: Any) -> str:
    fields: dict[str, Any] = {"texts": given.texts, "opinions": given.opinions, "today": TODAY}
    return diff_html(given.diff, given.old, given.new, **{**fields, **more})


def words(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def section(tree: Any, name: str) -> str:
    (found,) = tree.xpath(f"//section[@id='{name}']")
    return words(found)


def rows(tree: Any, name: str) -> list[list[str]]:
    found = tree.xpath(f"//section[@id='{name}']//tbody/tr")
    return [[words(cell) for cell in row.xpath("./td|./th")] for row in found]


def article(tree: Any, title: str) -> Any:
    (found,) = [a for a in tree.xpath(TASKS) if words(a.xpath("./h3")[0]).startswith(title)]
    return found


@PAIRS
def test_every_change_stands_on_the_page(given: Any) -> None:
    diff: Diff = given().diff
    tree = page(given())
    said = section(tree, "tasks")
    for task in diff.tasks:
        whole = not task.old or not task.new
        for change in task.responsibility:
            assert change.why in section(tree, "duties")
            assert whole or change.why in said
        for name, others in (
            ("deadlines", task.deadlines),
            ("targets", task.targets),
            ("measures", task.measures),
            ("handovers", task.handovers),
        ):
            for other in others:
                assert other.why in section(tree, name)
                assert other.why in said
        for word in task.wording:
            marked = article(tree, task.title)
            gone = [words(e) for e in marked.xpath(".//p[@class='redline']//del")]
            come = [words(e) for e in marked.xpath(".//p[@class='redline']//ins")]
            assert not word.old.strip() or word.old.strip() in gone
            assert not word.new.strip() or word.new.strip() in come


@PAIRS
def test_counts_reconcile(given: Any) -> None:
    diff: Diff = given().diff
    tree = page(given())
    kinds = [task.kind for task in diff.tasks]
    front = dict(
        zip(
            [words(e) for e in tree.xpath("//dl[contains(@class, 'sums')]//dt")],
            [words(e) for e in tree.xpath("//dl[contains(@class, 'sums')]//dd")],
            strict=True,
        )
    )
    said = re.findall(r"([^，：\d]+)(\d+)", front["条目"].partition("：")[2])
    assert {name: int(n) for name, n in said} == {
        label(kind): kinds.count(kind) for kind in TaskChange if kind in kinds
    }
    shown = len(tree.xpath(TASKS)) + len(tree.xpath("//ul[@class='same']/li"))
    assert shown == len(diff.tasks)
    assert len(tree.xpath("//article[@class='passage']")) == len(diff.passages)
    assert len(rows(tree, "duties")) == sum(len(task.responsibility) for task in diff.tasks)
    inside = sum(len(t.responsibility) for t in diff.tasks if t.old and t.new)
    assert front["责任"].startswith(f"{inside}处：")
    assert f"责任调整{inside}处" in section(tree, "duties").replace(" ", "")
    parts = sum(len(u.gained) + len(u.lost) + len(u.roles) for u in diff.units)
    assert len(rows(tree, "units")) == parts


def test_a_redline_gives_both_texts() -> None:
    tree = page(pair())
    for task in pair().diff.tasks:
        if task.kind is not TaskChange.CHANGED:
            continue
        (line,) = article(tree, task.title).xpath("./p[@class='redline']")
        old = "".join(line.xpath(".//text()[not(parent::ins)]"))
        new = "".join(line.xpath(".//text()[not(parent::del)]"))
        assert (old, new) == (task.old_text, task.new_text)


def test_what_changed_outside_the_tasks_is_marked_too() -> None:
    (passage,) = page(pair()).xpath("//article[@class='passage']")
    assert [words(e) for e in passage.xpath(".//del")] == ["提高认识"]
    assert [words(e) for e in passage.xpath(".//ins")] == ["明确专人负责"]
    assert words(passage.xpath("./p")[0]) == "全文第2段 有修改"


def test_what_changed_around_the_tasks_is_told() -> None:
    given = pair()
    field = FieldDiff(field="title", old="甲<方案>", new="乙方案", why="文件标题由甲改为乙。")
    head = HeadingDiff(change=HeadingChange.ADDED, new="二、附则", why="新增标题“二、附则”。")
    diff = given.diff.model_copy(update={"document": (field,), "headings": (head,)})
    tree = page(Judged(diff, given.old, given.new, given.texts))
    assert rows(tree, "around") == [
        ["文件要素", "甲<方案>", "乙方案", field.why],
        ["标题", "—", "二、附则", head.why],
    ]
    assert "文件要素1处，标题1处，任务以外的文字1处" in section(tree, "overview")


def test_who_answers_is_marked_where_it_changed() -> None:
    duty = article(page(pair()), "统一划线").xpath("./dl[@class='duty']")[0]
    assert [words(e) for e in duty.xpath(".//del")] == ["市市场监管局", "市审计局"]
    assert [words(e) for e in duty.xpath(".//ins")] == ["市市场监管局"]
    assert "牵头单位：市城管局、市市场监管局；配合单位：市公安局" in words(duty)


def test_a_new_task_and_one_that_is_gone_are_marked_as_a_whole() -> None:
    tree = page(pair())
    gone, come = article(tree, "清理弃置推车"), article(tree, "整治环境")
    assert words(gone.xpath("./p[@class='redline']/del")[0]).startswith("清理弃置推车")
    assert words(come.xpath("./p[@class='redline']/ins")[0]).endswith(f"查处{BANNED}。")
    assert "旧稿一、（三）" in words(gone)
    assert "新稿一、（六）" in words(come)


def test_text_is_shown_as_text() -> None:
    given = pair()
    text = text_of(given)
    assert "&lt;占道&gt;&amp;乱接电线" in text
    assert "<占道>" not in text
    hostile = "<script>alert(1)</script>\"'"
    diff = given.diff.model_copy(
        update={"notes": (hostile,), "tasks": tuple(_named(t, hostile) for t in given.diff.tasks)}
    )
    text = diff_html(diff, given.old, given.new, texts=given.texts)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def _named(task: TaskDiff, title: str) -> TaskDiff:
    changes = tuple(c.model_copy(update={"why": title}) for c in task.responsibility)
    return task.model_copy(update={"title": title, "responsibility": changes})


def test_by_unit_what_it_gained_and_lost() -> None:
    tree = page(pair())
    (body,) = tree.xpath("//tbody[@data-units='市城管局']")
    assert [words(row) for row in body.xpath("./tr")] == [
        "市城管局新增整条整治环境一、（六）责任单位",
        "移出整条清理弃置推车一、（三）责任单位",
    ]
    chosen = [words(o) for o in tree.xpath("//select[@id='unit']/option")]
    assert chosen[0] == "全部单位"
    assert {unit.unit for unit in pair().diff.units} <= set(chosen)


def test_the_filter_finds_every_task_of_a_unit() -> None:
    tree = page(pair())
    for task in tree.xpath(f"{TASKS}|//ul[@class='same']/li"):
        named = set(task.get("data-units").split("|"))
        assert named <= {words(o) for o in tree.xpath("//select[@id='unit']/option")}
    moved = article(tree, "收运油水")
    assert moved.get("data-units") == "市城管局"


def test_links_lead_to_the_words_they_show() -> None:
    given = pair()
    links = page(given).xpath("//section[@id='deadlines']//a[@class='src']")
    assert [words(link) for link in links] == ["2026年6月底前", "2026年9月底前"]
    for link in links:
        index, start, end = map(int, re.findall(r"\d+", link.get("data-at"))[:3])
        assert given.texts[index - 1][start:end] == words(link)
        assert page(given).xpath(f"//p[@id='{link.get('href')[1:]}']")


def test_without_an_opinion_table_nothing_is_said_of_bases() -> None:
    text = text_of(pair())
    assert "未见意见依据" not in text
    assert ">依据<" not in text
    assert "意见修改情况" not in text


def test_what_no_opinion_explains_and_what_did_not_land_stands_in_front() -> None:
    tree = page(judged())
    (queries,) = tree.xpath("//ul[@class='queries']")
    first, second = (words(item) for item in queries)
    assert first.startswith("未见意见依据责任角色调整：“市市场监管局”由配合单位改为牵头单位。")
    assert second.startswith("未修改到位第7条意见（市住房城乡建设局，采纳）")
    assert len(queries) == 2


def test_each_change_names_its_opinion() -> None:
    bases = {row[1]: row[-1] for row in rows(page(judged()), "duties")}
    assert bases["市公安局"] == "第2条意见（市公安局，采纳）"
    assert bases["市市场监管局"] == "未见意见依据"


def test_every_opinion_has_its_verdict() -> None:
    given = judged()
    shown = {row[0]: row for row in rows(page(given), "opinions")}
    assert len(shown) == len(given.diff.opinions)
    for one in given.diff.opinions:
        assert shown[str(one.n)][4] == verdict_label(one)
        assert shown[str(one.n)][3] == label(one.adopted)


def test_the_filter_finds_the_opinions_on_a_unit_and_those_it_gave() -> None:
    found = page(judged()).xpath("//section[@id='opinions']//tbody/tr")
    units = {words(row.xpath("./td")[0]): row.get("data-units").split("|") for row in found}
    assert units["4"][0] == "市自然资源局"
    assert "市水务局" in units["4"]


def test_an_opinion_that_was_not_adopted_and_stays_out_is_no_query() -> None:
    row = next(
        r for r in page(judged()).xpath("//section[@id='opinions']//tr") if "市国资委" in words(r)
    )
    assert not row.xpath(".//span[contains(@class, 'query')]")


def test_comments_stand_with_their_author_and_time() -> None:
    given = pair()
    comment = CommentDiff(
        text="是否与<分工>一致？",
        author="城管局王某",
        when="2026-03-05T09:30:00Z",
        quoted="摊区15处",
        task="1.1",
        title="统一划线",
    )
    told = Judged(
        given.diff.model_copy(update={"comments": (comment,)}), given.old, given.new, given.texts
    )
    assert rows(page(told), "comments") == [
        ["统一划线一、（一）", "摊区15处", "是否与<分工>一致？", "城管局王某2026年3月5日 09:30"]
    ]


def test_nothing_changed_is_said() -> None:
    given = pair()
    same = Judged(compared(given.old, given.old), given.old, given.old, (given.texts[0],) * 2)
    tree = page(same)
    assert "两稿的任务、责任单位、时限、指标和文字没有变化。" in section(tree, "overview")
    assert not tree.xpath("//article[contains(@class, 'task')]")
    assert len(tree.xpath("//ul[@class='same']/li")) == len(given.old.tasks)


def test_the_page_loads_nothing_and_is_the_same_each_time() -> None:
    text = text_of(pair())
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    assert "http:" not in text
    assert "https:" not in text
    assert text == text_of(pair())
    assert "2026年6月1日" in text
    assert "2026年6月1日" not in text_of(pair(), today=None)


def test_an_office_may_put_its_own_template(tmp_path: Path) -> None:
    (tmp_path / "diff.html.jinja").write_text(
        "{{ report.title }}：{{ report.tasks|length }}", "utf-8"
    )
    assert text_of(pair(), user_dir=tmp_path) == f"稿件比对报告：{len(pair().diff.tasks)}"


def test_an_order_is_no_loss() -> None:
    old = draft("（一）疏浚水渠。清淤3公里。（市水利局、市财政局牵头）")
    new = draft("（一）疏浚水渠。清淤3公里。（市财政局、市水利局牵头）")
    found = compared(old, new)
    assert [c.change for c in found.tasks[0].responsibility] == [UnitChange.ORDER]
    tree = html.document_fromstring(diff_html(found, old, new))
    duty = article(tree, "疏浚水渠").xpath("./dl")[0]
    assert not duty.xpath(".//del")
    assert [words(e) for e in duty.xpath(".//ins")] == ["市财政局"]
    assert rows(tree, "duties")[0][3:5] == [label(Role.LEAD), f"{label(Role.LEAD)}（首位）"]


def test_figures_outside_the_tasks_are_counted_apart() -> None:
    given = pair()
    (figure,) = given.diff.tasks[0].targets
    diff = given.diff.model_copy(update={"goals": (figure,)})
    tree = page(Judged(diff, given.old, given.new, given.texts))
    front = words(tree.xpath("//dl[@class='sums']")[0])
    assert "指标1处：收严1" in front
    assert "总体目标和附表1处：收严1" in front
    assert [row[0] for row in rows(tree, "targets")] == ["统一划线一、（一）", "总体目标和附表"]


def test_words_that_say_who_does_it_are_counted_as_responsibility_only() -> None:
    old, new = (
        draft(f"（一）修缮码头。加固防波堤12处。由{lead}牵头，市林业局配合。")
        for lead in ("市水利局", "市财政局")
    )
    found = diff_report(compared(old, new), old, new)
    assert [(task.words, len(task.changes)) for task in found.tasks] == [(0, 2)]
