"""The pictures: well-formed, complete, and readable at the size of real plans."""

from lxml import etree

from policyparse.graph import build
from policyparse.reports.cooperation import cooperation_views
from policyparse.reports.drawing import fitted, width_of, wrapped
from policyparse.reports.graph_picture import render_graph
from policyparse.reports.matrix import matrix_views
from policyparse.reports.places import SourceTexts
from policyparse.reports.svg import graph_svg, matrix_pages, matrix_size
from policyparse.reports.views_lists import MatrixView
from tests.graph.made_plans import Draft, city, large, region, texts_of

SVG = "{http://www.w3.org/2000/svg}"


def matrices(*drafts: Draft) -> tuple[MatrixView, ...]:
    plans = [draft.plan for draft in drafts]
    texts = SourceTexts([draft.name for draft in drafts], plans, texts_of(*drafts))
    return matrix_views(build(plans), texts)


def test_rows_are_units_by_load_and_cells_their_role() -> None:
    (view,) = matrices(city())
    assert [row.label for row in view.rows][:2] == ["市财政局", "市教育局"]
    assert [cell and cell.mark for cell in view.rows[0].cells] == ["牵", "配"]
    assert [count and count.text for count in view.rows[0].counts] == ["1", "1", None, "2"]
    assert [key for key, _, _ in view.roles] == ["lead", "support", "responsible"]


def test_columns_follow_the_sections_and_tasks_without_units_are_said() -> None:
    (view,) = matrices(city())
    assert view.groups == (("一、主要任务", 2),)
    assert [column.number for column in view.columns] == ["1", "2"]
    assert view.left_out.startswith("另有1项任务未写明单位，图中未列：")


def test_every_assignment_is_a_cell() -> None:
    draft = large()
    (view,) = matrices(draft)
    cells = sum(cell is not None for row in view.rows for cell in row.cells)
    assert cells == sum(len(task.assignments) for task in draft.tasks)


def test_sixty_tasks_and_fifty_units_fit_a_sheet() -> None:
    (view,) = matrices(large())
    width, height = matrix_size(view)
    assert width < 1500
    assert height < 1300
    assert len(matrix_pages(view)) == 2


def test_the_picture_is_well_formed_and_says_what_each_cell_means() -> None:
    tree = etree.fromstring(graph_svg(matrices(region(), city())).encode())
    titles = [title.text for title in tree.iter(f"{SVG}title")]
    assert "市财政局：牵头单位，一、1.推进农业节水" in titles
    words = "".join(text.text or "" for text in tree.iter(f"{SVG}text"))
    assert "澜江省节水行动实施方案" in words
    assert not tree.xpath("//*[@style or local-name()='image' or local-name()='script']")


def test_the_graph_of_plans_without_units_is_a_picture_too() -> None:
    assert "没有写明责任单位" in graph_svg(())
    assert render_graph([large().plan]) == render_graph([large().plan])


def test_cooperation_leaves_collectives_out() -> None:
    draft = city()
    texts = SourceTexts([draft.name], [draft.plan], texts_of(draft))
    (view,) = cooperation_views(build([draft.plan]), texts)
    assert (view.pairs[0].one, view.pairs[0].two, view.pairs[0].count) == (
        "市财政局",
        "市教育局",
        "2",
    )
    assert "各县（区）人民政府" not in view.picture


def test_words_are_measured_and_cut() -> None:
    assert width_of("市水利局", 10) == 40
    assert width_of("AB", 10) < 20
    assert fitted("市水利局", 10, 40) == "市水利局"
    assert fitted("市水利局", 10, 35) == "市水…"
    assert wrapped("市水利局", 10, 20, 2) == ["市水", "利局"]
    assert wrapped("市水利局", 10, 20, 1) is None
