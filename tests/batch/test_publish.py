"""Results appear whole or not at all, and what people changed is kept."""

from pathlib import Path

import pytest

from policyparse.batch.find import MANIFEST
from policyparse.batch.publish import Published, publish, staging


def leave(out: Path, *, whole: bool = True, **files: str) -> Published:
    """Publish files of this content."""
    with staging(out) as beside:
        for name, content in files.items():
            (beside / f"{name}.txt").write_text(content, encoding="utf-8")
        return publish(beside, out, whole=whole)


def names(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()} - {MANIFEST}


def test_results_are_moved_to_their_place(tmp_path: Path) -> None:
    done = leave(tmp_path / "out", 表="一")
    assert [path.name for path in done.written] == ["表.txt"]
    assert names(tmp_path / "out") == {"表.txt"}


def test_nothing_is_left_when_the_work_fails(tmp_path: Path) -> None:
    leave(tmp_path, 表="一")

    def fail() -> None:
        with staging(tmp_path) as beside:
            (beside / "表.txt").write_text("半", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (tmp_path / "表.txt").read_text(encoding="utf-8") == "一"
    assert names(tmp_path) == {"表.txt"}


def test_an_unchanged_result_is_replaced(tmp_path: Path) -> None:
    leave(tmp_path, 表="一")
    done = leave(tmp_path, 表="二")
    assert done.kept == []
    assert (tmp_path / "表.txt").read_text(encoding="utf-8") == "二"


def test_what_people_changed_is_kept_each_time(tmp_path: Path) -> None:
    for number in (1, 2):
        leave(tmp_path, 表="一")
        (tmp_path / "表.txt").write_text(f"人改{number}", encoding="utf-8")
    done = leave(tmp_path, 表="二")
    assert [path.name for path in done.kept] == ["表（改动稿2）.txt"]
    assert (tmp_path / "表（改动稿1）.txt").read_text(encoding="utf-8") == "人改1"
    assert (tmp_path / "表（改动稿2）.txt").read_text(encoding="utf-8") == "人改2"
    assert (tmp_path / "表.txt").read_text(encoding="utf-8") == "二"


def test_a_file_of_unknown_origin_is_kept(tmp_path: Path) -> None:
    (tmp_path / "表.txt").write_text("别人的", encoding="utf-8")
    (tmp_path / MANIFEST).write_text("{损坏", encoding="utf-8")
    assert len(leave(tmp_path, 表="一").kept) == 1


def test_results_of_an_earlier_run_are_named(tmp_path: Path) -> None:
    leave(tmp_path, 甲="一", 乙="一")
    done = leave(tmp_path, 甲="一")
    assert [path.name for path in done.stale] == ["乙.txt"]
    assert names(tmp_path) == {"甲.txt", "乙.txt"}


def test_a_single_result_adds_to_what_is_there(tmp_path: Path) -> None:
    leave(tmp_path, 甲="一", 乙="一")
    assert leave(tmp_path, whole=False, 丙="一").stale == []
    assert leave(tmp_path, 甲="二", 乙="二", 丙="二").kept == []


def test_a_folder_in_the_way_is_told_before_anything_is_moved(tmp_path: Path) -> None:
    (tmp_path / "乙.txt").mkdir()
    with pytest.raises(IsADirectoryError) as told:
        leave(tmp_path, 甲="一", 乙="一")
    assert told.value.filename == str(tmp_path / "乙.txt")
    assert names(tmp_path) == {"乙.txt"}
