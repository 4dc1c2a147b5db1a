"""Units that a sentence begins with: a verb within a unit's name is no verb."""

import pytest

from policyparse.grammar.leads import leading
from policyparse.grammar.notes import NoteGrammar
from policyparse.lexicon.load import load
from policyparse.model import Role


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("市城市管理监督局牵头联合属地政府整治摊点", ["市城市管理监督局"]),
        ("市商务局、供销社牵头建设回收站点", ["市商务局", "供销社"]),
        ("监督检查由市商务局牵头", ["市商务局"]),
        ("由市教育局会同市公安局牵头，整治校园周边", ["市教育局"]),
        ("市民政局配合市财政局牵头制定办法", ["市财政局"]),
    ],
)
def test_leads_that_a_sentence_begins_with(text: str, units: list[str]) -> None:
    note = leading(NoteGrammar(load(())), text, 0, len(text))
    assert note is not None
    assert [m.item.name for m in note.mentions if m.role is Role.LEAD] == units


@pytest.mark.parametrize(
    ("text", "helps"),
    [("市商务局牵头，市财政局支持", True), ("市商务局要支持老字号开设分店", False)],
)
def test_who_supports_a_thing_supports_no_other_unit(text: str, helps: bool) -> None:
    note = leading(NoteGrammar(load(())), text, 0, len(text))
    found = [m.item.name for m in note.mentions if m.role is Role.SUPPORT] if note else []
    assert bool(found) is helps
