"""The page as a whole: self-contained, safe, the same each time, and every link leads home."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policyparse.errors import BadConfig
from policyparse.model import Loss, Role, Status, Warning
from policyparse.reports.html import render_report
from tests.graph.made_plans import Draft, city, district, large, region, texts_of
from tests.reports.html_page import TODAY, Page

ROOT = Path(__file__).parents[2]
SECTIONS = (
    "overview",
    "relations",
    "content",
    "matrix",
    "cooperation",
    "duty",
    "timeline",
    "indicators",
    "gaps",
    "doubts",
    "reserved",
    "sources",
)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page.of(region(), city(), district())


def test_every_section_is_there_and_in_the_contents(page: Page) -> None:
    for section in SECTIONS:
        assert len(page.tree.xpath(f"//*[@id='{section}']")) == 1
        assert len(page.tree.xpath(f"//nav//a[@href='#{section}']")) == 1


def test_ids_are_unique_and_every_anchor_exists(page: Page) -> None:
    ids = [element.get("id") for element in page.tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    for link in page.tree.xpath("//a[starts-with(@href, '#')]"):
        assert link.get("href")[1:] in ids


def test_every_link_stands_in_the_paragraph_it_names(page: Page) -> None:
    paragraphs = {p.get("id"): p.text_content() for p in page.tree.xpath("//article/p[@id]")}
    found = list(page.links())
    assert len(found) > 60
    for _, href, quotes in found:
        assert quotes[0] in paragraphs[href[1:]]


def test_units_dates_and_figures_lead_to_their_own_words(page: Page) -> None:
    found = {(words, quotes[0]) for words, _, quotes in page.links()}
    assert ("市水利局", "市水利局") in found
    assert ("2026年5月底前", "2026年5月底前") in found
    assert ("灌区改造方案", "市水利局于2026年5月底前制定灌区改造方案并报市节水办") in found
    assert ("节水型学校比例达到60%", "节水型学校比例达到60%") in found


def test_the_source_is_printed_whole_with_its_offsets(page: Page) -> None:
    for index, source in enumerate(page.sources, 1):
        passages = page.tree.xpath(f"//article[@id='source{index}']/p[@data-o]")
        assert "\n".join(p.text_content() for p in passages) == source
        for p in passages:
            start = int(p.get("data-o"))
            assert source[start:].startswith(p.text_content())


def test_references_are_printed_for_paper(page: Page) -> None:
    assert "一、1. 全文第4段" in page.words("doc2")
    assert page.words("duty").count("文2《云屏市2026年节水行动工作方案》") == 1


def test_the_page_loads_nothing_and_allows_only_its_own_script(page: Page) -> None:
    (policy,) = page.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", page.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not page.tree.xpath("//@style | //link | //img | //iframe | //script/@src")
    outside = set(re.findall(r"https?://[^\s\"'<]+", page.text))
    assert outside <= {"http://www.w3.org/2000/svg"}


def test_all_that_comes_from_a_document_is_escaped() -> None:
    evil = "<script>alert(1)</script>\"'&"
    draft = Draft(f"{evil}.txt", f"云屏市{evil}方案")
    draft.task("1.", evil, section=f"一、{evil}", units={Role.LEAD: [f"市{evil}局"]})
    draft.more = {
        "warnings": (Warning(code="x", message=evil),),
        "losses": (Loss(code="y", message=evil),),
    }
    page = Page.of(draft)
    assert "<script>alert" not in page.text
    assert len(page.tree.xpath("//script")) == 1
    assert evil in page.words("doubts")


def test_what_could_not_be_read_is_on_the_front_page_and_in_the_doubts() -> None:
    draft = city()
    draft.more = {
        "status": Status.PARTIAL,
        "losses": (Loss(code="picture", message="图片中的文字未读取", place="第3段"),),
    }
    page = Page.of(draft)
    assert "文1部分读取，有1处内容未能读取。" in page.words("overview")
    assert "图片中的文字未读取，位置：第3段" in page.words("doubts")


def test_a_quote_that_is_not_in_the_text_is_said() -> None:
    draft = city()
    text = draft.text.replace("市住建局", "市住房局")
    page = render_report([draft.plan], {draft.name: text}, TODAY)
    assert "所引文字与原文该处不一致，请核实" in page


def test_a_document_without_text_is_reported_without_links() -> None:
    page = render_report([city().plan], {}, TODAY)
    assert "市水利局" in page
    assert 'class="src"' not in page


def test_words_that_are_not_used_for_texts(page: Page) -> None:
    for word in ("不到位", "已落实", "达标", "打折扣"):
        assert word not in page.words("overview") + page.words("gaps") + page.words("relations")


def test_a_large_plan_stays_small_enough() -> None:
    assert len(Page.of(large()).text.encode()) < 700_000


def test_an_empty_run_gives_a_page_too() -> None:
    page = render_report([], {}, None)
    assert "一致性报告" in page


def test_an_offices_own_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "report-doubts.html.jinja").write_text("本局自备的一节", encoding="utf-8")
    page = render_report([city().plan], texts_of(city()), TODAY, tmp_path)
    assert "本局自备的一节" in page
    assert "时限时间轴" in page


@pytest.mark.parametrize("body", ["{% if %}", "{{ report.nothing.there }}"])
def test_a_broken_template_is_named(tmp_path: Path, body: str) -> None:
    (tmp_path / "report.html.jinja").write_text(body, encoding="utf-8")
    with pytest.raises(BadConfig, match="网页模板"):
        render_report([city().plan], texts_of(city()), TODAY, tmp_path)


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib\n"
        "from tests.reports.html_page import Page\n"
        "from tests.graph.made_plans import city, district, region\n"
        "page = Page.of(region(), city(), district())\n"
        "print(hashlib.sha256(page.text.encode()).hexdigest())\n"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1
