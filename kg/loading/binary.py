"""What a source is that no loader reads, and what its owner can do about it."""

from __future__ import annotations

from kg.loading.source import Source

# The first bytes of formats that are not text, their name and the way to text.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "convert it to text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as text or HTML first"),
    (b"{\\rtf", "rich text (RTF)", "save it as text or HTML first"),
    (b"\x1f\x8b", "compressed (gzip)", "unpack it first"),
    (b"BZh", "compressed (bzip2)", "unpack it first"),
    (b"\xfd7zXZ\x00", "compressed (xz)", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"WARC/", "a web archive (WARC)", "extract its pages as HTML files first"),
    (b"\x89PNG", "an image (PNG)", "only text is read"),
    (b"\xff\xd8\xff", "an image (JPEG)", "only text is read"),
    (b"GIF8", "an image (GIF)", "only text is read"),
    (b"SQLite format 3", "a database (SQLite)", "export its texts as JSON Lines first"),
    (b"PAR1", "a Parquet table", "export its texts as JSON Lines first"),
)
_SUFFIXES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        (".csv", ".tsv", ".tab"),
        ("a table", "save it as JSON Lines, one record a line with a field “text”"),
    ),
    **dict.fromkeys(
        (
            ".docx",
            ".doc",
            ".docm",
            ".odt",
            ".rtf",
            ".pages",
            ".epub",
            ".pptx",
            ".odp",
            ".xlsx",
            ".ods",
        ),
        ("an office document", "save it as text or HTML first"),
    ),
    **dict.fromkeys(
        (".mbox", ".msg", ".pst"), ("a mailbox", "save its messages as .eml files first")
    ),
    **dict.fromkeys(
        (".wiki", ".mediawiki", ".tex", ".rst", ".org"),
        ("a format without a loader", "convert it to text, Markdown or HTML first"),
    ),
}


def explain(source: Source) -> str:
    """Why no loader reads this source, with the remedy."""
    if source.suffix in _SUFFIXES:
        name, remedy = _SUFFIXES[source.suffix]
        return f"it is {name}; {remedy}"
    for signature, name, remedy in _SIGNATURES:
        if source.data.startswith(signature):
            return f"it is {name}; {remedy}"
    if source.is_binary:
        return "it is not text; only text formats are read"
    return "it is in no format that is known; convert it to text, Markdown or HTML first"
