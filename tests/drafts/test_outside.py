"""Prose outside the tasks: preamble, principles, annexes."""

from pathlib import Path

from policyparse.drafts.outside import with_passages
from policyparse.drafts.scopes import Read
from policyparse.model.diff import Diff
from policyparse.pipeline import parse_with_text
from tests.drafts.passages import TITLE, compared
from tests.plans import LEXICON

PREAMBLE = "为保护云屏湖，制定本方案。各单位要把湖滩整治摆上议事日程。"
TASKS = """一、主要任务
（一）疏浚进水渠。清淤3公里。（市水利局负责）
（二）收割芦苇。深秋收割湖滩芦苇800亩。（市林业局负责）"""
CLOSING = "本方案自印发之日起施行，由市水利局负责解释。"


def between(folder: Path, old: str, new: str) -> Diff:
    reads = []
    for name, text in (("旧稿", old), ("新稿", new)):
        path = folder / f"{name}.txt"
        path.write_text(f"{TITLE}\n\n{text}\n", "utf-8")
        reads.append(Read(*parse_with_text(path, (LEXICON,))))
    found = compared(reads[0].plan, reads[1].plan)
    return with_passages(found, *reads, lexicon=(LEXICON,))


def words(found: Diff) -> list[tuple[str, str]]:
    return [(step.old, step.new) for one in found.passages for step in one.wording]


def test_a_reworded_preamble_is_told_word_by_word(tmp_path: Path) -> None:
    again = PREAMBLE.replace("摆上议事日程", "列入年度计划")
    found = between(tmp_path, f"{PREAMBLE}\n{TASKS}", f"{again}\n{TASKS}")
    (passage,) = found.passages
    assert passage.old is not None
    assert passage.new is not None
    assert (passage.old.text, passage.new.text) == (PREAMBLE, again)
    assert words(found) == [("摆上议事日程", "列入年度计划")]


def test_a_passage_that_came_or_went_has_one_side(tmp_path: Path) -> None:
    came = between(tmp_path, f"{PREAMBLE}\n{TASKS}", f"{PREAMBLE}\n{TASKS}\n二、附则\n{CLOSING}")
    assert [(one.old, one.new.text) for one in came.passages if one.new][-1] == (None, CLOSING)
    gone = between(tmp_path, f"{PREAMBLE}\n{TASKS}\n二、附则\n{CLOSING}", f"{PREAMBLE}\n{TASKS}")
    assert [(one.old.text, one.new) for one in gone.passages if one.old][-1] == (CLOSING, None)


def test_what_changed_in_a_task_is_told_there_alone(tmp_path: Path) -> None:
    new = TASKS.replace("3公里", "5公里").replace("市林业局", "市水利局")
    found = between(tmp_path, f"{PREAMBLE}\n{TASKS}", f"{PREAMBLE}\n{new}")
    assert any(task.responsibility for task in found.tasks)
    assert found.passages == ()


def test_another_number_or_another_place_is_no_change(tmp_path: Path) -> None:
    old = f"{PREAMBLE}\n{CLOSING}\n1.湖滩以水位线为界。\n{TASKS}"
    new = f"{CLOSING}\n{PREAMBLE}\n2.湖滩以水位线为界。\n{TASKS}"
    assert between(tmp_path, old, new).passages == ()


def test_a_unit_that_changed_in_prose_is_marked(tmp_path: Path) -> None:
    again = CLOSING.replace("市水利局", "市林业局")
    found = between(tmp_path, f"{TASKS}\n{CLOSING}", f"{TASKS}\n{again}")
    assert [(step.old, step.new, step.unit) for one in found.passages for step in one.wording] == [
        ("市水利局", "市林业局", True)
    ]


def test_which_draft_it_is_is_no_passage(tmp_path: Path) -> None:
    found = between(tmp_path, f"（初稿）\n{TASKS}", f"（审议稿）\n{TASKS}")
    assert found.passages == ()
