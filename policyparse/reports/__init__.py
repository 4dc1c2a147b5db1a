"""Results -> files: pages, tables, pictures."""
