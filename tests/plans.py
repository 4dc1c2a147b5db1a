"""The plans that tests read, each read once."""

from functools import cache
from pathlib import Path

from policyparse.batch.find import find, sets_of
from policyparse.model import Plan
from policyparse.normalise import NormalisedText
from policyparse.pipeline import parse_set
from tests.conftest import CORPUS, SHARED

LEXICON = CORPUS / "lexicon.toml"


def corpus_sets() -> list[tuple[Path, ...]]:
    """Every document of the sample set in each of its formats, with its annexes."""
    return list(find(CORPUS).sets)


def shared_sets() -> list[tuple[Path, ...]]:
    """The real plans, where they are."""
    folder = SHARED / "plans"
    return list(sets_of(sorted(folder.iterdir()))) if folder.is_dir() else []


def name_of(files: tuple[Path, ...]) -> str:
    """A document's name in a test id."""
    return "/".join(files[0].parts[-2:])


@cache
def read(files: tuple[Path, ...]) -> tuple[Plan, NormalisedText]:
    """A document with the text that its evidence points into."""
    return parse_set(files, (LEXICON,) if files[0].is_relative_to(CORPUS) else ())
