"""Units on both sides of a word that joins them; what a broken bracket leaves behind."""

import pytest

from policyparse.grammar.notes import NoteGrammar
from policyparse.lexicon.load import load
from policyparse.model import Role

LEAD, HELP, RESPONSIBLE = Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("（市水利局会同市林业局牵头）", [("市水利局", LEAD), ("市林业局", HELP)]),
        ("（市民政局配合市财政局牵头）", [("市民政局", HELP), ("市财政局", LEAD)]),
        ("（市林业局协助市水利局参与）", [("市林业局", HELP), ("市水利局", HELP)]),
        (
            "责任单位：市民政局、市水利局） ",
            [("市民政局", RESPONSIBLE), ("市水利局", RESPONSIBLE)],
        ),
        (
            "责任单位：市民政局、市水利局按职责分工负责 ",
            [("市民政局", RESPONSIBLE), ("市水利局", RESPONSIBLE)],
        ),
    ],
)
def test_units_and_their_roles(text: str, units: list[tuple[str, Role]]) -> None:
    (note,) = NoteGrammar(load(())).find(text, 0, len(text))
    assert [(m.item.name, m.role) for m in note.mentions] == units
