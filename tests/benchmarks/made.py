"""Plans of any length for measuring, in invented words: no task reads like the one before."""

from collections.abc import Iterator
from html import escape
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

VERBS = ("疏浚", "整修", "清理", "改造", "新建", "巡查", "加固", "排查")
THINGS = ("渠道", "护栏", "泵站", "便桥", "仓库", "苗圃", "路灯", "水塔", "码头", "站牌", "管网")
PLACES = ("沿河各镇", "老城片区", "工业园区", "高铁新城", "山区各村", "城乡结合部")
UNITS = ("市水利局", "市财政局", "住房城乡建设局", "市农业农村局", "交通运输局", "市教育局")
MONTHS = ("3月底前", "6月底前", "9月15日前", "2026年11月底前", "年底前", "每季度末月20日前")
NUMERALS = "一二三四五六七八九十"
HEAD = "渺渺市2026年基础设施整修工作方案\n\n一、总体要求\n\n到2026年底，完好率达到95%以上。\n"


def numeral(number: int) -> str:
    """1 -> 一, 12 -> 十二, 35 -> 三十五."""
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else NUMERALS[tens - 1])
        + "十" * (tens > 0)
        + (NUMERALS[ones - 1] if ones else "")
    )


def task(number: int) -> tuple[str, str, str]:
    """Title, body and note of a task."""
    verb, thing = VERBS[number % len(VERBS)], THINGS[number % len(THINGS)]
    place, due = PLACES[number % len(PLACES)], MONTHS[number % len(MONTHS)]
    first, second, third = (UNITS[(number * step + step) % len(UNITS)] for step in (1, 2, 3))
    body = (
        f"对{place}的{thing}开展一次全面摸底，逐处登记造册，查明损坏原因和责任主体，"
        "按轻重缓急排出先后次序，"
        f"{due}完成{thing}{number % 40 + 5}处，完好率不低于{80 + number % 20}%。"
        "对暂不具备条件的，由所在镇写明理由，"
        "设置警示标志并落实看护人员，具备条件后再行施工。"
        f"建立养护台账，于{number % 12 + 1}月底前将台账报{first}。"
        "加强施工期间的安全管理，合理安排工序，尽量减少对群众出行和生产的影响，"
        "竣工后及时组织验收并公示结果。"
    )
    note = f"（牵头单位：{first}；配合单位：{second}、{third}，各县（市、区）人民政府）"
    return f"{verb}{place}{thing}", body, note


def sections() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Section after section, of six tasks each."""
    for number in count():
        tasks = [task(number * 6 + item) for item in range(6)]
        yield f"{VERBS[number % 8]}{THINGS[(number * 3) % 11]}专项行动", tasks


def plan_text(length: int) -> str:
    """A plan of about so many characters."""
    text = HEAD + "\n二、重点任务\n"
    for number, (heading, tasks) in enumerate(sections(), 1):
        text += f"\n（{numeral(number)}）{heading}\n"
        for item, (title, body, note) in enumerate(tasks, 1):
            text += f"\n{item}．{title}。{body}{note}\n"
            if len(text) >= length:
                return text
    return text


def levels(tasks: int = 60) -> tuple[str, str]:
    """An upper plan of so many tasks and a lower one that answers it, about 200 characters a task.

    Of each task the lower plan leaves a clause out, of some the whole, and some are its own.
    """
    upper, lower = [HEAD.replace("市", "省", 1)], [HEAD]
    for number in range(tasks):
        if number % 6 == 0:
            heading = f"\n（{numeral(number // 6 + 1)}）{VERBS[number // 6 % 8]}专项行动\n"
            upper.append(heading)
            lower.append(heading)
        title, body, note = task(number)
        clauses = body.rstrip("。").split("，")[:-3]
        above = "，".join(clauses)
        gone = number % len(clauses)
        below = "，".join(clauses[:gone] + clauses[gone + 1 :])
        above_note = note.replace("：市", "：省").replace("、市", "、省")
        upper.append(f"\n{number % 6 + 1}．{title}。{above}。{above_note}\n")
        if number % 10 == 9:
            title, below = f"评比{THINGS[number % 11]}", "由各镇自行组织评比，每年2次"
        lower.append(f"\n{number % 6 + 1}．{title}。{below}。{note}\n")
    return "".join(upper), "".join(lower)


def web_page(length: int) -> str:
    """The same as a web page."""
    paragraphs = "\n".join(
        f"<p>{escape(line)}</p>" for line in plan_text(length).splitlines() if line
    )
    return f"<!DOCTYPE html><html><head><title>方案</title></head><body>{paragraphs}</body></html>"


def word_file(path: Path, chapters: int = 25) -> Path:
    """A Word file of about 60 pages: automatic numbers of three levels, a table each chapter."""
    import docx

    document = docx.Document()
    number_ids = numbering(document)
    for heading, tasks in islice(sections(), chapters):
        numbered(document.add_paragraph(heading), number_ids, 0)
        for title, body, note in tasks:
            numbered(document.add_paragraph(title), number_ids, 1)
            for sentence in body.split("。")[:-1]:
                numbered(document.add_paragraph(f"{sentence}。"), number_ids, 2)
            document.add_paragraph(note)
        table = document.add_table(rows=1, cols=5)
        for cell, text in zip(
            table.rows[0].cells, ("序号", "任务", "时限", "牵头", "配合"), strict=True
        ):
            cell.text = text
        for item, (title, _, _) in enumerate(tasks, 1):
            for cell, text in zip(
                table.add_row().cells, (str(item), title, MONTHS[item % 6], *UNITS[:2]), strict=True
            ):
                cell.text = text
        table.cell(1, 3).merge(table.cell(3, 3))
    document.save(str(path))
    return path


def numbering(document: "Document") -> str:
    """Add a list of the levels 一、（一）1. and return its number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    for level, (kind, shown) in enumerate(
        (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    ):
        row = OxmlElement("w:lvl")
        row.set(qn("w:ilvl"), str(level))
        for name, value in (("start", "1"), ("numFmt", kind), ("lvlText", shown)):
            part = OxmlElement(f"w:{name}")
            part.set(qn("w:val"), value)
            row.append(part)
        abstract.append(row)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "90")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "90")
    number.append(reference)
    root.append(number)
    return "90"


def numbered(paragraph: "Paragraph", number: str, level: int) -> None:
    """Give a paragraph an automatic number."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = int(number)
