"""Raw blocks to text and blocks, with an exact map back to the source."""

from policyparse.normalise.build import normalise
from policyparse.normalise.text import Block, Cell, NormalisedText
from policyparse.normalise.tracked import tracked

__all__ = ["Block", "Cell", "NormalisedText", "normalise", "tracked"]
