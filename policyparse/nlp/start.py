"""spaCy without its own command line, whose libraries take a third of the time that it needs.

``import spacy`` loads ``spacy.cli`` for the one function ``spacy.info``. While spaCy loads, a
module that holds a later call of it stands in; afterwards ``spacy.info`` and ``spacy.cli`` work
as ever.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

_CLI, _INFO = "spacy.cli", "spacy.cli.info"


def start_spacy() -> None:
    """Load spaCy, if it is not there yet."""
    if "spacy" in sys.modules:
        return
    package, module = ModuleType(_CLI), ModuleType(_INFO)
    package.__path__ = []
    module.info = _info  # type: ignore[attr-defined]
    sys.modules |= {_CLI: package, _INFO: module}
    try:
        spacy = importlib.import_module("spacy")
    finally:
        for name in (_CLI, _INFO):
            sys.modules.pop(name, None)
    if getattr(spacy, "cli", None) is package:
        del spacy.cli


def _info(*args: Any, **options: Any) -> Any:
    return importlib.import_module(_INFO).info(*args, **options)
