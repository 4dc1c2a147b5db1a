"""Numbering claims to a tree of headings and items."""

from policyparse.outline.build import build
from policyparse.outline.tree import Node, Outline, Paragraph

__all__ = ["Node", "Outline", "Paragraph", "build"]
