"""Plans -> responsibility graph: build, ask, export."""

from policyparse.graph.build import build
from policyparse.graph.export import Format, render, write
from policyparse.graph.kind import Graph

__all__ = ["Format", "Graph", "build", "render", "write"]
