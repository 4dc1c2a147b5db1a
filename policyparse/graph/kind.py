"""The type of the responsibility graph; networkx is loaded only when a graph is made."""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[str]
else:
    Graph = Any


def new_graph(**attributes: Any) -> Graph:
    """A graph without nodes."""
    import networkx as nx

    return nx.MultiDiGraph(**attributes)
