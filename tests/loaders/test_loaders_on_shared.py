"""All the real documents beside the checkout: each is loaded or reported with a reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

from kg.loading import Failure, Loaded, read_paths
from kg.model import ZoneKind

pytestmark = pytest.mark.shared


def test_every_real_document_is_loaded_or_reported(shared: Path) -> None:
    outcomes: Counter[tuple[str, bool]] = Counter()
    for result in read_paths([shared / "documents" / "real"]):
        if isinstance(result, Failure):
            assert result.reason
            outcomes[PurePosixPath(result.path).suffix, False] += 1
            continue
        document = result.document
        document.text.encode()
        assert any(z.kind in (ZoneKind.BODY, ZoneKind.HEADLINE) for z in document.zones)
        outcomes[PurePosixPath(result.source.path).suffix, True] += 1
    refused = {suffix: n for (suffix, good), n in outcomes.items() if not good}
    assert refused == {".csv": 1, ".docx": 1, ".pdf": 3, ".tsv": 1, ".warc": 1, ".wiki": 2}
    assert outcomes[".html", True] == 78
    assert outcomes[".xml", True] == 48
    assert outcomes[".json", True] == 33


def test_the_saved_clip_and_the_press_release_are_read_as_such(shared: Path) -> None:
    results = list(read_paths([shared / "documents" / "seeds"]))
    clip, release = (r.document for r in results if isinstance(r, Loaded))
    assert (clip.loader, release.loader) == ("reader_clip", "press_release")
    assert clip.published is not None
    assert clip.published.stated == "2024-03-20"
    assert release.published is not None
    assert release.published.stated == "2024-03"
    assert clip.unused["related"] == 5
    kinds = [zone.kind.value for zone in clip.zones]
    assert kinds == ["body", "repeat", "related", "summary", "furniture", "metadata"]
    repeat = clip.zones[1]
    assert clip.text[repeat.source :].startswith(clip.text[repeat.start : repeat.end])
    assert [z.kind.value for z in release.zones] == ["dateline", "headline", "body", "furniture"]
