"""What CONTRIBUTING.md promises about the code, checked."""

import ast
import importlib
import io
import pkgutil
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import policyparse
from policyparse.cli.chinese import MESSAGES
from policyparse.grammar.pattern import Pattern
from tests.conftest import SHARED, TOP
from tests.plans import corpus_sets, read

PACKAGE = TOP / "policyparse"
FILE_LIMIT, FUNCTION_LIMIT = 400, 40
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((TOP / "tests").rglob("*.py"))
DOCS = sorted(
    path
    for path in (*TOP.glob("*.md"), *TOP.glob("*.toml"), *TOP.glob(".*"), *TOP.glob(".ci/*"))
    if path.is_file()
)
NETWORK = {"requests", "httpx", "aiohttp", "urllib3", "socket", "http", "ftplib", "smtplib"}
NETWORK |= {"urllib.request", "websockets", "xmlrpc", "telnetlib", "socketserver"}
# One `except Exception` round one call into a library, re-raised, only where files are opened.
BROAD_ALLOWED = ("readers", "reports")
HAN = "\u3400-\u9fff"
RUN = 16  # this many Chinese characters in a row count as copied
# Set phrases of official style that every plan contains.
SET_PHRASES = ("习近平新时代中国特色社会主义思想",)


def relative(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=relative)
def test_a_file_is_no_longer_than_400_lines(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= FILE_LIMIT, f"{relative(path)} has {lines} lines"


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=relative)
def test_a_function_is_no_longer_than_40_lines(path: Path) -> None:
    long = [
        f"{relative(path)}:{node.lineno} {node.name} has {lines} lines"
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (lines := code_lines(node)) > FUNCTION_LIMIT
    ]
    assert long == []


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from def to end, without the docstring: a command's is its help page."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_no_broad_except(path: Path) -> None:
    allowed = path.relative_to(PACKAGE).parts[0] in BROAD_ALLOWED
    wrong = [
        f"{relative(path)}:{handler.lineno}"
        for handler in ast.walk(tree_of(path))
        if isinstance(handler, ast.ExceptHandler)
        and is_broad(handler)
        and not (raises_again(handler) if allowed else is_tidying_up(handler))
    ]
    assert wrong == []


def is_broad(handler: ast.ExceptHandler) -> bool:
    names = {node.id for node in ast.walk(handler.type or handler) if isinstance(node, ast.Name)}
    return handler.type is None or bool(names & {"Exception", "BaseException"})


def raises_again(handler: ast.ExceptHandler) -> bool:
    """Ends by raising, from the error it caught or that error itself."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and (last.exc is None or last.cause is not None)


def is_tidying_up(handler: ast.ExceptHandler) -> bool:
    """Ends by raising the very same error."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_nothing_goes_to_the_network(path: Path) -> None:
    imported = set(imports_of(tree_of(path)))
    assert {name for name in imported if name in NETWORK or name.split(".")[0] in NETWORK} == set()


def imports_of(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_only_an_option_reads_the_clock(path: Path) -> None:
    if path == PACKAGE / "cli" / "options.py":
        return
    calls = re.findall(
        r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time|localtime|gmtime)\b",
        code_of(path),
    )
    assert calls == []


def code_of(path: Path) -> str:
    """The source without comments and strings."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    kept = [t.string for t in tokens if t.type in (tokenize.NAME, tokenize.OP)]
    return " ".join(kept).replace(" . ", ".")


def all_patterns() -> list[Pattern]:
    """Every row of every table in grammar/, each once."""
    import policyparse.grammar as package

    found: dict[int, Pattern] = {}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            rows = value if isinstance(value, (tuple, list)) else (value,)
            found |= {id(row): row for row in rows if isinstance(row, Pattern)}
    return list(found.values())


@pytest.mark.parametrize("pattern", all_patterns(), ids=lambda pattern: pattern.name)
def test_a_pattern_hits_and_misses_what_it_says(pattern: Pattern) -> None:
    assert pattern.hits, "a pattern shows at least one text that it hits"
    assert [text for text in pattern.hits if not pattern.compiled.fullmatch(text)] == []
    assert [text for text in pattern.misses if pattern.compiled.match(text)] == []


def error_texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The words in calls that speak to the user: our errors, click's, echo, help texts."""
    names = {"PolicyParseError", "UnreadableSource", "UnknownFormat", "RefusedSource"}
    names |= {"BadLexicon", "BadConfig", "UsageError", "BadParameter", "ClickException", "echo"}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else None
        called = node.func.id if isinstance(node.func, ast.Name) else called
        spoken = list(node.args) if called in names else []
        spoken += [k.value for k in node.keywords if k.arg in ("help", "hint", "problem")]
        for part in (part for value in spoken for part in ast.walk(value)):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.lineno, part.value


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_what_a_user_reads_is_chinese(path: Path) -> None:
    english = [
        f"{relative(path)}:{line} {text!r}"
        for line, text in error_texts(tree_of(path))
        if re.search(r"(?:[A-Za-z]{2,}[ ,]+){3}[A-Za-z]{2,}", text)
    ]
    assert english == []


def test_what_click_says_is_chinese() -> None:
    assert [text for text in MESSAGES.values() if not re.search(f"[{HAN}]|%", text)] == []


def test_every_command_has_chinese_help() -> None:
    import click

    from policyparse.cli import COMMANDS, cli

    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        assert re.search(f"[{HAN}]", command.help or ""), name
        options = [p for p in command.params if isinstance(p, click.Option)]
        assert [p.name for p in options if not re.search(f"[{HAN}]", p.help or "")] == []


@pytest.mark.parametrize("path", DOCS, ids=relative)
def test_documents_name_no_registry(path: Path) -> None:
    hosts = r"(?:pypi\.org|pythonhosted|npmjs|registry\.|files\.python|debian\.org|huggingface)"
    assert re.findall(rf"https?://[\w.-]*{hosts}[\w./-]*", path.read_text(encoding="utf-8")) == []


def test_import_costs_next_to_nothing() -> None:
    heavy = {"spacy", "jieba", "networkx", "pydantic", "docx", "pdfplumber", "jinja2", "lxml"}
    import subprocess

    code = "import sys, policyparse.cli; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=TOP
    )
    assert heavy & set(done.stdout.split()) == set()


def test_public_names_are_there() -> None:
    assert sorted(policyparse.__all__) == [
        "Plan",
        "PolicyParseError",
        "__version__",
        "check",
        "compare",
        "diff",
        "parse",
        "run",
    ]
    assert all(getattr(policyparse, name) for name in policyparse.__all__)
    with pytest.raises(AttributeError):
        _ = policyparse.nothing_of_this_name


def runs(text: str) -> set[str]:
    """All stretches of 16 Chinese characters, blanks and line breaks left out."""
    for phrase in SET_PHRASES:
        text = text.replace(phrase, "\n。")
    text = re.sub(r"\s+", "", text)
    return {
        stretch[at : at + RUN]
        for stretch in re.findall(rf"[{HAN}]{{{RUN},}}", text)
        for at in range(len(stretch) - RUN + 1)
    }


def own_texts() -> Iterator[tuple[str, str]]:
    """Name and text of every file of ours; office files as their readers see them."""
    for files in corpus_sets():
        yield relative(files[0]), read(files)[1].text
    for folder in ("tests", "corpus", "policyparse", "templates"):
        for path in sorted((TOP / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".docx", ".pdf", ".xlsx", ".pyc", ".zip"):
                yield relative(path), path.read_bytes().decode("utf-8", "ignore")
    yield from ((relative(path), path.read_text(encoding="utf-8")) for path in DOCS)


def test_nothing_is_copied_from_the_real_plans(shared: Path) -> None:
    plans = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "plans").iterdir())]
    theirs = set().union(*(runs(text) for text in plans))
    copied = {name: sorted(theirs & runs(text))[:3] for name, text in own_texts()}
    assert {name: found for name, found in copied.items() if found} == {}
