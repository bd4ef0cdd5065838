"""Plain text as a source: is it prose, and the document it makes."""

from __future__ import annotations

import re

from kg.loading import Source
from kg.model import Document
from loaders.support.assembly import assemble

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".asc", ".nfo"})
_OTHER_SUFFIXES = frozenset({
    ".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".geojson", ".xml", ".rdf", ".ttl",
    ".nt", ".nq", ".trig", ".owl", ".html", ".htm", ".xhtml", ".css", ".js", ".mjs", ".ts",
    ".py", ".pyc", ".rb", ".pl", ".php", ".java", ".c", ".h", ".cc", ".cpp", ".go", ".rs", ".sh",
    ".bat", ".ps1", ".sql", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".log", ".lock",
    ".bib", ".tex", ".rst", ".org", ".wiki", ".mediawiki", ".rtf", ".svg", ".srt", ".vtt",
    ".ics", ".vcf", ".patch", ".diff", ".warc", ".mbox", ".eml", ".ipynb", ".map", ".rq",
    ".sparql",
})  # fmt: skip
_SYMBOLS = re.compile(r"[{}\[\]<>;=_\\|#$^*+`~@]")
_MOST_SYMBOLS = 0.04  # of all code points; prose has next to none


def is_plain_text(source: Source) -> bool:
    """Whether a source may be running text: not markup, data or code by its name or first words."""
    if not source.head or source.head[0] in "<{" or source.suffix in _OTHER_SUFFIXES:
        return False
    return not source.head.startswith(("WARC/", "[{", "%PDF", "{\\rtf", "#!", "From "))


def is_prose(source: Source) -> bool:
    """Whether plain text reads as prose, for sources whose name says nothing."""
    if not is_plain_text(source) or " " not in source.head:
        return False
    return len(_SYMBOLS.findall(source.head)) <= _MOST_SYMBOLS * len(source.head)


def text_document(source: Source, loader: str) -> Document:
    """The document whose text is the source's own."""
    return assemble(source, loader, source.text)
