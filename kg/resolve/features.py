"""What speaks for an item and what against it, with weights and in words.

One table for mentions in a document and for entities of the knowledge graph. The score of a
candidate is the sum of the weights of the features that it has. Of a group (the part of the id
before the dot) it has at most one, the first that fits. Weights are whole and half points, so that
a reader can follow a decision by hand; ``docs/decisions`` says how they were found.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """A reason. ``words`` may hold ``{}`` for what exactly was found."""

    id: str
    weight: float
    words: str


_ROWS = (
    # How the text names it.
    ("name.listed", 4.0, "known by its name to the list of names that documents are read with"),
    ("name.full", 3.0, "named in full"),
    ("name.other", 2.5, "named by another of its names"),
    ("name.initial", 2.5, "named in full but for an initial: {}"),
    ("name.short", 2.5, "named in full but for the country"),
    ("name.variant", 2.5, "named in another spelling: {}"),
    ("name.acronym", 2.0, "named by its acronym"),
    ("name.long-acronym", 2.5, "named by its acronym, which has many letters"),
    ("name.former", 2.0, "named as it was called once"),
    ("name.party", 2.0, "named as the members of a party are called"),
    ("name.surname", 0.5, "named by surname only"),
    ("name.one-word", 2.0, "named by one word, {}"),
    ("name.title", 3.5, "the office of that title in the country or organisation given"),
    # What the name may mean besides.
    ("word.common", -2.0, "the name is also a common word"),
    ("word.compound", -1.0, "only ever the first word of a phrase: it may be a common word"),
    ("word.given", -2.0, "the name is also a first name"),
    ("word.body", -1.5, "many states have a body of that name"),
    ("word.shared", -1.0, "others of the gazetteer bear the same full name"),
    ("word.common-surname", -0.5, "{} people of the gazetteer have that surname"),
    # Offices of persons.
    ("office.holds", 4.0, "holds the office that the text gives: {}"),
    ("office.took", 3.5, "took the office that the text gives, and no end is known: {}"),
    ("office.held", 2.5, "held the office that the text gives, at another time: {}"),
    ("office.same-state", 1.5, "has held office there: {}"),
    ("office.same-title", 2.0, "has held an office of the title that the text gives: {}"),
    ("office.none-known", -0.5, "not known to have held the office that the text gives"),
    # Countries.
    ("country.own", 2.0, "of the country that the text gives: {}"),
    ("country.other", -4.0, "of another country than the text gives: {}"),
    ("country.its-body", 2.5, "the body of that name in a country that the text speaks of: {}"),
    ("country.around", 1.0, "the text speaks of its country: {}"),
    ("country.foreign", -1.0, "the text speaks of other countries, not of its own"),
    ("country.any", -1.0, "a body that every state may have, and the text names no state"),
    ("country.unsaid", -1.5, "no text speaks of its country, and other towns may be called so"),
    ("place.there", 1.0, "the text is somewhere there: “in {}”"),
    # Time.
    ("time.unborn", -9.0, "born after the day of the text"),
    ("time.dead", -1.0, "had died long before the day of the text"),
    # Prominence.
    ("known.state", 2.5, "a state: towns that are called like it are rarely meant"),
    ("known.led", 1.5, "has led a state"),
    ("known.very-well", 1.5, "very well known"),
    ("known.well", 1.0, "well known"),
    ("known.somewhat", 0.5, "known"),
    ("known.little", -0.5, "little known"),
)
FEATURES = {row[0]: Feature(*row) for row in _ROWS}


# Points from which the best candidate is accepted, by kind: persons share names, states hardly.
ACCEPT = {
    "person": 4.0,
    "country": 2.5,
    "place": 3.0,
    "organisation": 3.0,
    "government-body": 3.0,
    "international-organisation": 2.5,
    "office": 3.0,
}
MARGIN = 1.0  # points by which the best has to be ahead of the runner-up
