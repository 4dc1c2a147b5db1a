"""A folder -> the documents in it, annexes with their body, and what was passed over."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policyparse.readers import READERS

LEXICONS = (
    "lexicon.toml",
    "词表.toml",
)  # found at the top of a folder, they are used by themselves
MANIFEST = ".policyparse.json"  # marks a folder of results
# Formats in which a plan may come, whether they can be read or not: none may be lost silently.
_DOCUMENTS = {suffix for reader in READERS for suffix in reader.suffixes}
_DOCUMENTS |= {".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ceb", ".caj"}
_DOCUMENTS |= {".xls", ".xlsx", ".xlsm", ".et", ".ods", ".ppt", ".pptx", ".dps", ".mht", ".mhtml"}
_DOCUMENTS |= {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"}
_DOCUMENTS |= {".zip", ".rar", ".7z", ".tar", ".gz", ".eml", ".msg"}
_NO_DOCUMENT = re.compile(r"~\$|\.|readme(?:\.|$)|thumbs\.db$|desktop\.ini$", re.IGNORECASE)
_ANNEX = r"附(?:件|表|录|图)"
_BEHIND = re.compile(rf"[\s\-—–_－·.、（(\[【]*{_ANNEX}")
_BEFORE = re.compile(rf"{_ANNEX}[\d一二三四五六七八九十]*[\s\-—–_－:：.、]*")
_DIGITS = re.compile(r"(\d+)")
_PUT_ASIDE = re.compile(r"（改动稿\d+）$")


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds: each set is one document, its body first, then its annexes."""

    sets: tuple[tuple[Path, ...], ...]
    passed_over: tuple[Path, ...]  # files of kinds in which no plan comes
    lexicon: Path | None


def find(folder: Path, leave_out: Iterable[Path] = ()) -> Found:
    """The documents of a folder and its subfolders, in the order in which people list them."""
    files = _files(folder, {path.resolve() for path in leave_out})
    documents = [path for path in files if is_document(path)]
    lexicon = next((folder / name for name in LEXICONS if (folder / name).is_file()), None)
    taken = {*documents, lexicon}
    passed_over = tuple(path for path in files if path not in taken)
    return Found(tuple(sets_of(documents)), passed_over, lexicon)


def is_document(path: Path) -> bool:
    """Whether a plan may come in a file of this name."""
    return path.suffix.lower() in _DOCUMENTS


def is_left_alone(name: str) -> bool:
    """Whether a file is hidden, of the system, or one that tells about the others."""
    return _NO_DOCUMENT.match(name) is not None


def _files(folder: Path, leave_out: set[Path]) -> list[Path]:
    """All files but hidden ones, those of the system, and results of earlier runs."""
    found = []
    for here, folders, names in os.walk(folder):
        place = Path(here)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".")
            and (place / name).resolve() not in leave_out
            and not _holds_but_results(place / name)
        ]
        results = results_in(place) or {}
        found += [
            place / name
            for name in names
            if not is_left_alone(name) and not _is_result(name, results)
        ]
    return in_order(found, folder)


def in_order(paths: Iterable[Path], folder: Path) -> list[Path]:
    """The files of a folder in the order in which people list them."""
    return sorted(paths, key=lambda path: _order(path.relative_to(folder)))


def results_in(folder: Path) -> dict[str, str] | None:
    """Name and SHA-256 of what runs left in a folder; none if that is not known."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _holds_but_results(folder: Path) -> bool:
    """Whether a folder is one of results whose list cannot be read any more."""
    return (folder / MANIFEST).exists() and results_in(folder) is None


def _is_result(name: str, results: Iterable[str]) -> bool:
    """A file that a run wrote, changed by people since or put aside under another name."""
    path = Path(name)
    return name in results or _PUT_ASIDE.sub("", path.stem) + path.suffix in results


def _order(path: Path) -> tuple[object, ...]:
    """Files before subfolders, 2 before 10, the same on every system."""
    folder = path.parent.as_posix()
    return (len(path.parts), _natural(folder), _natural(path.name))


def _natural(name: str) -> list[tuple[int, int, str]]:
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(name)
    ]


def sets_of(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Put annexes behind the body that their names name: 方案.docx + 方案-附件1.xlsx."""
    annexes: dict[Path, list[Path]] = {}
    for path in paths:
        body = _body(path, paths)
        if body != path:
            annexes.setdefault(body, []).append(path)
    behind = {annex for found in annexes.values() for annex in found}
    for path in paths:
        if path not in behind:
            yield (path, *annexes.get(path, ()))


def _body(path: Path, paths: Sequence[Path]) -> Path:
    """The file whose annex, or annex of an annex, this one is by its name; else itself."""
    fitting = [
        other for other in paths if other.parent == path.parent and _is_annex(path.stem, other.stem)
    ]
    return min(fitting, key=lambda other: len(other.stem), default=path)


def named_annex(path: Path) -> bool:
    """Whether a name begins with 附件, whatever document it belongs to."""
    return _BEFORE.match(path.stem) is not None


def _is_annex(name: str, body: str) -> bool:
    if name.startswith(body) and _BEHIND.match(name, len(body)):
        return True
    before = _BEFORE.match(name)
    return before is not None and name.startswith(body, before.end()) and len(body) > 3
