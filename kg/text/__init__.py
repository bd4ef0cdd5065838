"""Canonical text, zones, sentences, dates and names: what any reader of prose needs."""
