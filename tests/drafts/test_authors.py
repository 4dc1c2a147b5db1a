"""Who made which change of a file with tracked ones, and what stands in its margin."""

from pathlib import Path
from typing import Any

import pytest

from policyparse.batch.tracked import States, draft_states
from policyparse.drafts.authors import with_authors
from policyparse.drafts.diff import diff
from policyparse.drafts.outside import with_passages
from policyparse.drafts.scopes import Read
from policyparse.model.diff import Diff, TaskChange
from tests.plans import LEXICON
from tests.readers.tracked import (
    EVENING,
    MORNING,
    by,
    cell,
    cut,
    listed,
    made,
    new,
    put,
    row,
    run,
    table,
)
from tests.readers.word import raw, saved

ZHOU, CHENG = ("周岚", MORNING), ("程湾", EVENING)
TITLE = "云屏市2026年湖滩整治工作方案"
OTHER = run("清淤3公里。（市水利局负责）")


def plan(*tasks: tuple[str, str], title: str = run(TITLE)) -> Any:
    """A plan of numbered tasks: title and body of each as XML."""
    document = new()
    raw(document, title)
    raw(document, listed(0) + run("主要任务"))
    for name, body in (*tasks, (run("疏浚进水渠"), OTHER)):
        raw(document, listed(1) + name)
        raw(document, body)
    return document


def states(document: Any, folder: Path) -> States:
    source = folder / "方案.docx"
    source.write_bytes(saved(document))
    return draft_states((source,), (LEXICON,))


def signed(document: Any, folder: Path) -> Diff:
    found = states(document, folder)
    old, new = found.old.plan, found.new.plan
    return with_authors(diff(old, new, lexicon=(LEXICON,)), old, new, found.tracked)


def by_whom(found: Diff) -> set[tuple[str, str | None, str | None]]:
    """All that changed in the first task, with its author and time."""
    task = found.tasks[0]
    changes = {(f"{c.unit} {c.change}", c.author, c.when) for c in task.responsibility}
    changes |= {(f"{d.change}", d.author, d.when) for d in task.deadlines}
    changes |= {(f"{t.change}", t.author, t.when) for t in task.targets}
    changes |= {(f"{m.change}", m.author, m.when) for m in task.measures}
    return changes | {(f"{w.old}>{w.new}", w.author, w.when) for w in task.wording}


BODY = "对围网逐一登记，"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            run(BODY) + cut("6", *CHENG) + put("9", *ZHOU) + run("月底前拆除。（市水利局负责）"),
            {
                ("later", "程湾、周岚", EVENING),
                ("6月底前>9月底前", "程湾、周岚", EVENING),
            },
        ),
        (
            run("拆除围网。（市水利局牵头，市财政局") + put("、市公安局", *CHENG) + run("配合）"),
            {("市公安局 added", *CHENG)},
        ),
        (
            run("拆除围网。（市水利局") + cut("、市公安局", *ZHOU) + run("牵头，市财政局")
            + put("、市交通运输局", *CHENG) + run("配合）"),
            {("市公安局 removed", *ZHOU), ("市交通运输局 added", *CHENG)},
        ),
        (
            run("拆除围网。（市水利局牵头，市财政局") + cut("配合", *CHENG)
            + put("牵头", *CHENG) + run("）"),
            {("市财政局 role", *CHENG)},
        ),
        (
            run("植被覆盖率不低于") + cut("60", *ZHOU) + put("65", *ZHOU) + run("%。"),
            {("stricter", *ZHOU), ("60%>65%", *ZHOU)},
        ),
        (
            run("拆除围网。") + put("严禁夜间行船。", *CHENG) + run("（市水利局负责）"),
            {("added", *CHENG), (">严禁夜间行船。", *CHENG)},
        ),
    ],
)  # fmt: skip
def test_a_change_has_its_author_and_time(
    body: str, expected: set[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert by_whom(signed(plan((run("拆除围网"), body)), tmp_path)) == expected


def test_two_hands_in_one_task_are_kept_apart(tmp_path: Path) -> None:
    body = (
        run(BODY)
        + cut("6", *ZHOU)
        + put("9", *ZHOU)
        + run("月底前拆除围网。（市水利局")
        + cut("、市公安局", *CHENG)
        + run("牵头）")
    )
    found = signed(plan((run("拆除围网"), body)), tmp_path)
    assert by_whom(found) == {
        ("later", *ZHOU),
        ("6月底前>9月底前", *ZHOU),
        ("市公安局 removed", *CHENG),
    }
    first, other = found.tasks
    assert (first.author, first.when) == ("周岚、程湾", EVENING)
    assert (other.kind, other.author, other.when) == (TaskChange.SAME, None, None)


def test_tasks_that_came_and_went(tmp_path: Path) -> None:
    document = new()
    raw(document, run(TITLE))
    raw(document, listed(0) + run("主要任务"))
    for name, text, who in (("ins", "栽种芦苇", ZHOU), ("del", "登记造册", CHENG)):
        make = put if name == "ins" else cut
        mark = f"<w:rPr>{by(name, '', *who)}</w:rPr>"
        raw(document, listed(1, mark) + make(text, *who))
        body = f"{text}5公顷。（市林业局负责）"
        raw(document, f"<w:pPr>{mark}</w:pPr>" + make(body, *who))
    raw(document, listed(1) + run("疏浚进水渠"))
    raw(document, OTHER)
    found = signed(document, tmp_path)
    assert [(t.kind, t.old, t.new, t.author, t.when) for t in found.tasks] == [
        (TaskChange.REMOVED, ("1.1",), (), *CHENG),
        (TaskChange.ADDED, (), ("1.1",), *ZHOU),
        (TaskChange.SAME, ("1.2",), ("1.2",), None, None),
    ]
    assert [c.author for t in found.tasks for c in t.responsibility] == ["程湾", "周岚"]


def test_changes_in_a_table_of_tasks(tmp_path: Path) -> None:
    document = new()
    raw(document, run(TITLE))
    heads = ("序号", "工作任务", "完成时限", "牵头单位", "配合单位")
    table(
        document,
        row(*(cell(run(head)) for head in heads)),
        row(
            cell(run("1")),
            cell(run("拆除全部围网")),
            cell(cut("6月底前", *ZHOU) + put("9月底前", *ZHOU)),
            cell(run("市水利局")),
            cell(run("市财政局") + put("、市公安局", *CHENG)),
        ),
        row(
            *(cell(run(t)) for t in ("2", "疏浚进水渠", "11月底前", "市水利局", "市财政局")),
        ),
    )
    found = by_whom(signed(document, tmp_path))
    assert {("later", *ZHOU), ("市公安局 added", *CHENG)} <= found


def test_what_a_draft_says_of_itself_and_prose_outside_the_tasks(tmp_path: Path) -> None:
    title = run("云屏市") + cut("2026", *ZHOU) + put("2027", *ZHOU) + run("年湖滩整治工作方案")
    document = plan((run("拆除围网"), run("拆除围网。（市水利局负责）")), title=title)
    preamble = run("为改善湖滩环境") + put("和水质", *CHENG) + run("，制定本方案。")
    document.element.body[0].addnext(made(preamble).element.body[0])
    read = states(document, tmp_path)
    old, new = read.old.plan, read.new.plan
    bare = diff(old, new, lexicon=(LEXICON,))
    sides = (Read(one.plan, one.normalised) for one in (read.old, read.new))
    full = with_passages(bare, *sides, lexicon=(LEXICON,))
    found = with_authors(full, old, new, read.tracked)
    assert {(one.field, one.author) for one in found.document} >= {("title", "周岚")}
    assert [(one.author, one.when) for one in found.passages] == [CHENG]
    assert [(w.new, w.author) for one in found.passages for w in one.wording] == [
        ("和水质", "程湾")
    ]
    assert not any("未归入" in note for note in found.notes)


def test_a_change_that_is_told_nowhere_is_counted(tmp_path: Path) -> None:
    document = plan((run("拆除围网"), run("拆除围网。（市水利局负责）")))
    preamble = run("为改善湖滩环境") + put("和水质", *ZHOU) + run("，制定本方案。")
    document.element.body[0].addnext(made(preamble).element.body[0])
    found = signed(document, tmp_path)
    assert by_whom(found) == set()
    assert found.notes == ("另有1处修订未归入各项变化，请核对原文件：第2段“和水质”。",)


def test_each_state_has_a_name_of_its_own_and_its_own_numbers(tmp_path: Path) -> None:
    body = run("拆除围网。") + put("严禁夜间行船。")
    found = states(plan((run("拆除围网"), body)), tmp_path)
    names = [one.plan.source.name for one in (found.old, found.new)]
    assert names == ["方案.docx（修订前）", "方案.docx（修订后）"]
    (change,) = found.tracked.changes
    ((start, end),) = change.new
    assert found.new.text[start:end] == change.text == "严禁夜间行船。"
    assert change.old == ()


def test_runs_that_one_hand_changed_in_one_go_are_one_change(tmp_path: Path) -> None:
    body = run("拆除围网。") + put("严禁", *ZHOU) + put("夜间行船", *ZHOU) + put("。", *CHENG)
    found = states(plan((run("拆除围网"), body)), tmp_path)
    assert [(c.text, c.author) for c in found.tracked.changes] == [
        ("严禁夜间行船", "周岚"),
        ("。", "程湾"),
    ]


def test_a_row_put_in_is_one_change_with_all_its_words(tmp_path: Path) -> None:
    """Word notes the row, the end of each paragraph in it, and the words."""
    end = f"<w:pPr><w:rPr>{by('ins', '', *ZHOU)}</w:rPr></w:pPr>"
    document = plan((run("拆除围网"), run("拆除围网。（市水利局负责）")))
    table(
        document,
        row(cell(run("县区")), cell(run("公里"))),
        row(
            cell(end + put("松岭县", *ZHOU)),
            cell(end + put("3", *ZHOU) + put(".5", *CHENG)),
            properties=by("ins", "", *ZHOU),
        ),
    )
    changes = [c for c in states(document, tmp_path).tracked.changes if c.new]
    assert [(c.text, c.author, len(c.new)) for c in changes] == [
        ("松岭县\n3.5", "周岚", 2),
        (".5", "程湾", 1),
    ]


def test_places_hold_where_blanks_are_folded(tmp_path: Path) -> None:
    body = run("拆除 围网 。　　") + put("　严禁 夜间 行船 。", *ZHOU) + run("（ 市水利局 负责 ）")
    found = states(plan((run("拆除围网"), body)), tmp_path)
    (change,) = found.tracked.changes
    ((start, end),) = change.new
    assert found.new.text[start:end].strip() == "严禁夜间行船。"


# comments


def commented(document: Any, *said: str) -> Any:
    """With comments of id 0, 1 …, whose own marks are taken out again."""
    for text in said:
        own = document.add_paragraph("").add_run()
        document.add_comment(own, text=text, author="程湾")
        document.element.body.remove(own._r.getparent())
    return document


def marked(words: str, number: int = 0) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/>{words}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def test_comments_stand_beside_their_tasks(tmp_path: Path) -> None:
    document = plan(
        (
            run("拆除围网"),
            run("逐一登记，")
            + marked(cut("6") + put("9"))
            + run("月底前拆除围网。（市水利局负责）")
            + marked(cut("（另行通知）"), 1),
        ),
        title=marked(run(TITLE), 2),
    )
    found = signed(commented(document, "是否来得及", "为何删去", "题目再斟酌"), tmp_path)
    first, second, third = found.comments
    assert (first.text, first.author, first.quoted, first.task, first.title) == (
        "是否来得及",
        "程湾",
        "9",
        "1.1",
        "拆除围网",
    )
    assert (first.gone, [e.text for e in first.evidence]) == (False, ["9"])
    assert (second.quoted, second.gone, second.task) == ("（另行通知）", True, "1.1")
    assert (third.quoted, third.task, third.title) == (TITLE, None, None)


def test_evidence_of_a_comment_is_exact(tmp_path: Path) -> None:
    document = plan((run("拆除围网"), run("逐一登记， ") + marked(run(" 拆除 围网")) + run("。")))
    found = states(commented(document, "范围"), tmp_path)
    (comment,) = found.tracked.comments
    for places, text in ((comment.old, found.old.text), (comment.new, found.new.text)):
        (place,) = places
        assert place.text == text[place.start : place.end] == "拆除围网"
