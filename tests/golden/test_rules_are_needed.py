"""Every rule that a claim names is listed; switching any one off turns at least one fixture red."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.extract.registry import RULES
from kg.loading import Failure, read_paths
from tools.scoring.rules import unneeded
from tools.scoring.sets import OURS


def rules_in(paths: list[Path]) -> set[str]:
    documents = [found for found in read_paths(paths) if not isinstance(found, Failure)]
    return {claim.source.rule for found in documents for claim in extract(found.document).claims}


@pytest.mark.parametrize("name", OURS)
def test_the_rule_of_every_claim_is_listed(name: str) -> None:
    unknown = rules_in(OURS[name]) - {rule.id for rule in RULES}
    assert not unknown


def test_every_rule_is_needed_by_a_fixture() -> None:
    missing = unneeded()
    assert not missing, f"switched off, these turn no fixture red: {', '.join(missing)}"
