"""Whatever cells a table is made of: reading never fails and all evidence is exact."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.model import RawCell
from tests.extract.table_plans import assert_exact, of_blocks, paragraph, table

# fmt: off
HEADINGS = [
    "序号", "任务类别", "工作任务", "具体措施", "完成\n时限", "牵头单位", "配合/责任单位", "责任人",
    "二季度目标任务", "目标值", "县（市、区）", "指标名称", "单位", "2025年（基期）", "备注", "",
]
WORDS = [
    "1", "一、设施建设", "新建社区食堂40家，覆盖率达到70%。", "推进适老化改造", "8月", "全年",
    "长期坚持", "市民政局、商务局等", "市残联\n市财政局", "市民政局牵头，市商务局配合",
    "王某、李某", "栖川区", "合计", "牵头单位：市教育局 配合单位：市财政局", "≥95", "30.5",
    "3～5", "%", "—", "", "注：责任单位第一个为牵头单位。",
]
# fmt: on


@st.composite
def merged_grids(draw: st.DrawFn) -> list[RawCell]:
    """A grid of up to six rows and columns with cells merged at random, headings first."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down = draw(st.integers(1, min(3, rows - row)))
            across = draw(st.integers(1, min(3, columns - column)))
            while any((row, column + n) in taken for n in range(across)):
                across -= 1
            taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
            words = draw(st.sampled_from(HEADINGS if row == 0 else WORDS))
            cells.append(RawCell(words, row, column, down, across, draw(st.booleans())))
    return cells


@settings(deadline=None)  # the first example compiles the grammars
@given(st.lists(merged_grids(), min_size=1, max_size=2), st.booleans())
def test_evidence_is_exact_for_any_grid(grids: list[list[RawCell]], apart: bool) -> None:
    blocks = [paragraph("云屏市2026年养老服务目标任务分解表")]
    for cells in grids:
        blocks.append(table(cells))
        if apart:
            blocks.append(paragraph("注：以上任务均需各县（区）人民政府落实，不再列出。"))
    tables, tasks, goals, text = of_blocks(blocks)
    assert_exact([*tasks, *goals], text)
    assert len({task.id for task in tasks}) == len(tasks)
    assert sum(len(t.rows) for t in tables) <= sum(b.rows for b in blocks)
    for task in tasks:
        assert task.title
        assert task.text
    for goal in goals:
        assert goal.indicator
        assert goal.raw == goal.evidence[0].text
