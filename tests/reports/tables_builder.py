"""Small plans of invented places for the tests of tables; all evidence is exact."""

import re
from dataclasses import dataclass, field
from typing import Any

from policyparse.model import (
    Assignment,
    Category,
    Deadline,
    DeadlineKind,
    Deliverable,
    Document,
    DocumentKind,
    Evidence,
    Plan,
    Role,
    Source,
    Target,
    Task,
    Unit,
    UnitKind,
)
from policyparse.model.evidence import Certainty

LABELS = {"lead": "牵头单位", "support": "配合单位", "responsible": "责任单位", "guide": "指导单位"}


@dataclass
class PlanBuilder:
    """Writes a normalised text as tasks are added, so that every evidence can be checked."""

    title: str = "云川市水环境治理实施方案"
    name: str = "plan.docx"
    issued_on: str | None = "2023-05-26"
    text: str = ""
    tasks: list[Task] = field(default_factory=list)

    def evidence(self, text: str, start: int, **more: Any) -> tuple[Evidence, ...]:
        """Return one place of the text."""
        return (Evidence(text=text, start=start, end=start + len(text), block=0, **more),)

    def add(
        self,
        path: tuple[str, ...],
        text: str,
        *,
        title: str = "",
        id: str = "",
        category: Category = Category.MAIN,
        etc: bool = False,
        by_duty: bool = False,
        page: int | None = None,
        dues: tuple[dict[str, Any], ...] = (),
        targets: tuple[dict[str, Any], ...] = (),
        handovers: tuple[dict[str, Any], ...] = (),
        certainty: Certainty = Certainty.SURE,
        **units: str,
    ) -> "PlanBuilder":
        """Add a task; ``lead="市发改委、市财政局"`` and so on become its note."""
        start = len(self.text)
        note, found = self._note(start + len(text), units, etc, by_duty, certainty)
        self.text += text + note
        self.tasks.append(
            Task(
                id=id or f"3.{len(self.tasks) + 1}",
                path=path,
                category=category,
                title=title or text.partition("。")[0],
                text=text,
                assignments=tuple(found),
                open_ended=etc,
                deadlines=tuple(self._due(text, start, due) for due in dues),
                targets=tuple(self._target(text, start, target) for target in targets),
                deliverables=tuple(self._handover(text, start, item) for item in handovers),
                evidence=self.evidence(text + note, start, page=page),
            )
        )
        return self

    def plan(self) -> Plan:
        """Return the plan."""
        return Plan(
            source=Source(name=self.name, format="docx", sha256="0"),
            document=Document(title=self.title, issued_on=self.issued_on, kind=DocumentKind.PLAN),
            tasks=tuple(self.tasks),
        )

    def _note(
        self, start: int, units: dict[str, str], etc: bool, by_duty: bool, certainty: Certainty
    ) -> tuple[str, list[Assignment]]:
        if not units:
            return "", []
        note, found = "（", []
        for index, (role, names) in enumerate(units.items()):
            note += ("；" if index else "") + f"{LABELS[role]}："
            for number, name in enumerate(re.split(r"、(?![^（]*）)", names)):
                note += "、" if number else ""
                found.append(
                    Assignment(
                        unit=unit(name),
                        role=Role(role),
                        by_duty=by_duty and role == "responsible",
                        rule="test",
                        certainty=certainty,
                        evidence=self.evidence(name, start + len(note)),
                    )
                )
                note += name
            note += "等" if etc and index == 0 else ""
        return note + "）", found

    def _due(self, text: str, start: int, due: dict[str, Any]) -> Deadline:
        raw = due["raw"]
        place = start + text.index(raw, due.get("after", 0))
        fields = {"kind": DeadlineKind.BY, **{k: v for k, v in due.items() if k != "after"}}
        return Deadline(rule="test", evidence=self.evidence(raw, place), **fields)

    def _target(self, text: str, start: int, target: dict[str, Any]) -> Target:
        fields = {"op": ">=", "value": 1, "indicator": "指标", **target}
        place = start + text.index(target["raw"])
        return Target(rule="test", evidence=self.evidence(target["raw"], place), **fields)

    def _handover(self, text: str, start: int, item: dict[str, Any]) -> Deliverable:
        fields = {"who": (), **item}
        place = start + text.index(item["raw"])
        return Deliverable(rule="test", evidence=self.evidence(item["raw"], place), **fields)


def unit(name: str) -> Unit:
    """Return a unit of an invented city."""
    kind = UnitKind.COLLECTIVE if name.startswith("各") else UnitKind.DEPARTMENT
    return Unit(mention=name, name=name, jurisdiction="云川市", kind=kind)


MAIN = "三、主要任务"
RIVERS = "（一）河湖治理"


def small_plan(**more: Any) -> Plan:
    """Return a plan with all that tables have to show."""
    builder = PlanBuilder(**more)
    builder.add(
        (MAIN, RIVERS, "1.清理河道"),
        "清理河道。2023年6月底前完成云水河清淤。到2023年底，城区水质达标率达到90%以上。",
        id="3.1.1",
        page=4,
        dues=(
            {"raw": "2023年6月底前", "end": "2023-06-30"},
            {"raw": "到2023年底", "end": "2023-12-31"},
        ),
        targets=({"raw": "城区水质达标率达到90%以上"},),
        lead="市水利局、市生态环境局",
        support="市财政局",
        responsible="各县（市、区）人民政府",
    )
    _add_handovers(builder)
    builder.add(
        (MAIN, "（二）节约用水", "1.推广节水器具"),
        "推广节水器具。=SUM(A1)是公式写法。长期坚持宣传。",
        id="3.2.1",
        etc=True,
        by_duty=True,
        dues=({"raw": "长期坚持", "kind": "during"},),
        responsible="市住房城乡建设局、市教育局",
    )
    builder.add(
        ("四、组织实施", "（一）加强督查"),
        "加强督查。每月底前通报。",
        id="4.1",
        category=Category.SAFEGUARD,
        dues=({"raw": "每月底前", "kind": "recurring", "recurs": "monthly"},),
    )
    return builder.plan()


def _add_handovers(builder: PlanBuilder) -> None:
    plan_text = "市水利局牵头制定清淤方案，于2023年8月前报市政府"
    list_text = "河东区政府于2023年9月10日前报送排污口清单"
    builder.add(
        (MAIN, RIVERS, "2.整治排污口"),
        f"整治排污口。全面排查。{plan_text}。{list_text}。",
        id="3.1.2",
        dues=(
            {"raw": "2023年8月前", "end": "2023-07-31"},
            {"raw": "2023年9月10日前", "end": "2023-09-10"},
        ),
        handovers=(
            {
                "raw": plan_text,
                "who": ("市水利局",),
                "what": "清淤方案",
                "by": "2023-07-31",
                "to": "市政府",
            },
            {
                "raw": list_text,
                "who": ("河东区政府",),
                "what": "排污口清单",
                "by": "2023-09-10",
            },
        ),
        lead="市生态环境局",
        responsible="各县（市、区）人民政府",
    )
