"""What comparing plans and comparing drafts share: measures, strength of words, alignment."""
