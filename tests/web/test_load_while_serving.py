"""A load never disturbs a reader: every answer is of one generation, and none fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.load_while_serving import COUNT, Seen, run


@pytest.mark.slow
def test_readers_see_one_generation_after_the_other(tmp_path: Path) -> None:
    seen = run(tmp_path, documents=60, parts=4, clients=8, seconds=8)
    assert seen.faults == []
    assert len(seen.documents) >= 4
    assert seen.answers > 100


def test_two_answers_of_one_generation_that_differ_are_told() -> None:
    seen = Seen()
    for number in (1, 1, 2):
        body = b'{"results": {"bindings": [{"n": {"value": "%d"}}]}}' % number
        seen.note(COUNT, 200, f'"000007.{number}"', body, 0.1)
    assert len(seen.faults) == 1
    assert "generation 000007" in seen.faults[0]
    seen.note(COUNT, 503, "", b"", 0.1)
    assert len(seen.faults) == 2
