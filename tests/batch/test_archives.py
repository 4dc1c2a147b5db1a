"""Zip files: each member a document, none written where its name says, none without limits."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest

from policyparse.batch import archives
from policyparse.batch.archives import Opened, opened, shown_name
from tests.readers.word import new, saved

Content = dict[str, bytes]
PLAN = "雁岭市灌区修复方案\n一、主要任务\n（一）疏浚灌渠。由市水务局负责。\n".encode()


def packed(members: Content, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture
def open_(tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens archives made of their contents, until the test ends."""
    with ExitStack() as stack:

        def open_them(*given: bytes, names: tuple[str, ...] = ("材料.zip",)) -> Opened:
            paths = [tmp_path / name for name in names]
            for path, data in zip(paths, given, strict=True):
                path.write_bytes(data)
            return stack.enter_context(opened([tuple(paths)], tmp_path))

        yield open_them


def told(found: Opened, base: Path) -> list[list[str]]:
    return [[shown_name(path, base) for path in files] for files in found.sets]


def test_members_are_documents_and_annexes_go_with_their_body(
    open_: Callable[..., Opened], tmp_path: Path
) -> None:
    names = ("市方案.docx", "市方案-附件1.xlsx", "县/县方案.txt", "图/说明.exe", "县/README.md")
    found = open_(packed(dict.fromkeys(names, b"1")))
    assert told(found, tmp_path) == [
        ["材料.zip/市方案.docx", "材料.zip/市方案-附件1.xlsx"],
        ["材料.zip/县/县方案.txt"],
    ]
    assert [shown_name(path, tmp_path) for path in found.passed_over] == ["材料.zip/图/说明.exe"]
    assert found.failures == ()


def test_annexes_that_name_no_body_go_with_the_only_one(
    open_: Callable[..., Opened], tmp_path: Path
) -> None:
    names = ("附件2：名单.docx", "关于印发灌区修复方案的通知.docx", "附件1.任务分解表.xlsx")
    found = open_(packed(dict.fromkeys(names, b"1")))
    assert [[path.name for path in files] for files in found.sets] == [
        ["关于印发灌区修复方案的通知.docx", "附件1.任务分解表.xlsx", "附件2：名单.docx"]
    ]


def test_with_two_bodies_nobody_guesses(open_: Callable[..., Opened]) -> None:
    found = open_(packed(dict.fromkeys(("甲方案.docx", "乙方案.docx", "附件.docx"), b"1")))
    assert len(found.sets) == 3


def test_an_annex_may_be_an_archive(open_: Callable[..., Opened]) -> None:
    found = open_(b"1", packed({"表.xlsx": b"1"}), names=("方案.docx", "方案-附件.zip"))
    assert [[path.name for path in files] for files in found.sets] == [["方案.docx", "表.xlsx"]]


def test_files_are_removed_when_all_is_read(tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(packed({"方案.txt": PLAN}))
    with opened([(path,)], tmp_path) as found:
        member = found.sets[0][0]
        assert member.read_bytes() == PLAN
        assert member.parents[1].stat().st_mode & 0o077 == 0
    assert not member.exists()
    assert not member.parents[1].exists()
    assert shown_name(member, tmp_path) == "材料.zip/方案.txt"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../方案.txt", "方案.txt"),
        ("/etc/方案.txt", "etc/方案.txt"),
        ("C:\\材料\\方案.txt", "C_/材料/方案.txt"),
        ("..\\..\\方案.txt", "方案.txt"),
        ("con.txt", "_con.txt"),
        ("甲\n乙?.txt", "甲_乙_.txt"),
        ("长" * 300 + ".txt", "长" * 60 + ".txt"),
        ("/".join(["深"] * 50) + "/方案.txt", "/".join(["深"] * 7) + "/方案.txt"),
    ],
)
def test_no_name_leads_out_of_the_folder(
    name: str, kept: str, open_: Callable[..., Opened], tmp_path: Path
) -> None:
    assert told(open_(packed({name: PLAN})), tmp_path) == [[f"材料.zip/{kept}"]]


def test_a_link_is_no_document(open_: Callable[..., Opened]) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("方案.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hosts")
    assert open_(file.getvalue()).sets == ()


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_mark_are_read(encoding: str, open_: Callable[..., Opened]) -> None:
    name = "雁岭方案.txt".encode(encoding)
    stand_in = b"x" * len(name)
    found = open_(packed({stand_in.decode(): PLAN}).replace(stand_in, name))
    assert [files[0].name for files in found.sets] == ["雁岭方案.txt"]


def test_two_members_of_one_name_are_both_read(open_: Callable[..., Opened]) -> None:
    found = open_(packed({"方案.txt": PLAN, "./方案.txt": PLAN}))
    assert [files[0].name for files in found.sets] == ["方案.txt", "方案~2.txt"]


def test_archives_in_archives_to_a_depth(open_: Callable[..., Opened], tmp_path: Path) -> None:
    data = packed({"第四层.txt": PLAN})
    for layer in (3, 2, 1):
        data = packed({f"第{layer}层.txt": PLAN, "内.zip": data})
    found = open_(data)
    assert [files[0].stem for files in found.sets] == ["第1层", "第2层", "第3层"]
    assert [failure.name for failure in found.failures] == ["材料.zip/内.zip/内.zip/内.zip"]
    assert "超过3层" in found.failures[0].problem


def test_a_word_file_named_zip_is_left_to_its_reader(open_: Callable[..., Opened]) -> None:
    document = new()
    document.add_paragraph("疏浚灌渠。")
    found = open_(saved(document))
    assert [path.name for path in found.sets[0]] == ["材料.zip"]


@pytest.mark.parametrize(
    ("limit", "value", "members", "problem"),
    [
        ("MOST_FILES", 2, {f"{n}.txt": b"1" for n in range(5)}, "超过2个"),
        ("MOST_OF_ONE", 10, {"a.txt": b"1" * 11}, "解压后过大"),
        ("RATIO_FROM", 10, {"a.txt": b"1" * 1_000_000}, "压缩比异常"),
        ("MOST_DIRECTORY", 10, {"a.txt": b"1"}, "文件过多"),
        ("SUFFIX", ".zip", {"a.exe": b"1"}, "没有文稿"),
    ],
)
def test_what_exceeds_a_limit_is_told(
    limit: str,
    value: object,
    members: Content,
    problem: str,
    open_: Callable[..., Opened],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, limit, value)
    found = open_(packed(members))
    assert len(found.failures) == 1
    assert problem in found.failures[0].problem
    assert found.failures[0].hint.startswith("请")


def test_all_files_together_have_a_limit(tmp_path: Path) -> None:
    unpacking = archives._Unpacking(tmp_path / "0", bytes_left=25)
    path = tmp_path / "a.zip"
    path.write_bytes(packed({f"{n}.txt": b"1" * 10 for n in range(4)}))
    unpacking.unpack(path, tmp_path / "0")
    assert [len(unpacking.documents), len(unpacking.problems)] == [2, 2]


def test_encrypted_members_are_told_once(open_: Callable[..., Opened]) -> None:
    data = packed({"甲.txt": PLAN, "乙.txt": PLAN})
    locked = data.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x01\x08")
    locked = locked.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x01\x08"
    )
    found = open_(locked)
    assert found.sets == ()
    assert [failure.problem for failure in found.failures] == [
        "压缩包设有密码，其中2个文件没有读取（甲.txt、乙.txt）"
    ]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_truncated_archive_is_told(cut: float, open_: Callable[..., Opened]) -> None:
    data = packed({"甲.txt": PLAN * 50, "乙.txt": PLAN})
    found = open_(data[: int(len(data) * cut)])
    assert [failure.problem for failure in found.failures] == ["压缩包已损坏，打不开"]


def test_a_damaged_member_stops_nothing(open_: Callable[..., Opened]) -> None:
    data = bytearray(packed({"甲.txt": PLAN, "乙.txt": PLAN}, zipfile.ZIP_STORED))
    data[data.index(PLAN) + 3] ^= 255
    found = open_(bytes(data))
    assert [files[0].name for files in found.sets] == ["乙.txt"]
    assert [failure.name for failure in found.failures] == ["材料.zip/甲.txt"]
