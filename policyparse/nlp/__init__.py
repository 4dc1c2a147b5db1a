"""Annotation: spaCy components, and words by jieba."""

from policyparse.nlp.start import start_spacy

start_spacy()
