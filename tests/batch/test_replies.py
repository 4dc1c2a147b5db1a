"""A folder of replies, with what an office finds in such a folder."""

from pathlib import Path

import docx
import openpyxl
import pytest

from policyparse.batch.replies import gather
from policyparse.model.reply import ReplyKind

FOOT = "\n{}\n2026年4月3日\n"
REPLIES = {
    "财政局复函.txt": "市林业局：\n经研究，我局无意见。" + FOOT.format("岚江市财政局"),
    "水利局/意见.txt": "市林业局：\n建议将第三条“每年”改为“每半年”。" + FOOT.format("岚江市水利局"),
    "市教育局.txt": "无意见。\n",
    "外单位.txt": "市林业局：\n建议删除第四条。" + FOOT.format("岚江市气象局"),
    "来函.txt": "关于征求《岚江市湿地保护行动计划》意见的函\n各有关单位：\n"
    "请于4月5日前将修改意见书面反馈我局。" + FOOT.format("岚江市林业局"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Replies, the letter that asked for them, and a list."""
    for name, text in REPLIES.items():
        path = tmp_path / "回复" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "回复"


def sent(folder: Path, text: str = "市财政局、水利局、教育局、统计局\n") -> Path:
    path = folder / "名单.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_everybody_is_accounted_for(folder: Path) -> None:
    found = gather(folder, sent(folder)).found
    counts = found.totals
    assert (counts.sent, counts.answered, counts.rows) == (4, 3, 2)
    assert (counts.none, counts.opinions) == (("市财政局", "市教育局"), ("市水利局",))
    assert (counts.silent, counts.unlisted) == (("市统计局",), ("岚江市气象局",))
    assert [row.text for _, row in found.rows] == [
        "建议将第三条“每年”改为“每半年”。",
        "建议删除第四条。",
    ]


def test_the_letter_that_asks_is_no_reply(folder: Path) -> None:
    found = gather(folder, sent(folder)).found
    assert not any("来函" in reply.source for reply in found.replies)
    assert any(note.startswith("来函.txt：像是征求意见的来函") for note in found.notes)


def test_the_draft_itself_is_no_reply(folder: Path) -> None:
    body = "".join(f"{n}、{'开展巡查，建议群众参与管护。' * 8}\n" for n in "一二三四五")
    draft = folder / "岚江市湿地保护行动计划（征求意见稿）.txt"
    draft.write_text(f"岚江市湿地保护行动计划\n（征求意见稿）\n{body}", encoding="utf-8")
    found = gather(folder, sent(folder)).found
    assert any("像是征求意见稿本身" in note for note in found.notes)
    assert found.totals.rows == 2


def test_a_file_that_cannot_be_read_is_told_and_its_unit_is_not_silent(folder: Path) -> None:
    (folder / "市统计局.doc").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 40
    )
    gathered = gather(folder, sent(folder))
    assert [failure.name for failure in gathered.failures] == ["市统计局.doc"]
    assert gathered.found.totals.unclear == ("市统计局",)
    assert gathered.found.totals.silent == ()
    assert gathered.found.unread[0].hint


def test_unit_of_a_reply_by_the_name_of_its_folder(folder: Path) -> None:
    (folder / "统计局").mkdir()
    (folder / "统计局" / "1.txt").write_text("建议删除第九条。\n", encoding="utf-8")
    found = gather(folder, sent(folder)).found
    (unit,) = [unit for unit in found.units if unit.unit == "市统计局"]
    assert unit.opinions == 1
    assert any("只见于文件名" in d for reply in found.replies for d in reply.doubts)


def test_lists_of_each_kind_say_the_same(folder: Path) -> None:
    names = ("市财政局", "市水利局", "市教育局", "市统计局")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("序号", "单位"), *enumerate(names, 1)):
        book.active.append(row)
    book.save(folder.parent / "名单.xlsx")
    paper = docx.Document()
    paper.add_paragraph("市财政局、水利局、教育局、统计局：")
    paper.save(str(folder.parent / "名单.docx"))
    lists = [folder.parent / "名单.xlsx", folder.parent / "名单.docx", sent(folder.parent)]
    found = [gather(folder, path).found for path in lists]
    assert [[one.name for one in each.sent] for each in found] == [list(names)] * 3
    assert len({each.totals for each in found}) == 1


def test_counties_are_spelt_out_by_the_offices_list(folder: Path) -> None:
    own = folder.parent / "模板"
    own.mkdir()
    (own / "县区名单.txt").write_text("[各县（市、区）]\n云台区\n松岭县\n", encoding="utf-8")
    text = "市财政局、水利局、教育局，各县（市、区）人民政府\n"
    found = gather(folder, sent(folder, text), templates=own).found
    assert (found.totals.sent, found.totals.silent) == (5, ("云台区", "松岭县"))


def test_without_a_list_the_silent_cannot_be_named(folder: Path) -> None:
    found = gather(folder, None).found
    assert found.totals.sent == 0
    assert any("名单" in note for note in found.notes)
    assert {unit.kind for unit in found.units} == {ReplyKind.NONE, ReplyKind.OPINIONS}


def test_every_row_leads_back_to_its_file_and_words(folder: Path) -> None:
    found = gather(folder, sent(folder)).found
    for reply, row in found.rows:
        assert reply.source in REPLIES
        assert all(place.text in REPLIES[reply.source] for place in row.evidence)


def test_the_same_folder_gives_the_same_result(folder: Path) -> None:
    path = sent(folder)
    assert gather(folder, path).found == gather(folder, path).found


def test_a_word_file_and_a_page_say_what_the_text_says(tmp_path: Path) -> None:
    letter = REPLIES["水利局/意见.txt"].replace("建议", "一、建议") + "\n附件\n二、删除第五条。\n"
    lines = [line for line in letter.split("\n") if line]
    (tmp_path / "1.txt").write_text(letter, encoding="utf-8")
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(str(tmp_path / "2.docx"))
    html = "".join(f"<p>{line}</p>" for line in lines)
    (tmp_path / "3.html").write_text(f"<html><body>{html}</body></html>", encoding="utf-8")
    found = gather(tmp_path, None).found
    assert [reply.copy_of for reply in found.replies] == [None, "1.txt", "1.txt"]
    assert [row.text for _, row in found.rows] == [
        "建议将第三条“每年”改为“每半年”。",
        "删除第五条。",
    ]


def test_a_draft_that_came_back_with_comments_is_told(folder: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("岚江市湿地保护行动计划")
    paper.add_paragraph("（征求意见稿）")
    for number in "一二三四五":
        run = paper.add_paragraph().add_run(f"{number}、{'开展巡查，群众参与管护。' * 10}")
    paper.add_comment(run, text="建议明确责任单位", author="甲")
    paper.save(str(folder / "市统计局修改稿.docx"))
    found = gather(folder, sent(folder)).found
    assert found.totals.unclear == ("市统计局",)
    (reply,) = [one for one in found.replies if one.units == ("市统计局",)]
    assert any("批注1处" in doubt for doubt in reply.doubts)
