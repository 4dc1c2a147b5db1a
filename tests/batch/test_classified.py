"""A file marked 秘密★ is refused, the others are read; the user may insist."""

from pathlib import Path

import pytest
from docx import Document

from policyparse.batch.read import read_all
from policyparse.errors import RefusedSource
from policyparse.pipeline import parse, parse_set

BODY = "雁岭市灌区修复方案\n一、主要任务\n（一）疏浚灌渠。疏浚干渠12公里。由市水务局负责。\n"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "密件.txt"
    path.write_text(f"000017\n机密★1年\n特急\n{BODY}", encoding="utf-8")
    return path


def test_it_is_refused_with_the_reason(secret: Path) -> None:
    with pytest.raises(
        RefusedSource, match=r"标有“机密★1年”，没有读取.*保密规定.*--insist"
    ) as caught:
        parse(secret)
    assert caught.value.code == "classified"


def test_who_insists_is_told(secret: Path) -> None:
    plan = parse(secret, insist=True)
    assert [task.title for task in plan.tasks] == ["疏浚灌渠"]
    assert plan.losses[0].code == "classified"
    assert "保密规定" in plan.losses[0].message


def test_a_mark_in_a_table_at_the_head_counts(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "秘密★3年", "特急"
    document.add_paragraph("雁岭市灌区修复方案")
    document.save(str(tmp_path / "方案.docx"))
    with pytest.raises(RefusedSource):
        parse(tmp_path / "方案.docx")


def test_an_annex_is_looked_at_too(secret: Path, tmp_path: Path) -> None:
    body = tmp_path / "方案.txt"
    body.write_text(BODY, encoding="utf-8")
    with pytest.raises(RefusedSource) as caught:
        parse_set((body, secret))
    assert caught.value.source == secret
    reading = read_all([(body, secret)], base=tmp_path)
    assert [document.path for document in reading.documents] == [body]
    assert [failure.name for failure in reading.failures] == ["密件.txt"]
