"""Which files of a folder are documents, and which belong together."""

from pathlib import Path

import pytest

from policyparse.batch.find import MANIFEST, find


def made(folder: Path, *names: str) -> Path:
    """A folder with empty files of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def found(folder: Path, *leave_out: Path) -> list[list[str]]:
    """The sets by names."""
    return [
        [path.relative_to(folder).as_posix() for path in files]
        for files in find(folder, leave_out).sets
    ]


@pytest.mark.parametrize(
    "annex",
    [
        "某市方案-附件.xlsx",
        "某市方案-附件-目标任务表.xlsx",
        "某市方案附件1.docx",
        "某市方案 附件2：责任清单.pdf",
        "某市方案（附件）.docx",
        "某市方案——附表.xlsx",
        "附件1-某市方案.docx",
        "附件：某市方案任务表.xlsx",
    ],
)
def test_an_annex_goes_with_its_body(annex: str, tmp_path: Path) -> None:
    made(tmp_path, annex, "某市方案.docx")
    assert found(tmp_path) == [["某市方案.docx", annex]]


@pytest.mark.parametrize(
    "other",
    [
        "某市方案2.docx",
        "某市方案（送审稿）.docx",
        "某市方案编制说明.docx",
        "另市方案-附件.xlsx",
        "附件.docx",
        "子夹/某市方案-附件.xlsx",
    ],
)
def test_another_document_does_not(other: str, tmp_path: Path) -> None:
    made(tmp_path, other, "某市方案.docx")
    assert sorted(found(tmp_path)) == sorted([["某市方案.docx"], [other]])


def test_annexes_of_annexes_are_not_lost(tmp_path: Path) -> None:
    names = ("甲市方案.docx", "甲市方案-附件1.docx", "甲市方案-附件1-附表.xlsx")
    made(tmp_path, *names)
    assert [set(files) for files in found(tmp_path)] == [set(names)]


def test_the_longest_body_does_not_steal_from_a_draft(tmp_path: Path) -> None:
    made(tmp_path, "方案.docx", "方案（送审稿）.docx", "方案（送审稿）-附件.xlsx")
    assert found(tmp_path) == [["方案.docx"], ["方案（送审稿）.docx", "方案（送审稿）-附件.xlsx"]]


def test_files_stand_as_people_list_them(tmp_path: Path) -> None:
    made(tmp_path, "10-丙.txt", "2-乙.txt", "1-甲.txt", "市/1.txt", "区/1.txt")
    assert found(tmp_path) == [
        ["1-甲.txt"],
        ["2-乙.txt"],
        ["10-丙.txt"],
        ["区/1.txt"],
        ["市/1.txt"],
    ]


def test_what_is_no_document_is_left_alone(tmp_path: Path) -> None:
    made(
        tmp_path,
        *("方案.docx", "~$方案.docx", ".隐藏.txt", "README.md", "Thumbs.db", "desktop.ini"),
        *(".git/a.txt", "notes.json", "script.py", "lexicon.toml"),
    )
    result = find(tmp_path)
    assert [[path.name for path in files] for files in result.sets] == [["方案.docx"]]
    assert [path.name for path in result.passed_over] == ["notes.json", "script.py"]
    assert result.lexicon == tmp_path / "lexicon.toml"


@pytest.mark.parametrize("suffix", ["doc", "wps", "ofd", "xls", "jpg", "zip", "rtf"])
def test_a_plan_in_another_format_is_not_lost_silently(suffix: str, tmp_path: Path) -> None:
    made(tmp_path, f"方案.{suffix}")
    assert found(tmp_path) == [[f"方案.{suffix}"]]


def test_a_word_file_has_a_chinese_name_too(tmp_path: Path) -> None:
    made(tmp_path, "词表.toml")
    assert find(tmp_path).lexicon == tmp_path / "词表.toml"


def test_results_are_not_read_again(tmp_path: Path) -> None:
    made(tmp_path, "方案.docx", "output/任务分解表.docx", f"旧结果/{MANIFEST}", "旧结果/表.docx")
    assert found(tmp_path, tmp_path / "output") == [["方案.docx"]]


def test_plans_beside_results_are_read(tmp_path: Path) -> None:
    listed = '{"对照报告.docx": "", "对照报告.xlsx": ""}'
    results = ("对照报告.docx", "对照报告.xlsx", "对照报告（改动稿1）.xlsx")
    for folder in (tmp_path, tmp_path / "2026"):
        made(folder, "方案.docx", MANIFEST, *results)
        (folder / MANIFEST).write_text(listed, encoding="utf-8")
    assert found(tmp_path) == [["方案.docx"], ["2026/方案.docx"]]
