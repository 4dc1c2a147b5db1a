"""The command diff with an opinion table: labels, sums, what no opinion explains."""

import json

from policyparse.cli.width import width_of
from tests.cli.conftest import Call
from tests.conftest import CORPUS
from tests.plans import LEXICON

OLD, NEW, TABLE = (next((CORPUS / "drafts").glob(f"{n}-*")) for n in (1, 2, 3))
WITH_TABLE = ("--opinions", TABLE, "--lexicon", LEXICON)


def test_the_summary_says_of_each_opinion_what_became_of_it(call: Call) -> None:
    done = call("diff", OLD, NEW, *WITH_TABLE)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert max(map(width_of, lines)) <= 80
    assert "行数  15行：有意见9行，无意见6行" in lines
    assert "其中  采纳7条：已修改到位6条，未修改到位1条" in lines
    assert "其中  部分采纳1条：部分修改1条" in lines
    assert "其中  不采纳1条：未修改1条" in lines
    assert any(line.startswith("第7条 市住房城乡建设局（采纳）：未修改到位。") for line in lines)


def test_the_summary_ends_with_what_no_opinion_explains(call: Call) -> None:
    lines = call("diff", OLD, NEW, *WITH_TABLE).output.splitlines()
    at = lines.index("任务、责任、时限、指标修改：有意见依据6处，未见意见依据1处")
    assert lines[at + 1] == "  严格涉水产品监管：“市市场监管局”由配合单位改为牵头单位。"
    assert lines[at + 2] == ""


def test_without_a_table_nothing_is_said_of_opinions(call: Call) -> None:
    output = call("diff", OLD, NEW, "--lexicon", LEXICON).output
    assert "意见依据" not in output
    assert "修改到位" not in output


def test_the_json_holds_the_verdicts(call: Call) -> None:
    found = json.loads(call("diff", OLD, NEW, *WITH_TABLE, "--json").stdout)
    assert (found["table"]["rows"], found["table"]["none"]) == (15, 6)
    one = next(o for o in found["opinions"] if o["n"] == 7)
    assert (one["who"], one["adopted"], one["verdict"], one["agrees"]) == (
        *("市住房城乡建设局", "yes"),
        *("not landed", False),
    )
    assert one["evidence"]["text"].startswith("2027年底前")
    assert one["tasks"] == ["2.1.4"]
