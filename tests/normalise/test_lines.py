"""Lines broken by a page or an editor, put together again, and lines that are paragraphs."""

import pytest

from policyparse.model import Place, RawBlock, RawDocument
from policyparse.normalise import normalise

PLACE = Place(label="第1段")


def paragraphs(content: str) -> list[str]:
    lines = (line for line in content.splitlines() if line.strip())
    blocks = tuple(RawBlock(kind="paragraph", place=PLACE, text=line) for line in lines)
    text = normalise(RawDocument(format="text", blocks=blocks, hard_wrapped=True))
    return [text.text[b.start : b.end] for b in text.blocks]


def broken(*lines: str, size: int = 20) -> str:
    """Paragraphs broken at a number of characters."""
    return "\n".join(
        line[at : at + size] for line in lines for at in range(0, max(len(line), 1), size)
    )


HEAD = "苇河县2026年灌区改造工作方案"
ITEM = (
    "（一）修复渠道。清淤干渠36公里，衬砌支渠52公里，灌溉水有效利用系数提高到0.58以上。"
    "（牵头单位：县水利局。配合单位：县财政局、农业农村局；责任单位：各乡镇人民政府、苇河灌区管委会）"
)
NEXT = "（二）更新闸站。按照管理办法第七条第（三）项要求，更新一、二、三级泵站18座，6月底前完成。"
LAST = "（三）管护到村。村级管水员持证上岗，每月巡渠不少于2次，水费收缴率达到95%。（县水利局负责）"


@pytest.mark.parametrize("size", [16, 18, 20, 23, 27, 30, 36, 40])
def test_paragraphs_broken_at_any_size(size: int) -> None:
    whole = [HEAD, "一、重点工作", ITEM, NEXT, LAST, "二、保障措施", "（一）强化调度，逐月通报。"]
    assert paragraphs(broken(*whole, size=size)) == whole


def test_a_break_between_the_labels_of_one_note() -> None:
    lines = [
        "建好水塔。（牵头单位：县水利局。",
        "配合单位：县财政局；",
        "责任单位：各乡镇人民政府）",
    ]
    assert paragraphs("\n".join(lines)) == ["".join(lines)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("推动供水管网更新改造，优先更换各乡镇漏损严重的老旧管", "道和阀门。"),
        ("（一）加强水源保", "护。划定保护区并设立界标。"),
        ("县水利局牵头编制灌区名录", "，于5月底前印发。"),
        ("（县水利局、县财政局、", "县农业农村局按职责分工负责）"),
    ],
)
def test_one_break_in_a_sentence(first: str, second: str) -> None:
    assert paragraphs(f"{first}\n{second}") == [first + second]


@pytest.mark.parametrize(
    "lines",
    [
        ["一、总体要求", "以保障灌溉为核心，健全管护机制。"],
        ["（一）修复渠道", "1.清淤干渠。", "2.衬砌支渠。"],
        ["清淤干渠并衬砌支渠，落实管护责任", "责任单位：县水利局", "配合单位：县财政局"],
        ["县水利局要抓好落实，按月报送进展情况。", "苇河县人民政府办公室", "2026年3月4日"],
    ],
)
def test_lines_that_are_paragraphs(lines: list[str]) -> None:
    assert paragraphs("\n".join(lines)) == lines


def test_sentences_of_like_length_are_paragraphs() -> None:
    lines = [f"{n}组已完成渠道清淤，并通过乡镇验收，资料齐全。" for n in "一二三四五六七八九"]
    assert paragraphs("\n".join(lines)) == lines


def test_an_indent_opens_a_paragraph_where_lines_are_broken() -> None:
    whole = [
        "　　" + line for line in ("各乡镇要建立台账，" + "逐渠逐段登记，" * 6 + "按月更新。",) * 4
    ]
    assert paragraphs(broken(*whole, size=26)) == [line.strip() for line in whole]


def test_a_torn_heading_keeps_its_words() -> None:
    assert paragraphs("（一）强化资 金保障。统筹使用各类资金，严格拨付程序。") == [
        "（一）强化资金保障。统筹使用各类资金，严格拨付程序。"
    ]


def test_a_blank_that_ends_a_heading_stays() -> None:
    line = "一、工作目标 2026年全县更新改造灌区8处，恢复灌溉面积3万亩。"
    assert paragraphs(line) == [line]
