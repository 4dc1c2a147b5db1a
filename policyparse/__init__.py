"""policyparse：把政府方案读成任务、时限、责任单位和指标，每一项都能回到原文。

Names are loaded when first used, so that ``import policyparse`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError

if TYPE_CHECKING:
    from policyparse.batch.checked import check
    from policyparse.batch.folder import run
    from policyparse.comparison.compare import compare
    from policyparse.drafts.diff import diff
    from policyparse.model.plan import Plan
    from policyparse.pipeline import parse

__version__ = "0.1.0"
__all__ = ["Plan", "PolicyParseError", "__version__", "check", "compare", "diff", "parse", "run"]

_HOMES = {
    "Plan": "policyparse.model.plan",
    "check": "policyparse.batch.checked",
    "compare": "policyparse.comparison.compare",
    "diff": "policyparse.drafts.diff",
    "parse": "policyparse.pipeline",
    "run": "policyparse.batch.folder",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
