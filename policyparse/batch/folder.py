"""The main job: a folder of documents in, a folder of results out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policyparse.batch.archives import opened
from policyparse.batch.attempt import Failure
from policyparse.batch.find import Found, find
from policyparse.batch.outputs import outputs, settings
from policyparse.batch.pairs import Coverage, coverage
from policyparse.batch.publish import Published, make_all, publish, staging
from policyparse.batch.read import Reading, read_all
from policyparse.batch.track import Track, silent
from policyparse.lexicon.load import load
from policyparse.reports.rows import RowsBy


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found, read and wrote."""

    found: Found
    lexicon: tuple[Path, ...]  # given, and found in the folder
    reading: Reading
    coverage: Coverage  # the related pairs, compared
    published: Published
    failures: tuple[Failure, ...]  # files that could not be read, results that could not be made


def run(
    folder: Path,
    out: Path = Path("output"),
    *,
    today: date,
    lexicon: Sequence[Path] = (),
    templates: Path | None = None,
    rows: RowsBy = RowsBy.TASK,
    track: Track = silent,
    insist: bool = False,
) -> Outcome:
    """Read every plan in a folder and leave tables, graph and report in ``out``.

    Same input and same ``today`` give the same bytes. A file that cannot be read is named in the
    outcome and stops nothing; BadLexicon and BadConfig are raised before anything is read.
    """
    how = settings(today, rows, templates)
    found = find(folder, [out, *([templates] if templates else [])])
    given = [found.lexicon, *lexicon] if found.lexicon else lexicon
    words = tuple({path.resolve(): path for path in given}.values())
    load(words)
    with opened(found.sets, folder) as archives:
        found = replace(found, passed_over=(*found.passed_over, *archives.passed_over))
        reading = read_all(archives.sets, words, base=folder, track=track, insist=insist)
        compared = coverage(reading.documents, words, track)
        failures = [*archives.failures, *reading.failures, *compared.failures]
        published = Published()
        if reading.documents:
            with staging(out) as beside:
                made = tuple(outputs(reading.documents, how, beside, compared, words))
                failures += make_all(made, track)
                published = publish(beside, out)
    return Outcome(found, words, reading, compared, published, tuple(failures))
