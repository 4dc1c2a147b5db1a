"""Plans of invented places, built with the text they stand in, so that every place is exact."""

from collections.abc import Sequence
from typing import Any

from policyparse.model import (
    Assignment,
    Category,
    Citation,
    Deadline,
    Deliverable,
    Document,
    DocumentKind,
    Evidence,
    Jurisdiction,
    Level,
    Period,
    Plan,
    Role,
    Source,
    Target,
    Task,
    Unit,
    UnitKind,
)

LABELS = {
    Role.LEAD: "牵头单位",
    Role.SUPPORT: "配合单位",
    Role.RESPONSIBLE: "责任单位",
    Role.GUIDE: "指导单位",
}
SYSTEMS = {"教育": "教育", "财政": "财政", "水": "水利", "住": "住房城乡建设"}


class Draft:
    """A plan under construction; ``plan`` and ``text`` give the result."""

    def __init__(
        self,
        name: str,
        title: str,
        place: str | None = "云屏市",
        level: Level | None = Level.CITY,
        parents: tuple[str, ...] = ("澜江省",),
        years: tuple[int | None, int | None] = (2026, 2026),
        **document: Any,
    ) -> None:
        self.name = name
        self.lines: list[str] = []
        self.tasks: list[Task] = []
        self.goals: list[Target] = []
        self.citations: list[Citation] = []
        self.level = level
        self.more: dict[str, Any] = {}
        self._document = {
            "title": title,
            "jurisdiction": Jurisdiction(name=place, parents=parents) if place else None,
            "level": level,
            "period": Period(start=years[0], end=years[1]),
            "kind": DocumentKind.PLAN,
            **document,
        }
        block = self.paragraph(title)
        self._document["evidence"] = {"title": (self.quote(title, block),)}

    def paragraph(self, text: str) -> int:
        """Add a paragraph and return its number."""
        self.lines.append(text)
        return len(self.lines) - 1

    def quote(self, words: str, block: int) -> Evidence:
        """The first place of some words in a paragraph."""
        before = sum(len(line) + 1 for line in self.lines[:block])
        start = before + self.lines[block].index(words)
        return Evidence(text=words, start=start, end=start + len(words), block=block)

    def cite(self, title: str, number: str | None = None, *, basis: bool = True) -> None:
        """Add a citation in a paragraph of its own."""
        block = self.paragraph(f"根据《{title}》{f'（{number}）' if number else ''}，制定本方案。")
        place = (self.quote(title, block),)
        self.citations.append(Citation(title=title, doc_number=number, basis=basis, evidence=place))

    def goal(self, sentence: str, indicator: str, value: float, **more: Any) -> None:
        """Add a target that stands outside tasks."""
        block = self.paragraph(sentence)
        self.goals.append(self._target(block, sentence, indicator, value, more))

    def task(
        self,
        number: str,
        title: str,
        *,
        units: dict[Role, Sequence[str]] | None = None,
        section: str = "一、主要任务",
        body: str = "",
        dates: Sequence[tuple[str, dict[str, Any]]] = (),
        targets: Sequence[tuple[str, str, float]] = (),
        handovers: Sequence[tuple[str, dict[str, Any]]] = (),
        category: Category = Category.MAIN,
        by_duty: bool = False,
    ) -> None:
        """Add a task with its responsibility note; the words of dates etc. stand in the body."""
        notes = [f"{LABELS[role]}：{'、'.join(names)}" for role, names in (units or {}).items()]
        note = f"（{'；'.join(notes)}）" if notes else ""
        block = self.paragraph(f"{number}{title}。{body}{note}")
        assigned = self._assigned(units or {}, block, by_duty=by_duty)
        self.tasks.append(
            Task(
                id=f"1.{number.strip('.')}",
                path=(section, f"{number}{title}"),
                category=category,
                title=title,
                text=f"{title}。{body}",
                assignments=tuple(assigned),
                deadlines=tuple(self._dated(block, raw, more) for raw, more in dates),
                targets=tuple(self._target(block, *row, {}) for row in targets),
                deliverables=tuple(self._handed(block, raw, more) for raw, more in handovers),
                evidence=(self.quote(self.lines[block], block),),
            )
        )

    def _assigned(
        self, units: dict[Role, Sequence[str]], block: int, *, by_duty: bool
    ) -> list[Assignment]:
        return [
            Assignment(
                unit=self._unit(name),
                role=role,
                by_duty=by_duty,
                rule="note",
                evidence=(self.quote(name, block),),
            )
            for role, names in units.items()
            for name in names
        ]

    def _dated(self, block: int, raw: str, more: dict[str, Any]) -> Deadline:
        return Deadline(raw=raw, rule="date", evidence=(self.quote(raw, block),), **more)

    def _handed(self, block: int, raw: str, more: dict[str, Any]) -> Deliverable:
        return Deliverable(raw=raw, rule="handover", evidence=(self.quote(raw, block),), **more)

    def _target(
        self, block: int, raw: str, indicator: str, value: float, more: dict[str, Any]
    ) -> Target:
        values = {"op": ">=", "unit": "%", **more}
        return Target(
            raw=raw,
            indicator=indicator,
            value=value,
            rule="number",
            evidence=(self.quote(raw, block),),
            **values,
        )

    def _unit(self, name: str) -> Unit:
        collective = name.startswith(("各", "有关"))
        system = next((value for key, value in SYSTEMS.items() if key in name), None)
        return Unit(
            mention=name,
            name=name,
            level=self.level,
            jurisdiction=None,
            system=None if collective else system,
            kind=UnitKind.COLLECTIVE if collective else UnitKind.DEPARTMENT,
        )

    @property
    def text(self) -> str:
        """The normalised text."""
        return "\n".join(self.lines)

    @property
    def plan(self) -> Plan:
        """The finished plan."""
        return Plan(
            source=Source(
                name=self.name, format="text", sha256="0" * 64, characters=len(self.text)
            ),
            document=Document(**self._document, citations=tuple(self.citations)),
            tasks=tuple(self.tasks),
            goals=tuple(self.goals),
            **self.more,
        )


def texts_of(*drafts: Draft) -> dict[str, str]:
    """The texts by the name of their source."""
    return {draft.name: draft.text for draft in drafts}


def region() -> Draft:
    """An upper plan of the region."""
    draft = Draft(
        "region.txt",
        "澜江省节水行动实施方案（2025—2027年）",
        "澜江省",
        Level.REGION,
        (),
        (2025, 2027),
        doc_number="澜政办发〔2025〕12号",
    )
    draft.goal("到2026年，全省用水效率达到80%以上。", "用水效率", 80, by="2026", scope="全省")
    draft.task(
        "1.",
        "推进农业节水",
        body="2026年6月底前完成灌区改造。",
        units={Role.LEAD: ["省水利厅"], Role.SUPPORT: ["省财政厅", "省教育厅"]},
        dates=[("2026年6月底前", {"kind": "by", "end": "2026-06-30", "precision": "month"})],
    )
    return draft


def city() -> Draft:
    """A city's plan that rests on the region's."""
    draft = Draft("city.txt", "云屏市2026年节水行动工作方案", doc_number="云政办发〔2026〕3号")
    draft.cite(
        "澜江省人民政府办公厅关于印发澜江省节水行动实施方案（2025—2027年）的通知",
        "澜政办发〔2025〕12号",
    )
    draft.goal("2026年，全市用水效率达到82%以上。", "用水效率", 82, by="2026", scope="全市")
    _farm_task(draft)
    draft.task(
        "2.",
        "开展校园节水",
        body="节水型学校比例达到60%。",
        units={Role.LEAD: ["市教育局"], Role.SUPPORT: ["市财政局"]},
        targets=[("节水型学校比例达到60%", "节水型学校比例", 60)],
    )
    draft.task("3.", "加强宣传", section="二、保障措施", category=Category.SAFEGUARD)
    return draft


def _farm_task(draft: Draft) -> None:
    """A task with three leads, a hand-over and a recurring date."""
    draft.task(
        "1.",
        "推进农业节水",
        body="市水利局于2026年5月底前制定灌区改造方案并报市节水办，每季度通报进展。",
        units={
            Role.LEAD: ["市水利局", "市财政局", "市住建局"],
            Role.SUPPORT: ["市教育局"],
            Role.RESPONSIBLE: ["各县（区）人民政府"],
        },
        dates=[
            ("2026年5月底前", {"kind": "by", "end": "2026-05-31", "precision": "month"}),
            ("每季度", {"kind": "recurring", "recurs": "quarterly"}),
        ],
        handovers=[
            (
                "市水利局于2026年5月底前制定灌区改造方案并报市节水办",
                {
                    "who": ("市水利局",),
                    "what": "灌区改造方案",
                    "by": "2026-05-31",
                    "to": "市节水办",
                },
            )
        ],
        targets=[],
    )


def district() -> Draft:
    """A district's plan that rests on the city's."""
    draft = Draft(
        "district.txt",
        "云屏市青禾区2026年节水行动工作方案",
        "云屏市青禾区",
        Level.COUNTY,
        ("澜江省", "云屏市"),
    )
    draft.cite("云屏市2026年节水行动工作方案", "云政办发〔2026〕3号")
    draft.task(
        "1.",
        "推进农业节水",
        units={Role.RESPONSIBLE: ["区水利局", "区财政局"]},
        by_duty=True,
    )
    return draft


def large(tasks: int = 60, units: int = 50) -> Draft:
    """A plan as large as real ones get."""
    draft = Draft("large.txt", "云屏市城市更新三年行动方案（2026—2028年）", years=(2026, 2028))
    names = [f"市第{number}局" for number in range(1, units)]
    for number in range(tasks):
        lead = names[number * 7 % 11]
        others = [names[(number * 5 + step * step) % len(names)] for step in range(1, 8)]
        others = [name for name in dict.fromkeys(others) if name != lead]
        draft.task(
            f"{number + 1}.",
            f"推进第{number + 1}类老旧片区综合整治提升",
            section=f"{'一二三四五六七八'[number // 8]}、第{number // 8 + 1}类行动",
            units={
                Role.LEAD: [lead],
                Role.SUPPORT: others[:4],
                Role.RESPONSIBLE: [*others[4:], "各县（区）人民政府"],
            },
        )
    return draft
