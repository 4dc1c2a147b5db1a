"""The graph as files: GraphML, GEXF, node-link JSON, CSV. The same graph gives the same bytes."""

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from policyparse.graph.kind import Graph, new_graph
from policyparse.model import Evidence, Part


class Format(StrEnum):
    """A file format for graphs."""

    GRAPHML = "graphml"  # yEd, Gephi, Cytoscape
    GEXF = "gexf"  # Gephi
    JSON = "json"  # node-link
    CSV = "csv"  # nodes.csv and edges.csv, for Excel


FIRST_NODE_COLUMNS = ("id", "type", "label", "document", "level", "jurisdiction")
FIRST_EDGE_COLUMNS = ("source", "target", "relation", "document")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GEXF_DATE = re.compile(r' lastmodifieddate="[^"]*"')


def render(graph: Graph, format: Format | str) -> dict[str, bytes]:
    """The files of one format by name."""
    import networkx as nx

    match Format(format):
        case Format.GRAPHML:
            lines = nx.generate_graphml(_flat(graph), named_key_ids=True)
            head = '<?xml version="1.0" encoding="UTF-8"?>\n'
            return {"graph.graphml": (head + "\n".join(lines) + "\n").encode()}
        case Format.GEXF:
            text = "\n".join(nx.generate_gexf(_flat(graph, label="relation")))
            text = _GEXF_DATE.sub("", text, count=1)  # the only thing the clock decides
            head = '<?xml version="1.0" encoding="UTF-8"?>\n'
            return {"graph.gexf": (head + text + "\n").encode()}
        case Format.JSON:
            data = nx.node_link_data(_flat(graph, places=True), edges="edges")
            return {"graph.json": (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()}
        case Format.CSV:
            nodes, edges = node_rows(graph), edge_rows(graph)
            return {
                "nodes.csv": _csv(nodes, FIRST_NODE_COLUMNS),
                "edges.csv": _csv(edges, FIRST_EDGE_COLUMNS),
            }


def write(graph: Graph, path: Path, format: Format | str) -> tuple[Path, ...]:
    """Write one format: to this file, or into this folder (CSV always, else if it is one)."""
    files = render(graph, format)
    folder = Format(format) is Format.CSV or path.is_dir()
    (path if folder else path.parent).mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in files.items():
        target = path / name if folder else path
        beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            beside.write_bytes(content)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        written.append(target)
    return tuple(written)


def node_rows(graph: Graph) -> list[dict[str, Any]]:
    """One row a node, values flat."""
    return [{"id": key, **_values(node)} for key, node in graph.nodes(data=True)]


def edge_rows(graph: Graph) -> list[dict[str, Any]]:
    """One row an edge, values flat."""
    return [
        {"source": source, "target": target, **_values(edge)}
        for source, target, edge in graph.edges(data=True)
    ]


def evidence_text(evidence: Iterable[Evidence]) -> str:
    """Places on one line: ``第15段[120-138]市工信局``; what is no value's own place is marked."""
    marks = {Part.VALUE: "", Part.RULE: "依据", Part.CONTEXT: "语境"}
    return " | ".join(
        f"{marks[place.part]}第{place.block + 1}段"
        + (f"第{place.page}页" if place.page else "")
        + f"[{place.start}-{place.end}]{place.text}"
        for place in evidence
    )


def _flat(graph: Graph, *, label: str = "", places: bool = False) -> Graph:
    """A copy that all writers take: scalar values only, each edge with a key of its own."""
    flat = new_graph(schema=graph.graph["schema"]) if places else new_graph()
    for key, node in graph.nodes(data=True):
        flat.add_node(_clean(key), **_values(node, places=places))
    for number, (source, target, edge) in enumerate(graph.edges(data=True)):
        values = _values(edge, places=places)
        if label:
            values["label"] = values[label]
        flat.add_edge(_clean(source), _clean(target), key=f"e{number}", **values)
    return flat


def _values(attributes: Mapping[str, Any], *, places: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in attributes.items():
        if value is None or value == ():
            continue
        if name == "evidence":
            found[name] = (
                [place.model_dump(mode="json") for place in value]
                if places
                else _clean(evidence_text(value))
            )
        elif isinstance(value, tuple):
            found[name] = list(map(_clean, value)) if places else _clean(" / ".join(value))
        elif isinstance(value, str):
            found[name] = _clean(str(value))
        else:
            found[name] = value
    return found


def _clean(text: str) -> str:
    """Without the control characters that XML forbids."""
    return _NO_XML.sub("", str(text))


def _csv(rows: list[dict[str, Any]], first: tuple[str, ...]) -> bytes:
    more = dict.fromkeys(name for row in rows for name in row if name not in first)
    more.pop("evidence", None)
    names = [*first, *more, "evidence"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name, "")) for name in names])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets a leading apostrophe."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
