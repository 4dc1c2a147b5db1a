"""Changes that made opinions ask for, each with the pieces by which a draft would follow it."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from policyparse.drafts.words import ROLES
from policyparse.model import Assignment, Role, Task, UnitKind
from tests.drafts.mutations import Ground, body, change_date, change_figure

Pieces = list[tuple[int, int, str]]
FIRST = ("每半年公布", "逐年扩大", "按月通报", "分片核查", "统一录入", "滚动更新")
SECOND = ("运行情况", "服务范围", "问题清单", "设备台账", "巡查记录", "收费明细", "人员名册")
PLACES = (
    "“{title}”",
    "“{title}”部分",
    "{number}“{title}”",
    "第3页“{title}”",
    "征求意见稿中“{title}”",
)
ADD_UNIT = (
    "建议{place}增加“{unit}”为{role}。",
    "建议将{unit}增列为{place}的{role}。",
    "{place}的{role}中增加{unit}。理由：此项工作涉及该单位职责。",
    "建议：{place}中，{role}补充“{unit}”。",
)
REMOVE_UNIT = (
    "建议将{unit}移出{place}的{role}。",
    "{place}，建议{unit}不再列为{role}。理由：与其职责不符。",
    "建议从{place}{role}中删除“{unit}”。",
    "建议{place}取消{unit}的{role}。",
)
CHANGE_ROLE = (
    "{place}，建议将{unit}由{was}调整为{role}。",
    "建议{place}中，“{unit}”不作为{was}，列为{role}。",
    "建议将{place}的{was}“{unit}”改为{role}。",
)
REPLACE = (
    "建议将{place}中的“{old}”修改为“{new}”。",
    "{place}中“{old}”应为“{new}”。",
    "{place}，建议把“{old}”调整为“{new}”。理由：与有关规划衔接。",
    "建议：{place}“{old}”的表述改为：“{new}”。",
)
ADD_TEXT = (
    "建议{place}增加“{new}”。",
    "建议在{place}末尾补充“{new}”的内容。",
    "{place}中增加以下表述：“{new}”。理由：进一步压实责任。",
)
DELETE_TEXT = (
    "建议删除{place}中的“{old}”。",
    "{place}中“{old}”的表述，建议删去。",
    "将{place}中的“{old}”予以删除。",
)


@dataclass(slots=True)
class Ask:
    """What one sentence of an opinion asks for."""

    said: str
    task: str
    full: Pieces
    part: Pieces | None = None  # by which a draft would follow half of it
    done: str = field(default="")  # how far it was followed


def _sentences(ground: Ground, task: Task) -> tuple[str, str]:
    """Two that stand nowhere else, other ones for each task."""
    at = ground.plan.tasks.index(task)
    name = task.title.strip("。")[-4:]
    first, second = FIRST[at % len(FIRST)], SECOND[at % len(SECOND)]
    return f"{first}{name}结果", f"及时归集{name}{second}"


Maker = Callable[[Ground, Task, random.Random], Ask | None]


def _place(task: Task, rng: random.Random) -> str:
    number = re.match(r"[^\u4e00-\u9fff]*[一二三四五六七八九十（）()、.\d]*", task.path[-1])
    own = number.group() if number else ""
    return rng.choice(PLACES).format(title=task.title.strip("。"), number=own)


def _single(a: Assignment) -> bool:
    return a.unit.kind not in (UnitKind.COLLECTIVE, UnitKind.GOVERNMENT)


def _plain(ground: Ground, task: Task) -> list[Assignment]:
    """Units that stand in a note of this task alone."""
    return [a for a in ground.plain(task) if len(ground.sharing(a.evidence[0].start)) == 1]


def _at(a: Assignment) -> tuple[int, int]:
    return a.evidence[0].start, a.evidence[0].end


def add_unit(ground: Ground, task: Task, rng: random.Random) -> Ask | None:
    """One more unit behind others."""
    plain = _plain(ground, task)
    behind = [a for a in plain if a.role in (Role.LEAD, Role.SUPPORT) and _single(a)]
    own = {a.unit.system for a in task.assignments}
    others = {
        a.unit.name
        for t in ground.plan.tasks
        for a in ground.plain(t)
        if _single(a) and a.unit.canonical and a.unit.system and a.unit.system not in own
    }
    if not behind or not others:
        return None
    last, unit = rng.choice(behind), rng.choice(sorted(others))
    said = rng.choice(ADD_UNIT).format(place=_place(task, rng), unit=unit, role=ROLES[last.role])
    pieces = [(*_at(last), f"{last.unit.name}、{unit}"), *ground.written_out(task, (last,))]
    return Ask(said, task.id, pieces)


def remove_unit(ground: Ground, task: Task, rng: random.Random) -> Ask | None:
    """A unit less."""
    plain = [
        a
        for a in _plain(ground, task)
        if ground.text[a.evidence[0].start - 1] == "、" and _single(a)
    ]
    if not plain:
        return None
    gone = rng.choice(plain)
    said = rng.choice(REMOVE_UNIT).format(
        place=_place(task, rng), unit=gone.unit.name, role=ROLES[gone.role]
    )
    start, end = _at(gone)
    pieces = [(start - 1, end, ""), *ground.written_out(task, (gone,))]
    return Ask(said, task.id, pieces)


def change_role(ground: Ground, task: Task, rng: random.Random) -> Ask | None:
    """From the second lead on, a unit is to support; half of it: it only goes."""
    plain = [a for a in _plain(ground, task) if _single(a)]
    leads = [a for a in plain if a.role is Role.LEAD and ground.text[_at(a)[0] - 1] == "、"]
    helpers = [a for a in plain if a.role is Role.SUPPORT]
    if not leads or not helpers:
        return None
    one, other = rng.choice(leads), helpers[-1]
    said = rng.choice(CHANGE_ROLE).format(
        place=_place(task, rng), unit=one.unit.name, was="牵头单位", role="配合单位"
    )
    start, end = _at(one)
    rest = ground.written_out(task, (one, other))
    full = [(start - 1, end, ""), (*_at(other), f"{other.unit.name}、{one.unit.name}"), *rest]
    part = [(start - 1, end, ""), (*_at(other), other.unit.name), *rest]
    return Ask(said, task.id, full, part)


def new_value(ground: Ground, task: Task, rng: random.Random) -> Ask | None:
    """Another date or another figure, quoted with the words around it."""
    edit = rng.choice((change_date, change_figure))(ground, task, rng)
    if edit is None or len(edit.pieces) != 1:
        return None
    start, end, new = edit.pieces[0]
    place = next((p for p in body(task) if p.start <= start < p.end), None)
    if place is None:
        return None
    low, high = start, end
    while low > place.start and ground.text[low - 1] not in "，。；：、\n":
        low -= 1
    while high < place.end and ground.text[high] not in "，。；：、\n":
        high += 1
    old, other = ground.text[low:high], ground.text[low:start] + new + ground.text[end:high]
    if task.text.count(old) != 1 or "“" in old:
        return None
    said = rng.choice(REPLACE).format(place=_place(task, rng), old=old, new=other)
    return Ask(said, task.id, edit.pieces)


def add_text(ground: Ground, task: Task, rng: random.Random) -> Ask | None:
    """A sentence more; half of it: its first clause only."""
    end = body(task)[-1].end
    if ground.text[end - 1] != "。" or not ground.alone(task, end - 1):
        return None
    first, second = _sentences(ground, task)
    said = rng.choice(ADD_TEXT).format(place=_place(task, rng), new=f"{first}，{second}")
    return Ask(said, task.id, [(end, end, f"{first}，{second}。")], [(end, end, f"{first}。")])


def delete_text(ground: Ground, task: Task, rng: random.Random) -> Ask | None:
    """A clause less."""
    found = []
    for place in body(task):
        for match in re.finditer(r"(?<=，)([^，。；“”：（）\n]{6,40})，", place.text):
            at = place.start + match.start()
            if ground.alone(task, at) and ground.text.count(match[1]) == 1:
                found.append((at, place.start + match.end(), match[1]))
    if not found:
        return None
    start, end, old = rng.choice(found)
    said = rng.choice(DELETE_TEXT).format(place=_place(task, rng), old=old)
    return Ask(said, task.id, [(start, end, "")])


def longer(ground: Ground, task: Task, rng: random.Random) -> Ask | None:
    """A clause with two more behind it; half of it: one more."""
    found = []
    for place in body(task):
        for match in re.finditer(r"(?<=，)([^，。；“”：（）\d\n]{8,40})(?=[，。])", place.text):
            at = place.start + match.start()
            if ground.alone(task, at) and ground.text.count(match[1]) == 1:
                found.append((at, match[1]))
    if not found:
        return None
    at, old = rng.choice(found)
    first, second = _sentences(ground, task)
    new = f"{old}，{first}，{second}"
    said = rng.choice(REPLACE).format(place=_place(task, rng), old=old, new=new)
    end = at + len(old)
    return Ask(said, task.id, [(end, end, f"，{first}，{second}")], [(end, end, f"，{first}")])


MAKERS: tuple[Maker, ...] = (
    add_unit,
    remove_unit,
    change_role,
    new_value,
    add_text,
    delete_text,
    longer,
)


def asks(ground: Ground, rng: random.Random, most: int, used: set[str]) -> list[Ask]:
    """Some of them about tasks that nothing else is about; these are then used up."""
    titles = [task.title for task in ground.plan.tasks]
    made: list[Ask] = []
    for _ in range(rng.randint(2, most)):
        maker = rng.choice(MAKERS)
        for task in rng.sample(ground.plan.tasks, len(ground.plan.tasks)):
            fits = task.id not in used and titles.count(task.title) == 1 and len(task.title) > 3
            ask = maker(ground, task, rng) if fits else None
            if ask:
                ask.done = rng.choice(("full", "none", "part" if ask.part else "full"))
                made.append(ask)
                used.add(task.id)
                break
    return made


def pieces_of(made: Sequence[Ask]) -> Pieces:
    """What a draft that follows them so far would change."""
    return [
        piece
        for ask in made
        for piece in (ask.full if ask.done == "full" else (ask.part or []) * (ask.done == "part"))
    ]
