"""What all tests share. What is not checked because a folder is absent is said at the end."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

TOP = Path(__file__).resolve().parents[1]
CORPUS = TOP / "corpus"
SHARED = TOP.parent / "shared"  # real plans and scores; stands beside the checkout, or not
UNCHECKED = pytest.StashKey[dict[str, set[str]]]()  # tests by what is absent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of sample plans."""
    return CORPUS


@pytest.fixture
def shared(request: pytest.FixtureRequest) -> Path:
    """The folder of real plans; without it the test is skipped, and the end of the run says so."""
    if not SHARED.is_dir():
        skip(request, "../shared is absent")
    return SHARED


def skip(request: pytest.FixtureRequest, why: str) -> NoReturn:
    """Skip a test, and name it at the end of the run."""
    unchecked = request.config.stash.setdefault(UNCHECKED, {})
    unchecked.setdefault(why, set()).add(request.node.nodeid)
    pytest.skip(why)


@pytest.fixture(scope="session")
def office_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where files that LibreOffice makes for tests stand."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture
def saved_as(request: pytest.FixtureRequest, office_folder: Path) -> Callable[[Path, str], Path]:
    """A file saved by LibreOffice in another format; each is made once."""
    if shutil.which("soffice") is None:
        skip(request, "LibreOffice (soffice) is absent")

    def save(source: Path, form: str) -> Path:
        made = office_folder / f"{source.stem}.{form}"
        if not made.exists():
            profile = (office_folder / "profile").as_uri()
            command = ["soffice", f"-env:UserInstallation={profile}", "--headless"]
            command += ["--convert-to", form, "--outdir", str(office_folder), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        return made

    return save


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the tests that had nothing to test."""
    for why, unchecked in sorted(config.stash.get(UNCHECKED, {}).items()):
        terminalreporter.section(f"NOT CHECKED: {why}", sep="!", bold=True)
        for name in sorted(unchecked):
            terminalreporter.line(name)
