"""Word: rows, cells and merges that revisions put in or took out."""

from typing import Any

from tests.readers.tracked import both, by, cell, covered, cut, new, put, row, run, table, texts


def tabled(*rows: str) -> Any:
    document = new()
    table(document, *rows)
    return document


def test_a_row_put_in_and_one_taken_out() -> None:
    document = tabled(
        row(cell(run("任务")), cell(run("单位"))),
        row(cell(run("清淤")), cell(run("市水务局")), properties=by("ins", "")),
        row(cell(run("拆网")), cell(run("市林业局")), properties=by("del", "", "程湾")),
    )
    before, after = both(document)
    assert texts(before) == ["任务｜单位", "拆网｜市林业局"]
    assert texts(after) == ["任务｜单位", "清淤｜市水务局"]
    assert covered(before) == [("delete", "拆网市林业局", "程湾")]
    assert covered(after) == [("insert", "清淤市水务局", "周岚")]
    assert [(loss.code, loss.count) for d in (before, after) for loss in d.losses] == [
        ("rejected", 1),
        ("revisions", 1),
    ]


def test_a_row_that_came_and_went_stands_in_neither_state() -> None:
    both_made = by("ins", "") + by("del", "", "程湾")
    document = tabled(row(cell(run("任务"))), row(cell(run("清淤")), properties=both_made))
    assert [texts(found) for found in both(document)] == [["任务"], ["任务"]]


def test_a_whole_table_put_in() -> None:
    document = tabled(row(cell(run("任务")), properties=by("ins", "")))
    document.element.body[0].addprevious(new().add_paragraph("附件")._p)
    before, after = both(document)
    assert texts(before) == ["附件"]
    assert texts(after) == ["附件", "任务"]


def test_cells_put_in_and_taken_out() -> None:
    document = tabled(
        row(
            cell(run("任务")),
            cell(run("单位"), by("cellIns", "")),
            cell(run("备注"), by("cellDel", "", "程湾")),
        ),
    )
    before, after = both(document)
    assert texts(before) == ["任务｜备注"]
    assert texts(after) == ["任务｜单位"]
    assert covered(before) == [("delete", "备注", "程湾")]
    assert covered(after) == [("insert", "单位", "周岚")]


def test_cells_merged_by_a_revision() -> None:
    merge = '<w:cellMerge w:id="1" w:author="周岚" w:vMerge="{}"/>'
    document = tabled(
        row(cell(run("清淤"), merge.format("rest")), cell(run("6月"))),
        row(cell("", merge.format("cont")), cell(run("9月"))),
    )
    before, after = both(document)
    assert [(c.text, c.row, c.row_span) for c in before.blocks[0].cells if c.column == 0] == [
        ("清淤", 0, 1),
        ("", 1, 1),
    ]
    assert [(c.text, c.row, c.row_span) for c in after.blocks[0].cells if c.column == 0] == [
        ("清淤", 0, 2)
    ]


def test_cells_parted_by_a_revision() -> None:
    merge = '<w:cellMerge w:id="1" w:author="周岚" w:vMerge="rest" w:vMergeOrig="{}"/>'
    document = tabled(
        row(cell(run("清淤"), merge.format("rest")), cell(run("6月"))),
        row(cell("", merge.format("cont")), cell(run("9月"))),
    )
    before, after = both(document)
    assert [len(found.blocks[0].cells) for found in (before, after)] == [3, 4]


def test_cells_that_were_wider_before() -> None:
    old = by("tcPrChange", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')
    document = tabled(
        row(cell(run("清淤"), old), cell(run("6月"), by("cellIns", ""))),
        row(cell(run("拆网")), cell(run("9月"))),
    )
    before, after = both(document)
    assert [(c.text, c.column_span) for c in before.blocks[0].cells][:2] == [
        ("清淤", 2),
        ("拆网", 1),
    ]
    assert [c.column_span for c in after.blocks[0].cells] == [1, 1, 1, 1]


def test_places_in_cells_count_merged_ones_once() -> None:
    document = tabled(
        row(cell(run("清淤"), '<w:vMerge w:val="restart"/>'), cell(run("6月"))),
        row(cell("", "<w:vMerge/>"), cell(cut("7月") + put("9月") + run("底前"))),
    )
    before, after = both(document)
    assert covered(before) == [("delete", "7月", "周岚")]
    assert covered(after) == [("insert", "9月", "周岚")]
    (place,) = after.revisions[1].stretches
    assert (place.cell, after.revisions[1].place.label) == (2, "表1第2行第2列第1段")


def test_places_in_later_paragraphs_of_a_cell_and_in_tables_within() -> None:
    inner = f"<w:tbl>{row(cell(run('内') + put('表')))}</w:tbl><w:p/>"
    two = f"{run('市水务局')}</w:p>{inner}<w:p>{run('市') + put('财政局')}"
    _, after = both(tabled(row(cell(two))))
    assert texts(after) == ["市水务局\n市财政局", "内表"]
    assert covered(after) == [("insert", "表", "周岚"), ("insert", "财政局", "周岚")]
