"""Who is a member of what, in which state, and since when."""

from __future__ import annotations

from say import graph_of, member, told, value, values
from small_world import by, in_month, on, source

from kg.model import Aspect, MemberRole, MembershipClaim, MembershipStatus, Stance

NODE = "membership/velmora-straits-pact"


def pact(window: object, *more: object, **manner: object) -> object:
    return member("Velmora", "Straits Pact", window, *more, **manner)  # type: ignore[arg-type]


def graph(*claims: object) -> object:
    return graph_of(*(told("", claim) for claim in claims))  # type: ignore[arg-type]


def test_a_frozen_membership_is_a_membership_still_and_stays_frozen() -> None:
    found = graph_of(
        told("", pact(in_month("2024-02"), MembershipStatus.FROZEN, Aspect.STARTS)),  # type: ignore[arg-type]
        told("", pact(on("2024-03-20"))),  # type: ignore[arg-type]
    )
    assert value(found, NODE, "membershipStatus") == "frozen"
    assert value(found, NODE, "statusFrom") == "2024-02-29"
    assert value(found, NODE, "possibleFrom") == ""  # the freezing began, not the membership
    assert values(found, "country/velmora", "memberOf") == {"organisation/straits-pact"}


def test_a_status_known_only_by_its_latest_day_counts_from_that_day() -> None:
    found = graph_of(
        told("", pact(on("2024-01-20"), MembershipStatus.SUSPENDED)),  # type: ignore[arg-type]
        told("", pact(by("2024-03-01"), MembershipStatus.FROZEN)),  # type: ignore[arg-type]
    )
    assert value(found, NODE, "membershipStatus") == "frozen"


def test_who_has_left_is_no_member() -> None:
    found = graph_of(
        told("", pact(on("2010-01-20"))),  # type: ignore[arg-type]
        told("", pact(on("2024-03-01"), MembershipStatus.ENDED, Aspect.ENDS)),  # type: ignore[arg-type]
    )
    assert value(found, NODE, "membershipStatus") == "ended"
    assert value(found, NODE, "possibleUntil") == "2024-03-01"
    assert values(found, "country/velmora", "memberOf") == set()


def test_who_left_and_came_back_was_a_member_twice_and_is_one() -> None:
    found = graph_of(
        told("", pact(on("2010-01-20"))),  # type: ignore[arg-type]
        told("", pact(on("2015-03-01"), MembershipStatus.ENDED, Aspect.ENDS)),  # type: ignore[arg-type]
        told("", pact(on("2019-05-01"), MembershipStatus.ACTIVE, Aspect.STARTS)),  # type: ignore[arg-type]
    )
    assert found.nodes("membership") == {f"{NODE}-2010-01", f"{NODE}-2019-05"}
    assert values(found, "country/velmora", "memberOf") == {"organisation/straits-pact"}


def test_silence_does_not_part_a_membership() -> None:
    found = graph_of(told("", pact(on("1999-01-20"))), told("", pact(on("2024-01-20"))))  # type: ignore[arg-type]
    assert found.nodes("membership") == {NODE}


def test_partners_candidates_and_observers_are_no_members() -> None:
    for role in (MemberRole.PARTNER, MemberRole.CANDIDATE, MemberRole.OBSERVER):
        found = graph_of(told("", pact(on("2024-01-20"), role=role)))  # type: ignore[arg-type]
        assert found.nodes("membership") == {f"{NODE}-{role.value}"}
        assert values(found, "country/velmora", "memberOf") == set()


def test_what_is_only_reported_says_so_and_what_is_denied_is_no_membership() -> None:
    reported = graph_of(told("", pact(on("2024-01-20"), stance=Stance.REPORTED)))  # type: ignore[arg-type]
    assert value(reported, NODE, "stance") == "reported"
    assert values(reported, "country/velmora", "memberOf") == {"organisation/straits-pact"}
    for stance in (Stance.DENIED, Stance.HEDGED):
        found = graph_of(told("", pact(on("2024-01-20"), stance=stance)))  # type: ignore[arg-type]
        assert found.nodes("membership") == set()


def test_a_membership_is_known_in_the_manner_in_which_its_latest_status_is() -> None:
    found = graph_of(
        told("", pact(on("2024-01-20"))),  # type: ignore[arg-type]
        told("", pact(on("2024-02-20"), MembershipStatus.FROZEN, stance=Stance.REPORTED)),  # type: ignore[arg-type]
    )
    assert value(found, NODE, "membershipStatus") == "frozen"
    assert value(found, NODE, "stance") == "reported"
    assert len(values(found, NODE, "evidence")) == 2


def test_a_town_and_a_country_of_one_name_have_a_membership_each() -> None:
    town = MembershipClaim(
        source(), "place/luxembourg", "organisation/straits-pact", on("2020-05-01")
    )
    alone = told("", member("Luxembourg", "Straits Pact", on("2024-01-20")))
    found = graph_of(alone)
    assert found.nodes("membership") == {"membership/luxembourg-straits-pact"}
    found.change(come={"town": told("", town)})
    assert found.nodes("membership") == {
        "membership/country-luxembourg-straits-pact",
        "membership/place-luxembourg-straits-pact",
    }
    found.change(gone=["town"])
    assert found.nodes("membership") == {"membership/luxembourg-straits-pact"}
