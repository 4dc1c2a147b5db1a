"""Changes of wording that name another unit than before: perhaps who does it changed."""

from collections.abc import Collection

from policyparse.drafts.names import Names
from policyparse.drafts.wording import Redline
from policyparse.model.diff import WordChange


def with_unit(
    change: WordChange, redline: Redline, names: Names, told: Collection[str] = ()
) -> WordChange:
    """The change, marked where it names a unit that is not told of already."""
    gone, come = (set(redline.units(text)) - set(told) for text in (change.old, change.new))
    left = {a for a in gone if not any(names.one(a, b) for b in come)}
    fresh = {b for b in come if not any(names.one(a, b) for a in gone)}
    return change.model_copy(update={"unit": True}) if left or fresh else change
