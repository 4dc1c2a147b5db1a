"""Plans -> graph.svg, the responsibility graph as a file of its own. 责任分工图"""

from collections.abc import Sequence

from policyparse.graph import Graph, build
from policyparse.graph.build import document_names
from policyparse.model import Plan
from policyparse.reports.matrix import matrix_views
from policyparse.reports.places import SourceTexts
from policyparse.reports.svg import graph_svg


def render_graph(plans: Sequence[Plan], graph: Graph | None = None) -> str:
    """The picture of all plans, one matrix below the other; it needs no source texts."""
    graph = build(plans) if graph is None else graph
    return graph_svg(matrix_views(graph, SourceTexts(document_names(plans), plans, {})))
