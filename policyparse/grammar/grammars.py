"""All grammars of one lexicon, compiled once."""

from dataclasses import dataclass
from functools import cache

from policyparse.grammar.hand_overs import HandOverGrammar
from policyparse.grammar.mentions import MentionGrammar
from policyparse.grammar.notes import NoteGrammar
from policyparse.grammar.targets import TargetGrammar
from policyparse.grammar.time_expressions import TimeGrammar
from policyparse.lexicon.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Grammars:
    """Compiled patterns; they remember nothing of the documents they have read."""

    notes: NoteGrammar
    times: TimeGrammar
    targets: TargetGrammar
    mentions: MentionGrammar
    hand_overs: HandOverGrammar


@cache
def grammars(lexicon: Lexicon) -> Grammars:
    """The grammars of a lexicon; ``load`` gives the same lexicon for the same files."""
    notes = NoteGrammar(lexicon)
    mentions = MentionGrammar(notes.names)
    return Grammars(
        notes,
        TimeGrammar(lexicon),
        TargetGrammar(lexicon),
        mentions,
        HandOverGrammar(lexicon, mentions, notes.lists),
    )
