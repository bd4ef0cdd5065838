"""Comparing what the extraction reads with what documents are known to say (tests/golden)."""
