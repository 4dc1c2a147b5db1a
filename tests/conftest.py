"""What all tests share. What is not checked because a folder is absent is said at the end."""

from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
CORPUS = TOP / "corpus"
SHARED = TOP.parent / "shared"  # real plans and scores; stands beside the checkout, or not
UNCHECKED = pytest.StashKey[set[str]]()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of sample plans."""
    return CORPUS


@pytest.fixture
def shared(request: pytest.FixtureRequest) -> Path:
    """The folder of real plans; without it the test is skipped, and the end of the run says so."""
    if not SHARED.is_dir():
        request.config.stash.setdefault(UNCHECKED, set()).add(request.node.nodeid)
        pytest.skip("../shared is absent")
    return SHARED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the tests that had nothing to test."""
    unchecked = config.stash.get(UNCHECKED, set())
    if unchecked:
        terminalreporter.section("NOT CHECKED: ../shared is absent", sep="!", bold=True)
        for name in sorted(unchecked):
            terminalreporter.line(name)
