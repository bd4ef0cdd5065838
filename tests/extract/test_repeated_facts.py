"""A fact said in two sentences keeps both."""

from __future__ import annotations

import datetime

from kg.extract import extract
from kg.extract.distinct_claims import DistinctClaims
from kg.model import (
    Basis,
    Claim,
    DateWindow,
    Document,
    Evidence,
    MembershipClaim,
    Source,
    Stance,
    TenureClaim,
    Zone,
    ZoneKind,
)

MARCH_20 = DateWindow(datetime.date(2024, 3, 20), datetime.date(2024, 3, 20), "2024-03-20")


def claims(text: str, kind: type[Claim]) -> list[Claim]:
    zones = (Zone(ZoneKind.BODY, 0, len(text)),)
    read = extract(Document("d", text, zones, "test", published=MARCH_20))
    return [claim for claim in read.claims if isinstance(claim, kind)]


def sentences(text: str, claim: Claim) -> list[str]:
    return [text[e.sentence_start : e.sentence_end] for e in claim.source.evidence]


def test_an_office_said_twice_is_one_claim_with_two_sentences() -> None:
    first = "Prime Minister Irena Vask of Austria spoke in Vienna."
    again = "Olga Brandt listened to Austrian Prime Minister Irena Vask."
    text = f"{first} {again}"
    (claim,) = claims(text, TenureClaim)
    assert sentences(text, claim) == [first, again]


def test_a_membership_said_twice_is_one_claim_with_two_sentences() -> None:
    first = "Armenia is a member of the Eurasian Economic Union."
    again = "Armenia is also a member of the Eurasian Economic Union, he said."
    text = f"{first} The talks went on. {again}"
    (claim,) = claims(text, MembershipClaim)
    assert sentences(text, claim) == [first, again]


def test_what_the_document_says_and_what_somebody_says_are_two_claims() -> None:
    own = "Armenia is a member of the Eurasian Economic Union."
    theirs = "Nikol Pashinyan said: “Armenia is a member of the Eurasian Economic Union.”"
    found = claims(f"{own} {theirs}", MembershipClaim)
    assert [claim.source.stance for claim in found] == [Stance.ASSERTED, Stance.REPORTED]


def test_words_that_state_a_fact_take_the_place_of_words_that_suggest_it() -> None:
    made = DistinctClaims[MembershipClaim]()
    for start, basis in ((0, Basis.RESOLVED), (10, Basis.STATED), (20, Basis.RESOLVED)):
        source = Source((Evidence(start, start + 5, start, start + 9),), "rule", basis=basis)
        made.add(("a",), MembershipClaim(source, "country/a", "organisation/b", MARCH_20))
    (claim,) = made.all()
    assert (claim.source.basis, len(claim.source.evidence)) == (Basis.STATED, 1)
    assert claim.source.evidence[0].start == 10
