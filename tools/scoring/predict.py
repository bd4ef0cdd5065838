"""Predictions through the real path: kg.loading reads the files, kg.extract reads the documents."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from kg.extract import extract
from kg.extract.items import items
from kg.loading import Failure, read_paths
from tools.scoring.compare import Item


@dataclass
class Predictions:
    """Items by document id, and how much text was read in how much time."""

    items: dict[str, list[Item]]
    characters: int = 0
    seconds: float = 0.0

    @property
    def speed(self) -> float:
        """Characters of text per second of extraction (loading and items not counted)."""
        return self.characters / self.seconds if self.seconds else 0.0


def predict(paths: list[Path]) -> Predictions:
    """What the extraction reads in files or folders; sources that cannot be read are named."""
    result = Predictions({})
    for loaded in read_paths(paths):
        if isinstance(loaded, Failure):
            print(f"score: {loaded.path}: {loaded.place}: {loaded.reason}", file=sys.stderr)
            continue
        document = loaded.document
        if not result.characters:
            extract(document)  # tables are read on first use, which is not this text's time
        begun = perf_counter()
        extraction = extract(document)
        result.seconds += perf_counter() - begun
        result.characters += len(document.text)
        found: list[Item] = list(items(document, extraction))
        result.items[document.id] = found
    return result
