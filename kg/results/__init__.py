"""What a query gives, in the formats that people and programs ask for.

One registry of formats serves the endpoint, the command line and the export: a format has a name, a
media type and a file extension, and knows which kinds of result it can hold.
"""

from kg.results.formats import (
    FORMATS,
    Format,
    Result,
    ResultKind,
    format_named,
    formats_for,
    kind_of,
    serialize,
)
from kg.results.negotiation import best, negotiate
from kg.results.table import table

__all__ = [
    "FORMATS",
    "Format",
    "Result",
    "ResultKind",
    "best",
    "format_named",
    "formats_for",
    "kind_of",
    "negotiate",
    "serialize",
    "table",
]
