"""A pattern that lists what it must hit and what it must miss."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pattern:
    """One named row of a grammar; ``hits`` match whole, ``misses`` do not match at their start."""

    name: str
    regex: str
    hits: tuple[str, ...]
    misses: tuple[str, ...] = ()
    compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", re.compile(self.regex))
