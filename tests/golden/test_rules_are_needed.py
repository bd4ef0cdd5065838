"""Every rule that a claim names is listed; switching any one off turns at least one fixture red."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.extract.registry import RULES
from kg.loading import Failure, read_paths
from tools.scoring.rules import unneeded
from tools.scoring.sets import OURS

# Rules that are not listed yet, because their stage has not been converted. Only to be shortened.
UNLISTED = ("name.seat",)
# While the rules are being written, rules without a fixture are only named.
STRICT = False


def rules_in(paths: list[Path]) -> set[str]:
    documents = [found for found in read_paths(paths) if not isinstance(found, Failure)]
    return {claim.source.rule for found in documents for claim in extract(found.document).claims}


@pytest.mark.parametrize("name", OURS)
def test_the_rule_of_every_claim_is_listed(name: str) -> None:
    unknown = rules_in(OURS[name]) - {rule.id for rule in RULES}
    assert not [rule for rule in unknown if not rule.startswith(UNLISTED)]


def test_every_rule_is_needed_by_a_fixture() -> None:
    missing = unneeded()
    if missing and not STRICT:
        pytest.skip(f"no fixture needs: {', '.join(missing)}")
    assert not missing
