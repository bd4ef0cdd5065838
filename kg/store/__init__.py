"""The graph on disk (Oxigraph): one writer, and readers of published generations.

The writer's own database is never opened by a reader. After each batch the writer publishes a
*generation*, an immutable checkpoint made of hard links, and moves the pointer CURRENT to it.
"""

from kg.store.generations import NoGenerationError
from kg.store.generations import current as current_generation
from kg.store.reader import GraphReader
from kg.store.writer import GraphChange, GraphWriter, lock_store, unlock_store

__all__ = [
    "GraphChange",
    "GraphReader",
    "GraphWriter",
    "NoGenerationError",
    "current_generation",
    "lock_store",
    "unlock_store",
]
