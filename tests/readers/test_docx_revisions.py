"""Word: tracked changes, before them and after them; who made them, and where."""

from pathlib import Path

import pytest

from policyparse.model import RevisionKind, Revisions
from policyparse.pipeline import parse_set
from policyparse.readers import read
from tests.readers.tracked import (
    EVENING,
    MORNING,
    both,
    by,
    covered,
    cut,
    end,
    gone,
    listed,
    made,
    put,
    run,
    state,
    texts,
)
from tests.readers.word import footnotes, saved

OPEN, SHOWN, CLOSED = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def box(content: str) -> str:
    return f"<w:r><w:pict><w:txbxContent><w:p>{content}</w:p></w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("xml", "before", "after"),
    [
        (run("清理") + cut("淤泥") + put("河床") + run("。"), "清理淤泥。", "清理河床。"),
        (run("清理") + by("moveFrom", run("淤泥")) + run("。"), "清理淤泥。", "清理。"),
        (run("清理") + by("moveTo", run("淤泥")) + run("。"), "清理。", "清理淤泥。"),
        (run("清理") + by("ins", run("全部") + cut("淤泥", "程湾")), "清理", "清理全部"),
        (run("清理") + by("del", by("ins", gone("淤泥"))), "清理", "清理"),
        (f"<w:hyperlink>{cut('附件1')}{put('附件2')}</w:hyperlink>", "附件1", "附件2"),
        (by("ins", f"<w:hyperlink>{run('附件2')}</w:hyperlink>") + run("。"), "。", "附件2。"),
        (
            f"<w:sdt><w:sdtContent>{cut('县')}{put('市')}{run('水务局')}</w:sdtContent></w:sdt>",
            "县水务局",
            "市水务局",
        ),
        (
            by("del", OPEN + "<w:r><w:delInstrText>REF a</w:delInstrText></w:r>" + SHOWN)
            + cut("第二条")
            + by("del", CLOSED)
            + run("办理"),
            "第二条办理",
            "办理",
        ),
        (
            run("面积10") + by("del", '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            "<w:delText>4</w:delText></w:r>") + put("万"),
            "面积10⁴",
            "面积10万",
        ),
        (
            run("清理")
            + run("淤泥", "<w:vanish/>" + by("rPrChange", "<w:rPr/>")),
            "清理淤泥",
            "清理",
        ),
        (
            run("清理淤泥", "<w:b/>" + by("rPrChange", "<w:rPr/>")),
            "清理淤泥",
            "清理淤泥",
        ),
    ],
)  # fmt: skip
def test_a_paragraph_before_and_after(xml: str, before: str, after: str) -> None:
    one, other = both(made(xml))
    assert (texts(one), texts(other)) == ([before], [after])


def test_each_revision_is_kept_with_its_author_its_time_and_its_place() -> None:
    document = made(
        run("一季度"),
        run("清理") + cut("淤泥", "程湾", EVENING) + put("河床") + run("。"),
    )
    before, after = both(document)
    for found in (before, after):
        assert [(r.kind, r.text, r.author, r.when, r.place.label) for r in found.revisions] == [
            (RevisionKind.DELETE, "淤泥", "程湾", EVENING, "第2段"),
            (RevisionKind.INSERT, "河床", "周岚", MORNING, "第2段"),
        ]
    assert covered(before) == [("delete", "淤泥", "程湾")]
    assert covered(after) == [("insert", "河床", "周岚")]
    assert [s.block for r in after.revisions for s in r.stretches] == [1]


def test_what_one_put_in_and_another_took_out_stands_in_neither_state() -> None:
    document = made(run("清理") + by("ins", run("全部") + cut("淤泥", "程湾")) + run("。"))
    before, after = both(document)
    assert covered(before) == []
    assert covered(after) == [("insert", "全部", "周岚")]
    assert [(r.text, r.author) for r in after.revisions] == [("全部淤泥", "周岚"), ("淤泥", "程湾")]


def test_which_state_was_read_is_told() -> None:
    document = made(run("清理") + cut("淤泥") + put("河床") + run("。"))
    before, after = ((loss.code, loss.count, loss.message) for d in both(document)
                     for loss in d.losses)  # fmt: skip
    assert before[:2] == ("rejected", 2)
    assert "按拒绝全部修订后的文字读取" in before[2]
    assert "增加：河床" in before[2]
    assert after[:2] == ("revisions", 2)
    assert "删去：淤泥" in after[2]


# ends of paragraphs


def test_a_paragraph_cut_in_two() -> None:
    document = made(end("ins") + run("清理淤泥。"), run("拆除围网。"))
    before, after = both(document)
    assert texts(before) == ["清理淤泥。拆除围网。"]
    assert texts(after) == ["清理淤泥。", "拆除围网。"]


def test_two_paragraphs_made_one() -> None:
    document = made(end("del") + run("清理") + put("全部"), cut("河床") + run("淤泥。"))
    before, after = both(document)
    assert texts(before) == ["清理", "河床淤泥。"]
    assert texts(after) == ["清理全部淤泥。"]
    assert covered(after) == [("insert", "全部", "周岚")]


def test_places_behind_joined_paragraphs_and_numbers() -> None:
    joins = listed(more=f"<w:rPr>{by('del', '')}</w:rPr>")
    document = made(joins + run("清理"), listed() + put("河床") + run("淤泥。"))
    _, after = both(document)
    assert texts(after) == ["一、清理河床淤泥。"]
    assert covered(after) == [("insert", "河床", "周岚")]


@pytest.mark.parametrize(
    ("first", "second"), [("ins", "moveTo"), ("moveTo", "ins"), ("ins", "ins")]
)
def test_paragraphs_put_in_take_a_number_afterwards_only(first: str, second: str) -> None:
    def new(name: str, text: str) -> str:
        return listed(more=f"<w:rPr>{by(name, '')}</w:rPr>") + by(name, run(text))

    document = made(
        listed() + run("清理淤泥"),
        new(first, "登记造册"),
        new(second, "拆除围网"),
        listed() + run("加强领导"),
    )
    before, after = both(document)
    assert texts(before) == ["一、清理淤泥", "二、加强领导"]
    assert texts(after) == ["一、清理淤泥", "二、登记造册", "三、拆除围网", "四、加强领导"]


@pytest.mark.parametrize("name", ["del", "moveFrom"])
def test_a_paragraph_taken_out_takes_no_number_afterwards(name: str) -> None:
    mark = listed(more=f"<w:rPr>{by(name, '')}</w:rPr>")
    inside = by(name, run("登记造册") if name == "moveFrom" else gone("登记造册"))
    document = made(listed() + run("清理淤泥"), mark + inside, listed() + run("加强领导"))
    before, after = both(document)
    assert texts(before) == ["一、清理淤泥", "二、登记造册", "三、加强领导"]
    assert texts(after) == ["一、清理淤泥", "二、加强领导"]


def test_text_taken_out_behind_an_end_leaves_the_first_paragraph_as_it_was() -> None:
    """From the end of one paragraph to the end of the next: the heading stays a heading."""
    heading = f'<w:pPr><w:pStyle w:val="Heading1"/><w:rPr>{by("del", "")}</w:rPr></w:pPr>'
    _, after = both(made(heading + run("重点任务"), cut("另见附件。"), run("清理淤泥。")))
    assert [(b.kind, b.text) for b in after.blocks] == [
        ("heading", "重点任务"),
        ("paragraph", "清理淤泥。"),
    ]


def test_a_number_given_by_a_revision() -> None:
    document = made(
        listed() + run("清理淤泥"),
        listed(numbering=by("ins", "")) + run("登记造册"),
        listed(more=by("pPrChange", "<w:pPr/>")) + run("拆除围网"),
        "<w:pPr>" + by("pPrChange", listed()) + "</w:pPr>" + run("逐一编号"),
        listed() + run("加强领导"),
    )
    before, after = both(document)
    assert texts(before) == ["一、清理淤泥", "登记造册", "拆除围网", "二、逐一编号", "三、加强领导"]
    assert texts(after) == [
        "一、清理淤泥",
        "二、登记造册",
        "三、拆除围网",
        "逐一编号",
        "四、加强领导",
    ]
    assert before.revisions == ()


def test_an_old_note_of_a_changed_number_is_told() -> None:
    old = '<w:numberingChange w:id="1" w:author="周岚" w:original="%1:3:0:."/>'
    before, after = both(made(listed(numbering=old) + run("清理淤泥")))
    assert [loss.code for loss in before.losses] == ["numbering"]
    assert after.losses == ()


# beside the text


def test_revisions_in_a_text_box() -> None:
    before, after = both(made(run("正文。") + box(run("电话") + cut("甲") + put("乙"))))
    assert (texts(before), texts(after)) == (["正文。", "电话甲"], ["正文。", "电话乙"])
    assert covered(after) == [("insert", "乙", "周岚")]


def test_a_text_box_put_in_by_a_revision() -> None:
    before, after = both(made(run("正文。") + by("ins", box(run("电话")))))
    assert (texts(before), texts(after)) == (["正文。"], ["正文。", "电话"])


def test_revisions_in_a_footnote() -> None:
    document = made(run("清理淤泥") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    footnotes(document, f"指河床</w:t></w:r>{cut('旧泥')}{put('沉积物')}<w:r><w:t>。")
    before, after = both(document)
    assert "指河床旧泥。" in before.losses[0].message
    assert "指河床沉积物。" in after.losses[0].message
    assert [(r.text, r.place.label, r.stretches) for r in after.revisions] == [
        ("旧泥", "第1段脚注", ()),
        ("沉积物", "第1段脚注", ()),
    ]


def test_a_footnote_that_came_with_a_revision() -> None:
    document = made(run("清理淤泥") + by("ins", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    footnotes(document, "指河床沉积物")
    before, after = both(document)
    assert "footnote" not in [loss.code for loss in before.losses]
    assert "footnote" in [loss.code for loss in after.losses]


def test_whole_paragraphs_inside_a_revision() -> None:
    document = made(run("清理淤泥。"), run("拆除围网。"), run("登记造册。"))
    body = document.element.body
    second = body[1]
    wrapper = second.makeelement(second.tag.replace("}p", "}ins"), {})
    body.replace(second, wrapper)
    wrapper.append(second)
    before, after = both(document)
    assert texts(before) == ["清理淤泥。", "登记造册。"]
    assert texts(after) == ["清理淤泥。", "拆除围网。", "登记造册。"]
    assert covered(after) == [("insert", "拆除围网。", None)]


def test_a_choice_and_its_fallback_are_one_revision() -> None:
    inside = box(put("乙"))
    xml = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
        f'compatibility/2006"><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    _, after = both(made(run("正文。") + xml))
    assert [r.text for r in after.revisions] == ["乙"]


# through the pipeline


def test_the_pipeline_reads_the_state_that_is_asked_for(tmp_path: Path) -> None:
    document = made(
        run("一、主要任务"),
        run("（一）清理淤泥。") + cut("6") + put("9") + run("月底前完成。（市水务局负责）"),
    )
    source = tmp_path / "方案.docx"
    source.write_bytes(saved(document))
    found = {
        which: parse_set((source,), (), which)[0].tasks[0].deadlines[0].raw for which in Revisions
    }
    assert found == {Revisions.ORIGINAL: "6月底前", Revisions.FINAL: "9月底前"}


def test_revisions_of_an_annex_stand_behind_the_body(tmp_path: Path) -> None:
    body, annex = tmp_path / "方案.docx", tmp_path / "方案-附件.docx"
    body.write_bytes(saved(made(run("正文") + put("一。"), run("正文二。"))))
    annex.write_bytes(saved(made(run("附件") + put("一。"))))
    _, text = parse_set((body, annex))
    assert covered(text.raw) == [("insert", "一。", "周岚")] * 2
    assert [s.block for r in text.raw.revisions for s in r.stretches] == [0, 2]
    assert [text.raw.revisions[at].place.file for at in (0, 1)] == [None, "方案-附件.docx"]


def test_a_state_of_a_file_without_revisions_is_the_file() -> None:
    document = made(run("清理淤泥。"))
    assert state(document, Revisions.ORIGINAL) == state(document, Revisions.FINAL)


def test_what_another_office_program_writes() -> None:
    """``soffice --convert-to docx tracked.fodt`` made the file; numbers are its own too."""
    source = Path(__file__).parent / "fixtures" / "tracked.docx"
    before, after = (read(source, None, which) for which in Revisions)
    assert texts(before)[1:] == [
        "1.登记围网，6月底前拆除围网。（市水利局负责）",
        "2.核对围网位置。（市水利局负责）",
        "3.疏浚进水渠。（市水利局负责）",
        "4.修复护岸。（市水利局负责）",
        "清运淤泥｜市水利局市财政局",
    ]
    assert texts(after)[1:] == [
        "1.登记围网，9月底前拆除围网。（市水利局负责）",
        "2.疏浚进水渠。（市水利局负责）",
        "3.栽种芦苇。（市林业局负责）",
        "4.修复护岸。（市水利局负责）",
        "清运淤泥｜市水利局、市公安局",
    ]
    assert covered(before) == [
        ("delete", "6", "周岚"),
        ("delete", "核对围网位置。（市水利局负责）", "程湾"),
        ("delete", "市财政局", "周岚"),
    ]
    assert covered(after) == [
        ("insert", "9", "周岚"),
        ("insert", "栽种", "程湾"),
        ("insert", "芦苇。（市林业局负责）", "程湾"),
        ("insert", "、市公安局", "周岚"),
    ]
    assert [(c.text, c.quoted, c.author) for c in after.comments] == [("补充长度", "护岸", "程湾")]
