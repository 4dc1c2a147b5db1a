"""Findings of a careful reader on one document: a family of rules a file."""
