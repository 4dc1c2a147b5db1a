"""A run compares the plans of a folder that are related, and leads to the reports."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

import policyparse
from policyparse.batch import compared
from policyparse.batch.folder import Outcome
from policyparse.cli.run_summary import summary
from policyparse.cli.width import width_of
from policyparse.model.comparison import Comparison, RelationKind
from policyparse.model.plan import Plan
from tests.plans import LEXICON

TODAY = date(2026, 11, 25)
PROVINCE = """澜江省人民政府办公厅关于印发澜江省山塘管护行动方案（2026—2027年）的通知
澜政办发〔2026〕31号

澜江省山塘管护行动方案（2026—2027年）

一、主要任务
（一）守好山塘大坝。汛期每日巡坝2次。坝体渗漏的立即降低水位。（省水利厅牵头）
（二）备足抢险物料。每座山塘储备编织袋500条。组建村级抢险队。（省应急厅牵头）
"""
LOWER = """{place}2026年山塘管护工作方案

根据《{upper}》（{number}）要求，制定本方案。

一、主要任务
（一）守好山塘大坝。汛期每日巡坝{times}次。（{unit}水利局牵头）
（二）备足抢险物料。组建村级抢险队。（{unit}应急管理局牵头）
"""
TITLE, NUMBER = "澜江省山塘管护行动方案（2026—2027年）", "澜政办发〔2026〕31号"
CITY = LOWER.format(place="云屏市", upper=TITLE, number=NUMBER, times=2, unit="市")
OTHER = LOWER.format(place="望岭市", upper=TITLE, number=NUMBER, times=1, unit="市")
APART = """云屏市2026年托育服务工作方案

一、主要任务
（一）盘活闲置校舍。改建为托育机构40家。（市教育局牵头）
"""


def folder_of(place: Path, **texts: str) -> Path:
    place.mkdir(exist_ok=True)
    for name, text in texts.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


def run(folder: Path, out: Path) -> Outcome:
    return policyparse.run(folder, out, today=TODAY, lexicon=(LEXICON,))


def reports(out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("对照报告*"))


def test_a_related_pair_has_its_report(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "来文", 省=PROVINCE, 市=CITY, 无关=APART)
    outcome = run(folder, tmp_path / "out")
    assert outcome.failures == ()
    (answer,) = outcome.coverage.answers
    assert answer.comparison.relation.kind is RelationKind.DIRECT
    assert len(reports(tmp_path / "out")) == 3
    assert answer.page == "对照报告-澜江省-云屏市.html"
    assert {path.name for path in outcome.published.written} >= set(reports(tmp_path / "out"))


def test_the_consistency_report_leads_there(tmp_path: Path) -> None:
    run(folder_of(tmp_path / "来文", 省=PROVINCE, 市=CITY), tmp_path / "out")
    page = (tmp_path / "out" / "一致性报告.html").read_text(encoding="utf-8")
    links = [unquote(link) for link in re.findall(r'<a href="([^"#][^"]*)">对照报告</a>', page)]
    assert links == ["对照报告-澜江省-云屏市.html"]
    assert (tmp_path / "out" / links[0]).is_file()
    assert "直接承接" in page


def test_an_upper_plan_with_several_lower_ones_has_a_matrix(tmp_path: Path) -> None:
    outcome = run(folder_of(tmp_path / "来文", 省=PROVINCE, 云=CITY, 望=OTHER), tmp_path / "out")
    assert reports(tmp_path / "out") == sorted(
        [
            *(f"对照报告-澜江省.{kind}" for kind in ("html", "xlsx", "docx")),
            *("对照报告-澜江省-云屏市.html", "对照报告-澜江省-望岭市.html"),
        ]
    )
    lines = list(summary(outcome, tmp_path / "来文", tmp_path / "out", TODAY))
    shown = "\n".join(lines)
    assert "对照  对照报告-澜江省-" in shown
    assert "未见对应内容2" in shown
    assert max(width_of(line) for line in shown.splitlines() if "/" not in line) <= 80


def test_plans_of_one_place_are_told_apart_by_their_files(tmp_path: Path) -> None:
    second = CITY.replace("工作方案", "应急预案").replace("组建", "每年演练2次。组建")
    run(folder_of(tmp_path / "来文", 省=PROVINCE, 方案=CITY, 预案=second), tmp_path / "out")
    assert {"对照报告-澜江省-方案.html", "对照报告-澜江省-预案.html"} <= set(
        reports(tmp_path / "out")
    )


def test_without_related_plans_there_is_no_report(tmp_path: Path) -> None:
    outcome = run(folder_of(tmp_path / "来文", 省=PROVINCE, 无关=APART), tmp_path / "out")
    assert outcome.coverage.answers == ()
    assert reports(tmp_path / "out") == []
    page = (tmp_path / "out" / "一致性报告.html").read_text(encoding="utf-8")
    assert "下级方案体现上级要求的情况" not in page


def test_a_pair_that_fails_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = compared.compare

    def sometimes(upper: Plan, lower: Plan, **options: object) -> Comparison:
        if lower.source.name == "云.txt":
            raise ValueError("坏")
        return real(upper, lower, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(compared, "compare", sometimes)
    outcome = run(folder_of(tmp_path / "来文", 省=PROVINCE, 云=CITY, 望=OTHER), tmp_path / "out")
    assert [failure.name for failure in outcome.failures] == ["省.txt → 云.txt"]
    assert "对照报告-澜江省-望岭市.html" in reports(tmp_path / "out")
    assert (tmp_path / "out" / "一致性报告.html").is_file()


def test_a_page_that_was_not_made_is_not_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise ValueError("坏")

    monkeypatch.setattr("policyparse.reports.coverage_html.render_coverage", broken)
    outcome = run(folder_of(tmp_path / "来文", 省=PROVINCE, 市=CITY), tmp_path / "out")
    assert [failure.name for failure in outcome.failures] == ["对照报告-澜江省-云屏市.html"]
    page = (tmp_path / "out" / "一致性报告.html").read_text(encoding="utf-8")
    assert "下级方案体现上级要求的情况" in page
    assert ">对照报告</a>" not in page


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "来文", 省=PROVINCE, 云=CITY, 望=OTHER)
    for out in ("甲", "乙"):
        run(folder, tmp_path / out)
    names = reports(tmp_path / "甲")
    assert names == reports(tmp_path / "乙")
    assert [(tmp_path / "甲" / name).read_bytes() for name in names] == [
        (tmp_path / "乙" / name).read_bytes() for name in names
    ]
