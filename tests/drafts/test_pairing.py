"""Tasks are known again though renumbered, moved, split, merged or reworded."""

from policyparse.drafts.order import displaced
from policyparse.model.diff import Diff
from tests.drafts.passages import compared, draft, told

NETS = "拆除围网。拆除废弃围网200处，清理湖底残留网具和木桩。"
WASTE = "湖滩垃圾日产日清，运往城区转运站集中处理。"
CANAL = "疏浚进水渠。清淤3公里，加固渠岸护坡。（市水利局负责）"
FLOWERS = "发展观光农业。在湖滩外围种植观赏油菜，举办春季赏花活动。（市农业农村局牵头）"
WATER, TOWN = "（市水利局牵头）", "（市城管局牵头）"


def kinds(found: Diff) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    return [(task.old, task.new, task.kind.value) for task in found.tasks]


def numbered(*tasks: str) -> list[str]:
    return [f"（{number}）{task}" for number, task in zip("一二三四五", tasks, strict=False)]


def test_a_new_number_is_no_change() -> None:
    old = draft(*numbered(NETS + WATER, CANAL))
    new = draft(*numbered(FLOWERS, NETS + WATER, CANAL))
    assert kinds(compared(old, new)) == [
        ((), ("1.1",), "added"),
        (("1.1",), ("1.2",), "same"),
        (("1.2",), ("1.3",), "same"),
    ]


def test_a_task_that_is_gone_stands_where_it_stood() -> None:
    old = draft(*numbered(CANAL, NETS + WATER, FLOWERS))
    found = compared(old, draft(*numbered(CANAL, FLOWERS)))
    assert kinds(found) == [
        (("1.1",), ("1.1",), "same"),
        (("1.2",), (), "removed"),
        (("1.3",), ("1.2",), "same"),
    ]
    assert told(found.tasks[1]) == {("unit", "市水利局", "removed", "lead", "")}


def test_the_last_task_put_first_is_the_one_that_moved() -> None:
    old = draft(*numbered(NETS + WATER, CANAL, FLOWERS))
    found = compared(old, draft(*numbered(FLOWERS, NETS + WATER, CANAL)))
    assert [task.title for task in found.tasks if task.moved] == ["发展观光农业"]
    assert [task.kind.value for task in found.tasks] == ["moved", "same", "same"]


def test_a_task_under_another_heading_moved() -> None:
    tasks = numbered(NETS + WATER, CANAL)
    old = draft(*tasks, "二、保障措施", "（一）加强监督。每季度通报1次。", "（二）" + FLOWERS)
    new = draft(*tasks, "（三）" + FLOWERS, "二、保障措施", "（一）加强监督。每季度通报1次。")
    assert [task.title for task in compared(old, new).tasks if task.moved] == ["发展观光农业"]


def test_one_task_became_two() -> None:
    old = draft(*numbered(f"{NETS}{WASTE}（市水利局牵头，市城管局配合）", CANAL))
    new = draft(*numbered(NETS + WATER, f"清运湖滩垃圾。{WASTE}{TOWN}", CANAL))
    found = compared(old, new)
    assert kinds(found)[0] == (("1.1",), ("1.1", "1.2"), "split")
    assert told(found.tasks[0]) == {("unit", "市城管局", "role", "support", "lead")}
    back = compared(new, old)
    assert kinds(back)[0] == (("1.1", "1.2"), ("1.1",), "merged")
    assert told(back.tasks[0]) == {("unit", "市城管局", "role", "lead", "support")}


def test_a_reworded_task_is_known_again() -> None:
    new = "整治围网和网具。对200处废弃围网予以拆除，湖底残留的网具、木桩一并清理。"
    found = compared(draft(*numbered(NETS + WATER, CANAL)), draft(*numbered(new + WATER, CANAL)))
    assert kinds(found)[0] == (("1.1",), ("1.1",), "changed")


def test_tasks_of_other_matters_are_not_paired() -> None:
    found = compared(draft(*numbered(CANAL, NETS + WATER)), draft(*numbered(CANAL, FLOWERS)))
    assert [task.kind.value for task in found.tasks] == ["same", "removed", "added"]


def test_a_measure_that_went_to_another_task_is_said_to() -> None:
    old = draft(*numbered(NETS + WASTE + WATER, CANAL))
    moved = CANAL.replace("（", f"{WASTE}（")
    found = compared(old, draft(*numbered(NETS + WATER, moved)))
    why = [measure.why for task in found.tasks for measure in task.measures]
    assert any(said.endswith("移至“疏浚进水渠”。") for said in why)
    assert any(said.endswith("由“拆除围网”移来。") for said in why)


def test_what_left_its_order() -> None:
    assert displaced([0, 1, 2, 3]) == frozenset()
    assert displaced([0, 2, 1, 3]) == {1, 2}
    assert displaced([4, 0, 1, 2, 3]) == {0}
    assert displaced([]) == frozenset()
