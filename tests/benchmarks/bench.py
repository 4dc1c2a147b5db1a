"""How fast policyparse is, beside the bare cost of the libraries it reads with.

    python tests/benchmarks/bench.py [--json]

Speeds are the best of several runs in one process, without its start-up; times from the shell
include it. Files are made for the occasion and hold invented text only.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP))

from tests.benchmarks import made  # noqa: E402

RUNS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure, and what it should be."""

    name: str
    value: float
    unit: str
    bar: str = ""

    def line(self) -> str:
        """A line of the printed table."""
        digits = 0 if self.value >= 100 else 1 if self.value >= 10 else 2
        bar = f"   ({self.bar})" if self.bar else ""
        return f"{self.name:<58} {self.value:>12,.{digits}f} {self.unit}{bar}"


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def shell(*arguments: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a command in a process of its own."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=TOP, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {' '.join(arguments)}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss / scale


def extraction(folder: Path) -> Iterator[Figure]:
    """Text -> Plan, the file read already by the system."""
    from policyparse.pipeline import parse

    for name, copies in (("a plan of 12,000 characters", 1), ("20 such plans in one file", 20)):
        source = folder / f"plan{copies}.txt"
        text = made.plan_text(12_000) * copies
        source.write_text(text, encoding="utf-8")
        parse(source)
        seconds = best(lambda source=source: parse(source))  # type: ignore[misc]
        yield Figure(
            f"extraction from text, {name}", len(text) / seconds, "characters/s", "bar: 200,000"
        )


def real_plans() -> Iterator[Figure]:
    """The same for the plans that stand beside the checkout, if they do."""
    from policyparse.pipeline import parse

    folder = TOP.parent / "shared" / "plans"
    for source in sorted(folder.iterdir()) if folder.is_dir() else ():
        parse(source)
        length = len(source.read_text(encoding="utf-8"))
        seconds = best(lambda source=source: parse(source))  # type: ignore[misc]
        yield Figure(f"  {source.name}", length / seconds, "characters/s", "bar: 200,000")


def stages(folder: Path) -> Iterator[Figure]:
    """What reading, normalising and outlining take of it."""
    from policyparse.normalise import normalise
    from policyparse.outline import build
    from policyparse.readers import read

    source = folder / "plan1.txt"
    length = len(source.read_text(encoding="utf-8"))
    raw = read(source)
    text = normalise(raw)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("reading", lambda: read(source)),
        ("normalising", lambda: normalise(raw)),
        ("outlining", lambda: build(text)),
    )
    for name, step in steps:
        yield Figure(f"  of this {name} alone", length / best(step), "characters/s")


def word(folder: Path) -> Iterator[Figure]:
    """Reading a long Word file beside a bare walk with python-docx."""
    import docx
    from docx.text.paragraph import Paragraph

    from policyparse.readers import read

    source = made.word_file(folder / "long.docx")

    def walk() -> int:
        characters = 0
        for item in docx.Document(str(source)).iter_inner_content():
            if isinstance(item, Paragraph):
                characters += len(item.text)
            else:
                characters += sum(len(cell.text) for row in item.rows for cell in row.cells)
        return characters

    bare, ours = best(walk), best(lambda: read(source))
    yield Figure("docx of 60 pages, python-docx walks it", bare, "s")
    yield Figure("docx of 60 pages, policyparse reads it", ours, "s")
    yield Figure("  ratio", ours / bare, "times", "bar: 3")


def pdf() -> Iterator[Figure]:
    """Pages a second, beside bare pypdfium2 and pdfplumber."""
    import pdfplumber
    import pypdfium2

    from policyparse.readers import read

    for source in sorted((TOP / "corpus" / "formats").glob("*.pdf")):
        with pypdfium2.PdfDocument(source) as document:
            pages = len(document)

        def pdfium(source: Path = source) -> None:
            with pypdfium2.PdfDocument(source) as document:
                for page in document:
                    page.get_textpage().get_text_range()

        def plumber(source: Path = source) -> None:
            with pdfplumber.open(source) as document:
                for page in document.pages:
                    page.extract_text()
                    page.extract_tables()

        name = f"PDF {source.name[:2]} ({pages} pages)"
        ours = best(lambda source=source: read(source), 3)  # type: ignore[misc]
        yield Figure(f"{name}, policyparse reads it", pages / ours, "pages/s")
        yield Figure("  pypdfium2, text alone", pages / best(pdfium, 3), "pages/s")
        yield Figure("  pdfplumber, text and tables", pages / best(plumber, 3), "pages/s")


def web(folder: Path) -> Iterator[Figure]:
    """Reading a web page beside bare selectolax."""
    from selectolax.lexbor import LexborHTMLParser

    from policyparse.readers import read

    source = folder / "page.html"
    source.write_text(made.web_page(60_000), encoding="utf-8")
    data = source.read_bytes()
    length = len(data.decode())

    def bare() -> str:
        body = LexborHTMLParser(data).body
        return body.text() if body is not None else ""

    yield Figure("web page, policyparse reads it", length / best(lambda: read(source)), "ch./s")
    yield Figure("  selectolax, text alone", length / best(bare), "ch./s")


def from_the_shell(folder: Path) -> Iterator[Figure]:
    """Start-up, and commands as a user runs them."""
    plan, out = str(folder / "plan.txt"), str(folder / "out")
    Path(plan).write_text(made.plan_text(12_000), encoding="utf-8")
    pair = [str(folder / name) for name in ("upper.txt", "lower.txt")]
    for name, text in zip(pair, made.levels(60), strict=True):
        Path(name).write_text(text, encoding="utf-8")
    commands: tuple[tuple[str, tuple[str, ...], str], ...] = (
        ("python starts", ("-c", "pass"), ""),
        ("import spacy", ("-c", "import spacy"), ""),
        ("policyparse --help", ("-m", "policyparse", "--help"), "bar: well under 0.5"),
        (
            "parse --json, 12,000 characters",
            ("-m", "policyparse", "parse", "--json", plan),
            "bar: 2",
        ),
        (
            "compare --help",
            ("-m", "policyparse", "compare", "--help"),
            "bar: well under 0.5",
        ),
        (
            "compare --json, two plans of 60 tasks",
            ("-m", "policyparse", "compare", "--json", *pair),
            "bar: 2",
        ),
        ("run corpus/", ("-m", "policyparse", "run", "corpus", "--out", out), ""),
    )
    for name, command, bar in commands:
        measured = [shell(*command) for _ in range(3)]
        yield Figure(f"{name}", min(seconds for seconds, _ in measured), "s", bar)
        yield Figure("  peak memory", min(peak for _, peak in measured), "MB")


def comparing(folder: Path) -> Iterator[Figure]:
    """Two plans compared; a thousand measures against a hundred thousand."""
    from policyparse.comparison.compare import compare
    from policyparse.pipeline import parse

    plans = []
    for name, length in (("above", 12_000), ("below", 12_400)):
        source = folder / f"{name}.txt"
        source.write_text(made.plan_text(length), encoding="utf-8")
        plans.append(parse(source))
    seconds = best(lambda: compare(*plans), 3)
    tasks = " and ".join(str(len(plan.tasks)) for plan in plans)
    yield Figure(f"comparing plans of 12,000 characters, {tasks} tasks", seconds, "s", "bar: 2")
    command = [sys.executable, "-m", "tests.benchmarks.scale"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, check=True, encoding="utf-8")
    told = json.loads(done.stdout)
    yield Figure("1,000 measures against 100,000", told["seconds"], "s", "bar: 60")
    yield Figure("  peak memory", told["megabytes"], "MB", "bar: 2,000")


def figures() -> Iterator[Figure]:
    """All figures, as they are measured."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        yield from from_the_shell(folder)  # first: a child's peak counts what its parent held
        yield from extraction(folder)
        yield from real_plans()
        yield from comparing(folder)
        yield from stages(folder)
        yield from word(folder)
        yield from pdf()
        yield from web(folder)


def main() -> None:
    """Print each figure as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    as_json = parser.parse_args().json
    found = []
    for figure in figures():
        found.append(figure)
        if not as_json:
            print(figure.line(), flush=True)
    if as_json:
        rows = [{"name": f.name.strip(), "value": f.value, "unit": f.unit} for f in found]
        print(json.dumps(rows, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
