"""The page of findings, read back: its places, its words and what its links lead to."""

import re
from pathlib import Path
from typing import Any

from lxml import html

from policyparse.checks.registry import select
from policyparse.checks.run import run
from policyparse.checks.subject import Subject
from policyparse.model.check import CheckResult
from policyparse.pipeline import parse_set
from policyparse.reports.check_html import check_html

PLAN = """渺渺市城市道路保洁实施方案

一、主要任务

（一）清扫街巷。背街小巷每日清扫两遍。（市城市管理局牵头，市城市管理局、市水利局配合）

（二）清洗护栏。每周清洗一次。（市交通运输局负责）
"""
CLEAN = PLAN.replace("市城市管理局、市水利局配合", "市水利局配合").replace("渺渺市", "烟萝市")


def subjects(folder: Path, *texts: str) -> list[Subject]:
    found = []
    for number, text in enumerate(texts, start=1):
        path = folder / f"方案{number}.txt"
        path.write_text(text, encoding="utf-8")
        found.append(Subject.of(*parse_set((path,))))
    return found


def page(read: list[Subject]) -> Any:
    findings = tuple(found for one in read for found in run(one, select(("PP203",))))
    names = tuple(one.plan.source.name for one in read)
    return html.document_fromstring(check_html(CheckResult(findings=findings, sources=names), read))


def words(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_every_quote_leads_to_its_words(tmp_path: Path) -> None:
    (subject,) = read = subjects(tmp_path, PLAN)
    tree = page(read)
    links = tree.xpath("//ul[@class='quotes']//a[contains(@class, 'src')]")
    assert [words(link) for link in links] == ["市城市管理局"] * 2
    for link in links:
        assert tree.get_element_by_id(link.get("href")[1:]) is not None
        _, start, end = map(int, re.split("[:-]", link.get("data-at")))
        assert subject.text.text[start:end] == "市城市管理局"


def test_the_place_of_quotes_in_one_paragraph_is_said_once(tmp_path: Path) -> None:
    tree = page(subjects(tmp_path, PLAN))
    places = [words(place) for place in tree.xpath("//span[@class='place']")]
    assert places == ["一、（一） 全文第3段", ""]


def test_several_documents_are_listed_first(tmp_path: Path) -> None:
    tree = page(subjects(tmp_path, PLAN, CLEAN))
    rows = [words(row) for row in tree.xpath("//ul[@class='documents']/li")]
    assert rows == [
        "渺渺市城市道路保洁实施方案方案1.txt请核实1处",
        "烟萝市城市道路保洁实施方案方案2.txt没有发现需要核实之处",
    ]
    for link in tree.xpath("//ul[@class='documents']//a"):
        assert tree.get_element_by_id(link.get("href")[1:]) is not None
    assert page(subjects(tmp_path, PLAN)).xpath("//ul[@class='documents']") == []
