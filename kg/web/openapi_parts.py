"""What several descriptions in OpenAPI are made of."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def json_content(schema: Json) -> Json:
    """A body in JSON."""
    return {"application/json": {"schema": schema}}
