"""spaCy is loaded quickly and loses nothing by it."""

import subprocess
import sys


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_command_line_of_spacy_is_not_loaded() -> None:
    code = "import sys, policyparse.nlp.annotate; print('typer' in sys.modules)"
    assert python(code) == "False"


def test_what_stands_in_for_it_leaves_no_trace() -> None:
    code = (
        "import policyparse.nlp.annotate, spacy; from spacy.cli import download; "
        "print(spacy.__version__ in str(spacy.info(silent=True)), callable(download))"
    )
    assert python(code) == "True True"
