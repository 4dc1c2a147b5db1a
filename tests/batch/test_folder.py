"""The main job as a function: a bad file stops nothing, results are whole."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

import policyparse
from policyparse.batch import outputs
from policyparse.batch.attempt import Failed, attempt
from policyparse.batch.folder import Outcome
from policyparse.errors import BadLexicon, UnreadableSource

TODAY = date(2026, 11, 25)
PLAN = """渺渺市2026年河道清理工作方案

一、重点任务

（一）清理河道垃圾。组织沿河各镇开展清理，6月底前完成。（牵头单位：市水利局；配合单位：市财政局）

（二）修缮护栏。年底前修缮护栏20公里以上。（市交通运输局负责）
"""


def run(folder: Path, out: Path) -> Outcome:
    return policyparse.run(folder, out, today=TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One plan and much that cannot be read."""
    place = tmp_path / "来文"
    place.mkdir()
    (place / "方案.txt").write_text(PLAN, encoding="utf-8")
    (place / "空.docx").touch()
    (place / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (place / "假.txt").write_bytes(bytes(range(256)) * 40)
    (place / "断.docx").write_bytes(b"PK\x03\x04" + b"\1" * 300)
    (place / "图.pdf").write_bytes(b"%PDF-1.4\n" + b"\0" * 50)
    return place


def test_bad_files_are_named_and_stop_nothing(folder: Path, tmp_path: Path) -> None:
    outcome = run(folder, tmp_path / "out")
    assert [plan.source.name for plan in outcome.reading.plans] == ["方案.txt"]
    assert {failure.name for failure in outcome.failures} == {
        "空.docx",
        "旧.doc",
        "假.txt",
        "断.docx",
        "图.pdf",
    }
    assert all(failure.problem and failure.hint for failure in outcome.failures)


def test_a_run_leaves_what_it_promises(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcome = run(folder, out)
    assert {path.name for path in outcome.published.written} == {
        *("方案.json", "任务分解表.xlsx", "任务分解表.docx", "分送件.zip", "一致性报告.html"),
        *("责任关系图.svg", "责任关系图.graphml", "责任关系图.gexf", "责任关系图.json"),
        *("责任关系图-节点.csv", "责任关系图-关系.csv"),
    }
    plan = json.loads((out / "方案.json").read_bytes())
    assert plan["schema"] == "policyparse/plan/1"
    assert [task["title"] for task in plan["tasks"]] == ["清理河道垃圾", "修缮护栏"]
    with zipfile.ZipFile(out / "分送件.zip") as bundle:
        assert any("水利局" in name for name in bundle.namelist())
    assert not [path for path in out.iterdir() if path.name.startswith(".policyparse-")]


def test_without_a_plan_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "来文").mkdir()
    outcome = run(tmp_path / "来文", tmp_path / "out")
    assert outcome.published.written == []
    assert not (tmp_path / "out").exists()


def test_a_bad_word_file_stops_before_reading(folder: Path, tmp_path: Path) -> None:
    (folder / "lexicon.toml").write_text("[[unitt]]\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match="unitt"):
        run(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_documents_of_one_name_get_files_of_their_own(folder: Path, tmp_path: Path) -> None:
    other = folder / "另夹"
    other.mkdir()
    (other / "方案.txt").write_text(PLAN.replace("渺渺", "茫茫"), encoding="utf-8")
    run(folder, tmp_path / "out")
    titles = {
        json.loads(path.read_bytes())["document"]["title"]
        for path in (tmp_path / "out").glob("方案*.json")
    }
    assert titles == {"渺渺市2026年河道清理工作方案", "茫茫市2026年河道清理工作方案"}


def test_the_same_document_twice_is_counted_once(folder: Path, tmp_path: Path) -> None:
    (folder / "方案.md").write_text("# " + PLAN, encoding="utf-8")
    outcome = run(folder, tmp_path / "out")
    assert len(outcome.reading.plans) == 1
    assert [copy.path.name for copy in outcome.reading.copies] == ["方案.txt"]


def test_a_bad_annex_is_left_out_and_named(folder: Path, tmp_path: Path) -> None:
    (folder / "方案-附件1.docx").touch()
    outcome = run(folder, tmp_path / "out")
    assert [plan.source.name for plan in outcome.reading.plans] == ["方案.txt"]
    assert "方案-附件1.docx" in {failure.name for failure in outcome.failures}


def test_annexes_of_a_bad_body_are_read_by_themselves(folder: Path, tmp_path: Path) -> None:
    (folder / "空-附件.txt").write_text(PLAN.replace("渺渺", "茫茫"), encoding="utf-8")
    outcome = run(folder, tmp_path / "out")
    assert "空-附件.txt" in {plan.source.name for plan in outcome.reading.plans}
    assert "空.docx" in {failure.name for failure in outcome.failures}


def test_a_result_that_cannot_be_made_does_not_stop_the_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> list[Path]:
        raise ZeroDivisionError("算错了")

    monkeypatch.setattr(outputs, "write_shares", broken)
    outcome = run(folder, tmp_path / "out")
    told = {failure.name: failure.problem for failure in outcome.failures}
    assert "ZeroDivisionError" in told["分送件.zip"]
    assert (tmp_path / "out" / "任务分解表.xlsx").is_file()


def test_an_error_of_the_program_says_where(tmp_path: Path) -> None:
    result = attempt(lambda: {}["没有"])
    assert isinstance(result, Failed)
    assert "test_folder.py 第" in result.of("甲.txt").line()


def test_an_unreadable_file_says_what_to_do() -> None:
    failed = Failed(UnreadableSource("甲.docx", "打不开", hint="请另存一份"))
    assert failed.of("甲.docx").line() == "甲.docx：打不开。请另存一份。"
