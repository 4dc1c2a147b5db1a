"""Every format holds the same graph, reads back, and has the same bytes each time."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from policyparse.graph import Format, build, render, write
from policyparse.graph.export import edge_rows, evidence_text, node_rows
from policyparse.model import Evidence, Part, Role
from tests.graph.made_plans import Draft, city, district, region

GRAPH = build([region().plan, city().plan, district().plan])
EVIL = "=1+1\x0b<b>"


@pytest.fixture(scope="module")
def evil() -> Draft:
    draft = Draft("=x&<.txt", "@标题方案")
    draft.task("1.", EVIL, units={Role.LEAD: ["-市水利局"]})
    return draft


def table(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_has_a_row_for_each_node_and_edge() -> None:
    files = render(GRAPH, Format.CSV)
    nodes, edges = table(files["nodes.csv"]), table(files["edges.csv"])
    assert [row["id"] for row in nodes] == list(GRAPH)
    assert [(r["source"], r["target"], r["relation"]) for r in edges] == list(
        GRAPH.edges(keys=True)
    )


def test_graphml_and_gexf_read_back_with_all_nodes_and_edges(tmp_path: Path) -> None:
    (graphml,) = write(GRAPH, tmp_path / "graph.graphml", "graphml")
    (gexf,) = write(GRAPH, tmp_path / "graph.gexf", "gexf")
    for back in (nx.read_graphml(graphml, force_multigraph=True), nx.read_gexf(gexf)):
        assert set(back) == set(GRAPH)
        assert back.number_of_edges() == GRAPH.number_of_edges()
        relations = sorted(edge["relation"] for *_, edge in back.edges(data=True))
        assert relations == sorted(key for *_, key in GRAPH.edges(keys=True))


def test_json_is_node_link_with_whole_evidence() -> None:
    data = json.loads(render(GRAPH, "json")["graph.json"])
    assert data["directed"] is True
    assert data["multigraph"] is True
    lead = next(edge for edge in data["edges"] if edge["relation"] == "lead")
    assert lead["evidence"][0]["text"] == "省水利厅"
    assert len(nx.node_link_graph(data, edges="edges")) == len(GRAPH)


@pytest.mark.parametrize("format", list(Format))
def test_edges_of_one_format_have_keys_of_their_own(format: Format) -> None:
    assert render(GRAPH, format) == render(GRAPH, format)
    if format is Format.GRAPHML:
        text = render(GRAPH, format)["graph.graphml"].decode()
        assert text.count('id="e0"') == 1


@pytest.mark.parametrize("format", list(Format))
def test_formulas_and_control_characters_do_no_harm(
    format: Format, evil: Draft, tmp_path: Path
) -> None:
    written = write(build([evil.plan]), tmp_path, format)
    if format is Format.CSV:
        cells = [
            cell for path in written for row in table(path.read_bytes()) for cell in row.values()
        ]
        assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]
    elif format is Format.JSON:
        assert EVIL.replace("\x0b", "") in {
            n.get("title") for n in json.loads(written[0].read_text())["nodes"]
        }
    else:
        read = nx.read_graphml if format is Format.GRAPHML else nx.read_gexf
        assert any("=1+1" in node for node in map(str, read(written[0]).nodes(data=True)))


def test_nothing_is_left_beside_the_files(tmp_path: Path) -> None:
    for format in Format:
        write(GRAPH, tmp_path, format)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "edges.csv",
        "graph.gexf",
        "graph.graphml",
        "graph.json",
        "nodes.csv",
    ]


def test_rows_leave_out_what_is_not_known() -> None:
    assert all(None not in row.values() for row in [*node_rows(GRAPH), *edge_rows(GRAPH)])


def test_evidence_text_tells_value_from_rule() -> None:
    value = Evidence(text="市水利局", start=3, end=7, block=0)
    rule = Evidence(text="下同", start=9, end=11, block=4, page=2, part=Part.RULE)
    assert evidence_text((value, rule)) == "第1段[3-7]市水利局 | 依据第5段第2页[9-11]下同"


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib\n"
        "from policyparse.graph import Format, build, render\n"
        "from tests.graph.made_plans import city, district, region\n"
        "graph = build([region().plan, city().plan, district().plan])\n"
        "files = [f for format in Format for f in render(graph, format).values()]\n"
        "print(hashlib.sha256(b''.join(files)).hexdigest())\n"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1
