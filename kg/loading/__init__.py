"""From files to documents: which loader reads a source, and what came of each.

Loaders are entry points of the group ``kg.loaders``; this package knows none of them. For each
source they bid (``Loader.match``), and the highest bid reads it. One file is held at a time.
"""

from kg.loading.files import FoundFile, list_files
from kg.loading.loader import Loader
from kg.loading.outcome import Failure, Loaded, Original
from kg.loading.reading import read_bytes, read_file, read_paths
from kg.loading.registry import Registry
from kg.loading.source import FIELDS, MAX_BYTES, Hints, Source, check_mapping

__all__ = [
    "FIELDS",
    "MAX_BYTES",
    "Failure",
    "FoundFile",
    "Hints",
    "Loaded",
    "Loader",
    "Original",
    "Registry",
    "Source",
    "check_mapping",
    "list_files",
    "read_bytes",
    "read_file",
    "read_paths",
]
