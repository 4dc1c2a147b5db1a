"""Word: every character that is read is known by the element that shows it."""

from pathlib import Path

import pytest
from lxml import etree

from policyparse.readers import read
from policyparse.readers.docx_places import locate
from policyparse.readers.docx_xml import W
from tests.conftest import CORPUS
from tests.readers.tracked import cut, end, listed, made, put, run
from tests.readers.word import saved
from tests.reports.noted import members

FILES = sorted(path for path in CORPUS.rglob("*.docx") if not path.name.startswith("~$"))
CHARACTERS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def check(name: Path, data: bytes) -> int:
    """All leaves, one behind the other, are the text; how many there are."""
    root = etree.fromstring(members(data)["word/document.xml"])
    located = locate(name, data, root)
    assert located.blocks == read(name, data).blocks
    for (number, cell), leaves in located.leaves.items():
        block = located.blocks[number]
        text = block.text if cell is None else block.cells[cell].text
        for leaf in leaves:
            shown = CHARACTERS.get(str(leaf.element.tag), leaf.element.text)
            assert text[leaf.start : leaf.end] == shown
        covered = [at for leaf in leaves for at in range(leaf.start, leaf.end)]
        assert covered == sorted(set(covered))
        missing = "".join(text[at] for at in sorted(set(range(len(text))) - set(covered)))
        assert not missing.replace(block.number, "", 1).strip()
    return sum(map(len, located.leaves.values()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_elements_of_a_file_show_its_text(path: Path) -> None:
    assert check(path, path.read_bytes()) > 40


def test_elements_in_revisions_and_behind_numbers() -> None:
    paragraphs = (
        listed() + run("清洗") + put("护栏") + cut("路牌"),
        end("del") + run("每"),
        run("周"),
    )
    assert check(Path("方案.docx"), saved(made(*paragraphs))) == 4
