"""XML: TEI editions, simple records, feeds; entities stay unexpanded."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_source import fail, load

from kg.loading import Failure, Loaded, read_bytes
from kg.model import ZoneKind

MEMO = """\
<div xmlns="http://www.tei-c.org/ns/1.0" type="document" xml:id="d7" n="7">
  <head>7. Memorandum of Conversation<note n="1">Source: Castle archives.</note></head>
  <dateline><placeName>Strelsau</placeName>,
     <date when="1963-09-06T16:00:00">September 6, 1963, 4 p.m.</date></dateline>
  <list type="participants"><head>PARTICIPANTS</head>
     <item>The <hi>King</hi></item><item>Mr. Model</item></list>
  <p>The King welcomed
     <persName corresp="#m">Model</persName>.<note>He had come late.</note> They spoke.</p>
</div>"""


def test_a_tei_document_has_headline_dateline_and_text_without_notes() -> None:
    document = load("v/d7.xml", MEMO)
    assert document.text == (
        "7. Memorandum of Conversation\n\nStrelsau, September 6, 1963, 4 p.m.\n\n"
        "PARTICIPANTS\nThe King\nMr. Model\n\nThe King welcomed Model. They spoke."
    ).replace("PARTICIPANTS\nThe", "PARTICIPANTS\n\nThe")
    kinds = [zone.kind for zone in document.zones]
    assert kinds == [ZoneKind.HEADLINE, ZoneKind.DATELINE, ZoneKind.BODY]
    assert document.published is not None
    assert document.published.stated == "1963-09-06"
    assert document.id == "v/d7.xml"  # xml:id is unique in its volume only
    assert document.unused == {"note": 2}


def test_a_volume_is_read_document_by_document() -> None:
    volume = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">'
        "<teiHeader><publisher>Castle</publisher></teiHeader>"
        f"<text><body>{MEMO}{MEMO.replace('d7', 'd8')}</body></text></TEI>"
    )  # fmt: skip
    results = read_bytes("v.xml", volume.encode())
    documents = [r.document for r in results if isinstance(r, Loaded)]
    assert [d.id for d in documents] == ["v.xml#1", "v.xml#2"]
    assert {(d.publisher, d.language) for d in documents} == {("Castle", "en")}


@pytest.mark.parametrize(
    ("date", "stated"),
    [
        ('<date when="1963-09">September</date>', "1963-09"),
        ('<date from="1963-09-06" to="1963-09-08">then</date>', "1963-09-06/1963-09-08"),
        ("<date>September 1963</date>", "1963-09"),
    ],
)
def test_tei_dates_keep_their_precision(date: str, stated: str) -> None:
    memo = MEMO.replace('<date when="1963-09-06T16:00:00">September 6, 1963, 4 p.m.</date>', date)
    document = load("a.xml", memo)
    assert document.published is not None
    assert document.published.stated == stated


def test_a_simple_record_with_html_content() -> None:
    document = load(
        "t.xml",
        '<?xml version="1.0"?><transcripts><transcript><transcript-id>12</transcript-id>'
        "<title>Visit of the Queen</title><release-date>04/09/1973</release-date>"
        "<subjects></subjects>"
        "<prime-minister>Example, Ana</prime-minister>"
        "<content><![CDATA[<p>The Queen&nbsp;arrived.</p>\n<p>She met Ben.</p>]]></content>"
        "</transcript></transcripts>",
    )
    assert document.text == "Visit of the Queen\n\nThe Queen arrived.\n\nShe met Ben."
    assert document.id == "transcript-12"
    assert document.published is not None
    assert document.published.stated == "1973-09-04"
    assert document.unused == {"xml:prime-minister": 1}


def test_a_file_of_records_gives_a_document_each() -> None:
    record = (
        "<news><title>T{0}</title><date>2024-03-0{0}</date>"
        "<body><p>Ana met Ben.</p><p>They spoke.</p></body></news>"
    )
    data = f"<all>{record.format(1)}{record.format(2)}</all>"
    results = read_bytes("a.xml", data.encode())
    documents = [r.document for r in results if isinstance(r, Loaded)]
    assert [d.text for d in documents] == [f"T{n}\n\nAna met Ben.\n\nThey spoke." for n in (1, 2)]
    assert [d.published.stated for d in documents if d.published] == ["2024-03-01", "2024-03-02"]


def test_xml_without_text_names_what_it_has() -> None:
    assert (
        "circle, rect"
        in fail("a.xml", "<svg><rect/>x<circle>1</circle><rect>2</rect></svg>").reason
    )
    failure = fail("a.xml", "<a>\n<b></a>")
    assert failure.place == "line 2"
    assert "not well-formed" in failure.reason


def test_entities_are_not_expanded_and_files_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    for doctype in (
        f'[<!ENTITY l0 "lol">{bomb}]',
        f'[<!ENTITY l11 SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]',
        f'SYSTEM "{(tmp_path / "secret.txt").as_uri()}"',
    ):
        data = f"<!DOCTYPE a {doctype}><a><title>T</title><content>Ana &l11; Ben</content></a>"
        (result,) = read_bytes("a.xml", data.encode())
        if isinstance(result, Loaded):
            assert result.document.text == "T\n\nAna Ben"


def test_xml_that_is_too_deep_is_a_failure() -> None:
    assert "depth" in fail("a.xml", "<a>" * 5000 + "</a>" * 5000).reason


RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Castle news</title><language>en-us</language>
<item><title>Bridge &amp; river</title><link>https://castle.example/1</link>
<guid isPermaLink="false">castle-1</guid><pubDate>Wed, 20 Mar 2024 19:49:23 +0000</pubDate>
<description>Short.</description><category>x</category><content:encoded>
<![CDATA[<script>bad()</script><p>Ana met Ben.</p><p>They&nbsp;spoke.</p>]]></content:encoded>
</item>
<item><title>Only a title</title><link>https://castle.example/2</link></item>
<item><link>https://castle.example/3</link></item>
</channel></rss>"""


def test_a_feed_gives_a_document_an_item() -> None:
    first, second, third = read_bytes("f.rss", RSS.encode())
    assert isinstance(first, Loaded)
    document = first.document
    assert document.text == "Bridge & river\n\nAna met Ben.\n\nThey spoke."
    assert (document.id, document.url) == ("castle-1", "https://castle.example/1")
    assert (document.publisher, document.language) == ("Castle news", "en-US")
    assert document.published is not None
    assert document.published.stated == "2024-03-20"
    assert document.unused == {"feed:category": 1}
    assert isinstance(second, Loaded)
    assert (second.document.id, second.document.text) == (
        "https://castle.example/2",
        "Only a title",
    )
    assert isinstance(third, Failure)
    assert third.place == "item 3"


def test_an_atom_feed_is_a_feed() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Schloss</title>'
        "<entry><id>tag:x,2024:1</id>"
        '<title type="text">Brücke</title><updated>2024-03-20T09:55:00+13:00</updated>'
        '<link rel="self" href="https://x.example/self"/><link href="https://x.example/1"/>'
        '<content type="html">&lt;p&gt;Ana traf Ben.&lt;/p&gt;</content></entry></feed>'
    )  # fmt: skip
    (loaded,) = read_bytes("f.xml", feed.encode())
    assert isinstance(loaded, Loaded)
    document = loaded.document
    assert document.loader == "feed"
    assert document.text == "Brücke\n\nAna traf Ben."
    assert (document.id, document.url, document.language) == (
        "tag:x,2024:1",
        "https://x.example/1",
        "de",
    )
