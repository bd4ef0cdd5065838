"""Reading one source that holds one document, or none that can be read."""

from __future__ import annotations

from typing import Any

from kg.loading import Failure, Loaded, read_bytes
from kg.model import Document


def load(name: str, data: str | bytes, **options: Any) -> Document:
    """The one document of a source."""
    raw = data if isinstance(data, bytes) else data.encode()
    (result,) = read_bytes(name, raw, **options)
    assert isinstance(result, Loaded), str(result)
    return result.document


def fail(name: str, data: str) -> Failure:
    """The one failure of a source."""
    (result,) = read_bytes(name, data.encode())
    assert isinstance(result, Failure), str(result)
    return result
