"""The same document in another format is the same draft."""

from itertools import permutations
from pathlib import Path

import pytest

from tests.conftest import CORPUS
from tests.drafts.passages import compared
from tests.plans import read

PAIRS = [
    pair
    for number in ("01", "03")
    for pair in permutations(
        [*sorted(CORPUS.glob(f"{number}-*")), *sorted((CORPUS / "formats").glob(f"{number}-*"))], 2
    )
]


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=lambda path: "".join(path.parts[-2:])[-16:])
def test_another_format_is_no_change(old: Path, new: Path) -> None:
    found = compared(*(read((path,))[0] for path in (old, new)))
    assert {task.kind.value for task in found.tasks} == {"same"}
    assert [task for task in found.tasks if task.wording or task.renamed or task.moved] == []
    assert (found.goals, found.document, found.headings, found.roster) == ((), (), (), ())
    assert (found.units, found.notes) == ((), ())
