"""Many documents: find them, read each by itself, leave the results in one folder."""
