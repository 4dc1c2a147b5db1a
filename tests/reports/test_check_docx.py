"""Findings as comments in the Word file: where they hang, what they say, when none is written."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policyparse.checks.registry import select
from policyparse.checks.run import run as check
from policyparse.checks.subject import Subject
from policyparse.errors import UnprovenComments
from policyparse.model.check import Finding, Severity
from policyparse.model.evidence import Evidence
from policyparse.pipeline import parse_set
from policyparse.reports.check_docx import write_check_docx
from policyparse.reports.docx_marks import Marks
from tests.readers.tracked import cell, made, row, run, table
from tests.readers.word import new, numbered, saved
from tests.reports.noted import box, check_marks, reread

TODAY = date(2027, 4, 6)
Said = list[tuple[str, str]]  # the words of each comment and what it says


def subject_of(folder: Path, *documents: Any) -> tuple[Subject, tuple[Path, ...]]:
    """A body and its annexes, each a Word file."""
    names = ("方案.docx", *(f"方案-附件{number}.docx" for number in range(1, len(documents))))
    files = tuple(folder / name for name in names[: len(documents)])
    for path, document in zip(files, documents, strict=True):
        path.write_bytes(saved(document))
    return Subject.of(*parse_set(files)), files


def place(subject: Subject, words: str, number: int = 1) -> Evidence:
    """The words at their n-th place in the text."""
    at = -1
    for _ in range(number):
        at = subject.text.text.index(words, at + 1)
    return subject.text.evidence(at, at + len(words))


def finding(
    evidence: Sequence[Evidence], code: str = "PP601", severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        code=code,
        rule="made",
        severity=severity,
        message="写法不一，请核实",
        evidence=tuple(evidence),
        source="方案.docx",
    )


def said(
    found: Sequence[Finding], subject: Subject, source: Path, annex: str | None = None
) -> Said:
    """The comments in the file that is written."""
    target = source.with_name("批注.docx")
    write_check_docx(found, subject, source, target, today=TODAY, annex=annex)
    data = target.read_bytes()
    check_marks(data)
    return [(one.quoted, one.text) for one in reread(data).comments]


def words_of(comments: Said) -> list[str]:
    return [quoted for quoted, _ in comments]


def test_a_finding_says_what_is_wrong_what_to_do_and_where_else(tmp_path: Path) -> None:
    subject, (source,) = subject_of(
        tmp_path,
        made(
            run("渺渺市城市道路保洁实施方案"),
            run("一、清扫街巷。由市城市管"),
            run("二、清洗护栏。由市城市管理局") + run("和市水利局", "<w:b/>") + run("负责。"),
            run("三、更换路牌。由市城市管理局负责。"),
        ),
    )
    both = (place(subject, "理局和市水"), place(subject, "市城市管理局", 2))
    assert said([finding(both)], subject, source) == [
        (
            "理局和市水",
            "写法不一，请核实。\n"
            "怎么改：核对机构全称，统一名称；确是两个单位的，不必修改。\n"
            "另见三、：三、更换路牌。由【市城市管理局】负责。（PP601）",
        )
    ]


def test_rules_on_a_file(tmp_path: Path) -> None:
    subject, (source,) = subject_of(
        tmp_path,
        made(
            run("渺渺市城市道路保洁实施方案"),
            run("一、清扫街巷。每日清扫两遍。（市城市管理局牵头，市城市")
            + run("管理局、市水利局配合）"),
        ),
    )
    (comment,) = said(check(subject, select(("PP203",))), subject, source)
    assert comment[0] == "市城市管理局"
    assert comment[1].startswith("请核实：“清扫街巷”中市城市管理局既牵头又配合。\n怎么改：")
    assert comment[1].endswith("（PP203）")


def test_a_matter_that_stands_elsewhere_is_noted_there_too(tmp_path: Path) -> None:
    subject, (source,) = subject_of(
        tmp_path,
        made(run("一、由河道管理所负责。"), run("二、巡查堤岸。"), run("三、由河道管理处负责。")),
    )
    places = (
        place(subject, "河道管理处"),
        place(subject, "河道管理所"),
        place(subject, "巡查堤岸"),
    )
    comments = said([finding(places)], subject, source)
    assert words_of(comments) == ["河道管理所", "河道管理处"]
    assert comments[0][1] == "与三、处的批注是同一问题：写法不一，请核实。（PP601）"
    hints = said([finding(places, severity=Severity.INFO)], subject, source)
    assert words_of(hints) == ["河道管理处"]


def test_trifles_of_one_kind_are_one_comment(tmp_path: Path) -> None:
    subject, (source,) = subject_of(
        tmp_path, made(*(run(f"{number}.清洗第{number}段护栏,每周两遍") for number in range(1, 14)))
    )
    places = [place(subject, ",", number) for number in range(1, 14)]
    ((quoted, text),) = said([finding(places, "PP901")], subject, source)
    assert quoted == ","
    assert text.startswith("格式细节：")
    assert text.count("\n另见") == 8
    assert "\n另有4处，见核查报告。（PP901）" in text


def test_a_number_that_word_counts_is_noted_at_its_paragraph(tmp_path: Path) -> None:
    document = new()
    numbered(document, "总体要求", 0)
    numbered(document, "清洗护栏。每周两遍。", 1)
    subject, (source,) = subject_of(tmp_path, document)
    ((quoted, text),) = said([finding([place(subject, "（一）")])], subject, source)
    assert quoted == "清洗护栏。"
    assert "\n所指文字：【（一）】清洗护栏。每周两遍。（PP601）" in text


def test_words_in_a_text_box_are_noted_at_its_paragraph(tmp_path: Path) -> None:
    subject, (source,) = subject_of(
        tmp_path, made(run("一、清洗护栏。") + box(run("印发稿")), run("二、更换路牌。"))
    )
    ((quoted, text),) = said([finding([place(subject, "印发")])], subject, source)
    assert quoted == ""
    assert "\n所指文字：【印发】稿（PP601）" in text


def test_an_empty_cell_is_noted_beside_it(tmp_path: Path) -> None:
    document = made(run("附表"))
    table(
        document,
        row(cell(run("单位")), cell(run("采纳情况"))),
        row(cell(run("市水利局")), cell("")),
    )
    subject, (source,) = subject_of(tmp_path, document)
    end = subject.text.text.index("市水利局") + len("市水利局\t")
    ((quoted, text),) = said([finding([subject.text.evidence(end, end)])], subject, source)
    assert quoted == "市水利局"
    assert "所指文字：" in text


def test_each_file_holds_what_stands_in_it(tmp_path: Path) -> None:
    subject, (body, annex) = subject_of(
        tmp_path,
        made(run("渺渺市城市道路保洁实施方案"), run("一、由河道管理处负责。")),
        made(run("附件1"), run("任务清单"), run("河道管理所清理护岸")),
    )
    found = [finding([place(subject, "河道管理处"), place(subject, "河道管理所")])]
    first, second = said(found, subject, body), said(found, subject, annex, annex.name)
    assert words_of(first) == ["河道管理处"]
    assert "另见方案-附件1.docx，" in first[0][1]
    assert words_of(second) == ["河道管理所"]
    assert "另见一、：" in second[0][1]


def test_what_is_noted_already_is_not_noted_again(tmp_path: Path) -> None:
    subject, (source,) = subject_of(tmp_path, made(run("一、清洗护栏。"), run("二、更换路牌。")))
    first = said([finding([place(subject, "护栏")])], subject, source)
    source.write_bytes((tmp_path / "批注.docx").read_bytes())
    subject = Subject.of(*parse_set((source,)))
    found = [finding([place(subject, "护栏")]), finding([place(subject, "路牌")], "PP605")]
    again = said(found, subject, source)
    assert again[0] == first[0]
    assert words_of(again) == ["护栏", "路牌"]


def test_a_file_without_findings_is_not_written(tmp_path: Path) -> None:
    subject, (source,) = subject_of(tmp_path, made(run("一、清洗护栏。")))
    target = tmp_path / "批注.docx"
    assert write_check_docx([], subject, source, target, today=TODAY) is None
    assert not target.exists()


def test_a_file_changed_since_it_was_checked_is_refused(tmp_path: Path) -> None:
    subject, (source,) = subject_of(tmp_path, made(run("一、清洗护栏。")))
    found = [finding([place(subject, "护栏")])]
    source.write_bytes(saved(made(run("一、更换护栏。"))))
    with pytest.raises(UnprovenComments, match="请重新核查"):
        said(found, subject, source)
    assert not (tmp_path / "批注.docx").exists()


def test_a_comment_that_does_not_hang_on_its_words_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, (source,) = subject_of(tmp_path, made(run("一、清洗护栏。")))
    found = [finding([place(subject, "护栏")])]
    monkeypatch.setattr(Marks, "_close", lambda *_: None)
    with pytest.raises(UnprovenComments, match="批注稿没有写出"):
        said(found, subject, source)
    assert not (tmp_path / "批注.docx").exists()
