"""Communiqué: news items and press releases as an evidenced knowledge graph."""
