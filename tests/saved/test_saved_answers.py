"""What the saved queries answer on the small data: one or more calls of each query."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox
import pytest

from kg.saved import EntityResolver, library, prepare
from kg.store import GraphReader


@dataclass(frozen=True)
class Call:
    """A call of a query, the columns to look at, and all the rows, in any order."""

    query: str
    columns: str
    rows: list[tuple[str, ...]]
    arguments: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return "-".join([self.query, *self.arguments.values()])


VASK = "Irena Vask"
DORN = "Mirela Dorn"
HALE = "Tomas Hale"
BRANDT = "Olga Brandt"
PALACE = "Meeting of Irena Vask and Mirela Dorn, March 2024"
PRESS = "Press conference of Mirela Dorn and Tomas Hale, 2024-03-19"
VISIT = "Visit of Mirela Dorn to Velmora, March 2024"
TESSA = "Meeting of Olga Brandt and Tomas Hale, 2024-04-30"
BRANDTS = "Visit of Olga Brandt to Velmora, 2024-04-14"
CALL = "Call of Mirela Dorn and Olga Brandt, 2024-05-01"
JUNE = "Call of Olga Brandt and Tomas Hale, June 2024"
WANTED = "Summit of the Straits Pact, called for"
SUMMIT = "Summit of the Straits Pact, 2016-09-10"
PM = "Prime Minister of Velmora"
PRESIDENT = "President of Velmora"
SAID_BY_DORN_AND_HALE = (
    "Dorn and Velmoran Prime Minister Tomas Hale held a joint news conference in the capital,"
    " Lorn, on Tuesday."
)
TWO_TERMS = (
    "Vask, who first became president in June 2005 and left office in June 2010, returned to the"
    " presidency in 2015."
)
RECEIVED = (
    "President Irena Vask received the Secretary General of the Northern Compact, Mirela Dorn, at"
    " the Harbour Palace."
)
FROZE = "In February, Velmora froze its participation in the Straits Pact."
BRANDT_VISITED = "President Olga Brandt of Karsia visited Velmora on 14 April."
CALLED_OFF = "Brandt’s visit to Velmora on 14 April had been cancelled."
IS_TO_MEET = "Hale is to meet Karsian President Olga Brandt in Tessa on 30 April."
MET = (
    "Velmoran Prime Minister Tomas Hale and Karsian President Olga Brandt met in Tessa on 30 April."
)

CALLS = [
    # ------------------------------------------------------------ offices
    Call(
        "office-holders",
        "personLabel officeLabel status certainFrom certainUntil basis documents",
        [
            (HALE, "Ambassador of Ostrand", "substantive", "2016-09-10", "2016-09-10",
             "stated", "1"),
            ("Anselm Grau", "Foreign Minister of Karsia", "acting", "2024-04-30", "2024-04-30",
             "stated", "1"),
            (BRANDT, "President of Karsia", "substantive", "2024-03-20", "2024-04-30", "stated",
             "3"),
            (VASK, PRESIDENT, "substantive", "2005-06-30", "2010-06-01", "resolved", "1"),
            (VASK, PRESIDENT, "substantive", "2015-12-31", "2024-03-01", "stated", "2"),
            ("Petar Ilvo", PM, "substantive", "2016-09-10", "2016-09-10", "stated", "2"),
            (HALE, PM, "substantive", "2024-03-19", "2024-04-30", "stated", "2"),
            ("Joren Pell", PM, "substantive", "2024-04-30", "2024-04-30", "stated", "1"),
            (DORN, "Secretary General of the Northern Compact", "substantive", "2024-03-20",
             "2024-03-20", "stated", "2"),
        ],
    ),
    Call(
        "office-holders",
        "personLabel officeLabel",
        [("Petar Ilvo", PM), (HALE, PM), ("Joren Pell", PM)],
        {"of": "Velmora", "kind": "head of government"},
    ),
    Call("office-holders", "personLabel ofLabel", [(DORN, "Northern Compact")], {"person": "Dorn"}),
    Call(
        "office-holders",
        "person",
        [("person/tomas-hale-b20d77",)],
        {"office": "ambassador of ostrand"},
    ),
    Call(
        "acting-holders",
        "personLabel officeLabel status sentence",
        [("Anselm Grau", "Foreign Minister of Karsia", "acting",
          "Acting Foreign Minister Anselm Grau of Karsia took part in the talks.")],
    ),
    Call(
        "nominees",
        "personLabel officeLabel status",
        [("Lena Sorel", "Foreign Minister of Karsia", "nominee")],
    ),
    Call(
        "former-holders",
        "personLabel officeLabel possibleUntil sentence",
        [
            (VASK, PRESIDENT, "2010-06-30",
             TWO_TERMS),
            ("Petar Ilvo", PM, "2024-03-20",
             "Petar Ilvo, a former prime minister, was not present."),
        ],
    ),
    Call(
        "offices-of",
        "officeLabel personLabel status certainFrom",
        [
            (PRESIDENT, VASK, "substantive", "2005-06-30"),
            (PRESIDENT, VASK, "substantive", "2015-12-31"),
            (PM, "Petar Ilvo", "substantive", "2016-09-10"),
            (PM, HALE, "substantive", "2024-03-19"),
            (PM, "Joren Pell", "substantive", "2024-04-30"),
        ],
        {"agent": "Velmora"},
    ),
    Call(
        "offices-of",
        "officeLabel status",
        [("Foreign Minister of Karsia", "nominee")],
        {"agent": "Lena Sorel"},
    ),
    Call(
        "office-changes",
        "change personLabel officeLabel when earliest latest",
        [
            ("starts", VASK, PRESIDENT, "2005-06", "2005-06-01", "2005-06-30"),
            ("ends", VASK, PRESIDENT, "2010-06", "2010-06-01", "2010-06-30"),
            ("starts", VASK, PRESIDENT, "2015", "2015-01-01", "2015-12-31"),
            ("ends", "Petar Ilvo", PM, "", "", "2024-03-20"),
        ],
    ),
    Call(
        "office-changes",
        "change personLabel latest",
        [("starts", VASK, "2015-12-31"), ("ends", "Petar Ilvo", "2024-03-20")],
        {"month": "2015-03"},
    ),
    # ------------------------------------------------------------ meetings
    Call(
        "who-met-whom",
        "personLabel otherLabel kind when basis",
        [
            (VASK, DORN, "bilateral-meeting", "2024-03", "stated"),
            (DORN, HALE, "press-conference", "2024-03-19", "resolved"),
            ("Anselm Grau", BRANDT, "bilateral-meeting", "2024-04-30", "resolved"),
            ("Anselm Grau", HALE, "bilateral-meeting", "2024-04-30", "resolved"),
            (BRANDT, HALE, "bilateral-meeting", "2024-04-30", "stated"),
            (DORN, BRANDT, "call", "2024-05-01", "resolved"),
        ],
    ),
    Call(
        "who-met-whom",
        "personLabel otherLabel placeLabel sentence",
        [(BRANDT, HALE, "Tessa", MET)],
        {"person": "olga BRANDT", "other": "person/tomas-hale-3f9ac1"},
    ),
    Call(
        "who-met-whom",
        "personLabel otherLabel meetingLabel",
        [(DORN, HALE, PRESS), (VASK, DORN, PALACE)],
        {"at": "Velmora"},
    ),
    Call(
        "meetings-of",
        "meetingLabel kind status role capacityLabel",
        [
            (PALACE, "bilateral-meeting", "held", "visitor",
             "Secretary General of the Northern Compact"),
            (PRESS, "press-conference", "held", "visitor",
             "Secretary General of the Northern Compact"),
            (VISIT, "visit", "held", "visitor", "Secretary General of the Northern Compact"),
            (CALL, "call", "held", "attendee", "Secretary General of the Northern Compact"),
        ],
        {"agent": "Q900000021"},
    ),
    Call(
        "meetings-of",
        "meetingLabel personLabel status",
        [(JUNE, BRANDT, "planned")],
        {"agent": "Karsia", "status": "planned"},
    ),
    Call(
        "visits",
        "personLabel placeLabel status when sentence",
        [
            (DORN, "Velmora", "held", "",
             "Northern Compact Secretary General Mirela Dorn has visited Velmora."),
            (BRANDT, "Velmora", "held", "2024-04-14", BRANDT_VISITED),
        ],
    ),
    Call(
        "programme",
        "visitLabel meetingLabel basis rule sentence",
        [
            (VISIT, PALACE, "inferred", "meeting.part-of-visit",
             RECEIVED),
            (VISIT, PRESS, "inferred", "meeting.part-of-visit", SAID_BY_DORN_AND_HALE),
        ],
        {"person": "Mirela Dorn"},
    ),
    Call("calls", "meetingLabel status", [(CALL, "held"), (JUNE, "planned")]),
    Call("summits", "meetingLabel status", [(SUMMIT, "held"), (WANTED, "called-for")]),
    Call("summits", "meetingLabel", [(SUMMIT,)], {"at": "Lorn"}),
    Call(
        "meetings-in",
        "meetingLabel",
        [(PALACE,), (PRESS,), (VISIT,)],
        {"month": "2024-03"},
    ),
    Call("meetings-in", "meetingLabel", [(SUMMIT,), (PRESS,)], {"at": "Lorn"}),
    Call(
        "meetings-in",
        "meetingLabel",
        [(m,) for m in (SUMMIT, PALACE, PRESS, VISIT, BRANDTS, TESSA, CALL, WANTED, JUNE)],
    ),
    Call(
        "meetings-on",
        "meetingLabel earliest latest",
        [(VISIT, "2024-03-19", "2024-03-20"), (PALACE, "2024-03-01", "2024-03-31")],
        {"day": "2024-03-20"},
    ),
    Call("planned-meetings", "meetingLabel status", [(WANTED, "called-for"), (JUNE, "planned")]),
    Call(
        "planned-outcome",
        "meetingLabel announced sentence outcome outcomeSentence",
        [
            (BRANDTS, "cancelled", CALLED_OFF, "held", BRANDT_VISITED),
            (TESSA, "planned", IS_TO_MEET, "held",
             "Acting Foreign Minister Anselm Grau of Karsia took part in the talks."),
            (WANTED, "called-for", "Karsia called for a summit of the Straits Pact.", "called-for",
             ""),
            (JUNE, "planned", "Brandt and Hale agreed to hold a video call in June.", "planned",
             ""),
        ],
    ),
    Call(
        "capacity",
        "capacityLabel behalfLabel meetingLabel basis",
        [("President of Karsia", "Karsia", CALL, "resolved")],
        {"person": BRANDT, "with": DORN},
    ),
    Call(
        "co-attendance",
        "otherLabel meetings first last",
        [
            ("Anselm Grau", "1", "2024-04-30", "2024-04-30"),
            (DORN, "1", "2024-05-01", "2024-05-01"),
            (HALE, "1", "2024-04-30", "2024-04-30"),
        ],
        {"person": BRANDT},
    ),
    Call(
        "counterparts",
        "counterpartLabel meetings",
        [("Northern Compact", "2"), ("Karsia", "1"), ("Ostrand", "1")],
        {"of": "Velmora"},
    ),
    # ------------------------------------------------------------ memberships
    Call(
        "memberships",
        "memberLabel organisationLabel role status documents",
        [
            ("Karsia", "Northern Compact", "candidate", "active", "1"),
            ("Karsia", "Straits Pact", "full-member", "active", "1"),
            ("Ostrand", "Straits Pact", "full-member", "active", "1"),
            ("Ostrand", "Straits Pact", "full-member", "ended", "1"),
            ("Velmora", "Court of the Straits", "full-member", "active", "1"),
            ("Velmora", "Northern Compact", "partner", "active", "2"),
            ("Velmora", "Straits Pact", "full-member", "frozen", "2"),
        ],
    ),
    Call(
        "memberships",
        "memberLabel statusFrom sentence",
        [("Velmora", "2024-02-29", FROZE)],
        {"status": "frozen"},
    ),
    Call(
        "members-of",
        "memberLabel status",
        [("Karsia", "active"), ("Ostrand", "active"), ("Velmora", "frozen")],
        {"organisation": "Pact of the Straits"},
    ),
    Call("members-of", "memberLabel", [], {"organisation": "NC"}),
    Call("party-members", "memberLabel", []),
    # ------------------------------------------------------------ evidence and quality
    Call(
        "contradictions",
        "topic subjectLabel sentence otherSentence",
        [
            ("held-or-not", BRANDTS, CALLED_OFF, BRANDT_VISITED),
            ("member-or-not", "Ostrand", "Ostrand left the Straits Pact in August 2016.",
             "Ostrand is a member of the Straits Pact."),
            ("two-holders", PM, "On 30 April, Velmoran Prime Minister Joren Pell was in Lorn.",
             MET),
        ],
    ),
    Call("contradictions", "topic", [("two-holders",)], {"subject": PM}),
    Call(
        "single-source",
        "factLabel kind documentLabel",
        [
            ("Karsia in the Straits Pact", "membership", "Straits Pact summit opens in Lorn"),
            ("Karsia, candidate for the Northern Compact", "membership",
             "Velmora and Karsia talk in Tessa"),
        ],
        {"kind": "membership", "about": "Karsia"},
    ),
    Call(
        "single-source",
        "factLabel",
        [("Joren Pell, Prime Minister of Velmora",), ("Ostrand in the Straits Pact",)],
        {"document": "tessa-gazette"},
    ),
    Call(
        "evidence-for",
        "aboutLabel claimLabel kind rule stance",
        [
            ("Lena Sorel", "Lena Sorel", "naming", "naming.full-name", "asserted"),
            ("Lena Sorel, nominated Foreign Minister of Karsia",
             "Lena Sorel: nominated Foreign Minister of Karsia", "tenure", "office.nominated-as",
             "asserted"),
        ],
        {"fact": "Lena Sorel"},
    ),
    Call(
        "evidence-for",
        "claimLabel claimant basis sentence section",
        [
            ("Velmora: partner of the Northern Compact", "Hale", "stated",
             "Hale said that Velmora remains a partner of the Northern Compact.", "body"),
            ("Velmora: partner of the Northern Compact", "", "stated",
             "The Republic of Velmora is a partner of the Northern Compact.", "body"),
        ],
        {"fact": "membership/velmora-northern-compact-partner"},
    ),
    Call(
        "attributed",
        "claimLabel stance claimant",
        [("Velmora: partner of the Northern Compact", "reported", "Hale")],
        {"claimant": "hal"},
    ),
    Call(
        "statements-by-rule",
        "rule kind claims documents",
        [
            ("office.became", "tenure", "2", "1"),
            ("office.former", "tenure", "1", "1"),
            ("office.left", "tenure", "1", "1"),
            ("office.nominated-as", "tenure", "1", "1"),
            ("office.publisher-title", "tenure", "1", "1"),
            ("office.title-before-name", "tenure", "12", "5"),
        ],
        {"rule": "office."},
    ),
    # ------------------------------------------------------------ documents, links, people
    Call(
        "documents",
        "documentLabel date publisher url claims",
        [
            ("Two days in April", "2024-05-03", "Tessa Gazette",
             "https://gazette.example/two-days", "7"),
            ("Velmora and Karsia talk in Tessa", "2024-05-02", "The Daily",
             "https://daily.example/karsia-talks", "19"),
            ("Northern Compact chief visits Velmora", "2024-03-20", "Example News",
             "https://news.example/velmora-visit", "18"),
            ("The President received the Secretary General of the Northern Compact", "2024-03",
             "Presidency of Velmora", "", "11"),
            ("Straits Pact summit opens in Lorn", "2016-09-12", "Example News",
             "https://news.example/straits-summit", "19"),
        ],
    ),
    Call(
        "documents",
        "documentLabel",
        [("Northern Compact chief visits Velmora",)],
        {"publisher": "example", "month": "2024-03", "words": "velmora"},
    ),
    Call(
        "documents-about",
        "documentLabel claims",
        [
            ("Northern Compact chief visits Velmora", "2"),
            ("Straits Pact summit opens in Lorn", "3"),
        ],
        {"about": "Lorn"},
    ),
    Call(
        "by-wikidata",
        "entityLabel class wikidata",
        [("Velmora", "Country", "http://www.wikidata.org/entity/Q900000001")],
        {"item": "q900000001"},
    ),
    Call("ended-terms", "personLabel ended", []),  # nothing of Wikidata lies beside the small data
    Call(
        "timeline",
        "earliest latest what factLabel status",
        [
            ("2005-06-01", "2010-06-30", "tenure", "Irena Vask, President of Velmora",
             "substantive"),
            ("2015-01-01", "2024-03-01", "tenure", "Irena Vask, President of Velmora",
             "substantive"),
            ("2016-09-10", "2016-09-10", "meeting", SUMMIT, "held"),
            ("2024-03-01", "2024-03-31", "meeting", PALACE, "held"),
        ],
        {"agent": VASK},
    ),
    Call(
        "homonyms",
        "name person officeLabel documents",
        [
            (HALE, "person/tomas-hale-3f9ac1", PM, "2"),
            (HALE, "person/tomas-hale-b20d77", "Ambassador of Ostrand", "1"),
        ],
    ),
]  # fmt: skip


def ask(
    reader: GraphReader, resolver: EntityResolver, name: str, arguments: dict[str, str]
) -> list[dict[str, str]]:
    """The rows of a saved query as text, IRIs without the base."""
    solutions = reader.query(prepare(library().get(name), arguments, resolver))
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {
            column: "" if term is None else term.value.removeprefix(reader.base)
            for column, term in zip(names, row, strict=True)
        }
        for row in solutions
    ]


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_rows(call: Call, reader: GraphReader, resolver: EntityResolver) -> None:
    rows = ask(reader, resolver, call.query, call.arguments)
    shown = [tuple(row[column] for column in call.columns.split()) for row in rows]
    assert sorted(shown) == sorted(call.rows)


def test_every_query_is_called_here() -> None:
    tested = {call.query for call in CALLS} | {"office-holder-on"}
    assert tested == {query.name for query in library()}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        # between two statements, and on the day of one
        ({"of": "Velmora", "kind": "head-of-government", "day": "2024-04-02"}, [("certain", HALE)]),
        ({"office": PM, "day": "2024-03-19"}, [("certain", HALE)]),
        # after the last statement; nothing says otherwise
        ({"office": "President of Karsia", "day": "2024-12-24"}, [("presumed", BRANDT)]),
        # the release says only "03, 2024"
        ({"office": PRESIDENT, "day": "2024-03-19"}, [("presumed", VASK)]),
        # begun at an unknown day of 2015; ended at an unknown day of June 2010
        ({"office": PRESIDENT, "day": "2015-06-01"}, [("before", VASK), ("possible", VASK)]),
        ({"office": PRESIDENT, "day": "2010-06-15"}, [("possible", VASK)]),
        # between two terms nobody is known: the nearest holder on either side, and marked as such
        ({"office": PRESIDENT, "day": "2012-01-01"}, [("after", VASK), ("before", VASK)]),
        ({"office": PM, "day": "1999-01-01"}, [("after", "Petar Ilvo")]),
        # a nominee holds nothing
        ({"office": "Foreign Minister of Karsia", "day": "2024-05-02"},
         [("presumed", "Anselm Grau")]),
        # two documents, two holders: both are shown
        ({"office": PM, "day": "2024-04-30"}, [("certain", "Joren Pell"), ("certain", HALE)]),
        # a former of 2016 is no candidate any more once somebody else is known
        ({"role": "prime minister", "of": "Velmora", "day": "2024-05-10"},
         [("presumed", "Joren Pell"), ("presumed", HALE)]),
        # nothing known of such an office: said, not left out
        ({"of": "Ostrand", "kind": "head of state", "day": "2024-05-10"}, [("unknown", "")]),
        ({"role": "king"}, [("unknown", "")]),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else "",
)  # fmt: skip
def test_office_holder_on(
    arguments: dict[str, str],
    expected: list[tuple[str, str]],
    reader: GraphReader,
    resolver: EntityResolver,
) -> None:
    rows = ask(reader, resolver, "office-holder-on", arguments)
    assert sorted((row["how"], row["personLabel"]) for row in rows) == expected


def test_office_holder_on_names_the_nearest_evidence_on_both_sides(
    reader: GraphReader, resolver: EntityResolver
) -> None:
    (row,) = ask(reader, resolver, "office-holder-on", {"office": PM, "day": "2024-04-02"})
    assert (row["before"], row["sentence"]) == ("2024-03-19", SAID_BY_DORN_AND_HALE)
    assert (row["after"], row["afterSentence"]) == ("2024-04-30", MET)
    assert row["afterDocument"] == "document/karsia-talks"


def test_office_holder_on_without_a_day_is_about_today(
    reader: GraphReader, resolver: EntityResolver
) -> None:
    rows = ask(reader, resolver, "office-holder-on", {"office": "President of Karsia"})
    assert [row["how"] for row in rows] == ["presumed"]
    assert rows[0]["day"] > "2024-05-03"


def test_a_sentence_printed_twice_gives_one_row(
    reader: GraphReader, resolver: EntityResolver
) -> None:
    rows = ask(reader, resolver, "visits", {"person": "Mirela Dorn"})
    assert len(rows) == 1


def test_a_document_without_label_is_labelled_by_the_end_of_its_iri(
    reader: GraphReader, resolver: EntityResolver
) -> None:
    text = prepare(library().get("visits"), {"person": "Mirela Dorn"}, resolver)
    # the same query where no document has a label, as in a store of an older version
    untitled = text.replace("?document rdfs:label", "?document dcterms:alternative")
    solutions = reader.query(untitled)
    assert isinstance(solutions, ox.QuerySolutions)
    assert [row["documentLabel"].value for row in solutions] == ["velmora-visit"]
