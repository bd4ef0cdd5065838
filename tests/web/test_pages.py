"""What a reader finds: every fact in words, and from every fact a link to the words that say it."""

from __future__ import annotations

import re
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import pyoxigraph as ox
import pytest
from lxml import html
from running_site import BASE, Answer, Site


def tree(answer: Answer) -> html.HtmlElement:
    assert answer.type == "text/html"
    return html.document_fromstring(answer.text)


def words(answer: Answer) -> str:
    """The text of the main part on one line."""
    return " ".join(" ".join(tree(answer).xpath("//main//text()")).split())


# --- the first steps of a newcomer


def test_the_first_page_says_what_is_loaded_and_what_to_try(site: Site) -> None:
    page = site.page("/")
    text = words(page)
    assert page.status == 200
    assert "5 documents" in text
    assert "9 persons" in text
    assert "Northern Compact chief visits Velmora" in text
    assert f"{site.address}/sparql" in text
    links = set(tree(page).xpath("//main//a/@href"))
    assert {"/queries/who-met-whom", "/queries", "/documents", "/export.ttl"} <= links


def test_from_the_first_page_to_a_marked_sentence_in_one_click(site: Site) -> None:
    links = tree(site.page("/")).xpath("//a[@class='words']/@href")
    assert links
    for link in links:
        address, anchor = urldefrag(link)
        marked = tree(site.page(address)).get_element_by_id(anchor)
        assert marked.tag == "mark"
        assert marked.text_content().strip()


def test_search_finds_names_and_documents(site: Site) -> None:
    text = words(site.page("/search?q=dorn"))
    assert "People 1" in text
    assert "Mirela Dorn" in text
    assert "Documents 3" in text
    page = tree(site.page("/search?q=summit"))
    assert "summit" in [mark.text_content().lower() for mark in page.xpath("//main//mark")]


@pytest.mark.parametrize(
    "needle", ["NORTHERN compact", "nc", "compact northern", "Northern Còmpact"]
)
def test_names_are_found_by_alias_in_any_order_and_without_accents(site: Site, needle: str) -> None:
    page = site.get(f"/search?q={needle.replace(' ', '+').replace('ò', '%C3%B2')}", "text/html")
    assert 'href="/organisation/northern-compact"' in page.text


def test_a_search_without_success_says_so(site: Site) -> None:
    assert "Nothing was found" in words(site.page("/search?q=xyzzy"))
    assert site.page("/search?q=").status == 200
    assert site.page("/search").status == 200
    assert site.page("/search?q=%22%22+AND+%28*&page=99999&people=x").status == 200


# --- pages of things


def test_a_person_has_offices_meetings_and_memberships_with_dates(site: Site) -> None:
    text = words(site.page("/person/mirela-dorn"))
    assert "Secretary General of the Northern Compact" in text
    assert "known for 20 March 2024" in text
    assert "press conference" in text
    assert "between 19 and 20 March 2024" in text  # of the visit no day is stated
    assert "Tomas Hale , Prime Minister of Velmora" in text
    assert "Lorn" in text
    assert "Wikidata Q900000021" in text


def test_a_person_who_came_back_has_two_spells(site: Site) -> None:
    text = words(site.page("/person/irena-vask"))
    assert "from June 2005 to June 2010" in text
    assert "from 2015, known until 1 March 2024" in text


def test_acting_and_nominated_are_told_apart_from_holders(site: Site) -> None:
    page = tree(site.page("/office/foreign-minister-of-karsia"))
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    assert any("Anselm Grau acting" in row for row in rows)
    assert any("Lena Sorel nominee" in row for row in rows)


def test_a_country_has_memberships_with_their_status(site: Site) -> None:
    text = words(site.page("/country/velmora"))
    assert "Straits Pact member frozen" in text
    assert "frozen by 29 February 2024" in text
    assert "Northern Compact partner" in text
    assert "Court of the Straits member from January 2024" in text


def test_an_organisation_lists_its_members(site: Site) -> None:
    text = words(site.page("/organisation/straits-pact"))
    for name in ("Karsia", "Ostrand", "Velmora"):
        assert name in text
    assert "ended" in text


def test_planned_and_called_for_meetings_say_so(site: Site) -> None:
    text = words(site.page("/person/olga-brandt"))
    assert "call planned" in text
    assert "called for" in words(site.page("/country/karsia"))


def test_contradicting_documents_are_both_shown(site: Site) -> None:
    page = site.page("/meeting/2024-04-14-visit-olga-brandt-velmora")
    text = words(page)
    assert "also said: cancelled" in text
    assert "visited Velmora on 14 April" in text
    assert "had been cancelled" in text
    assert text.index("visited Velmora on 14") < text.index("had been cancelled")


def test_a_conclusion_lists_all_its_premises(site: Site) -> None:
    path = "/inclusion/2024-03-bilateral-meeting-irena-vask-mirela-dorn"
    text = words(site.page(path))
    assert "inferred" in text
    assert "meeting.part-of-visit" in text
    assert "received the Secretary General" in text
    assert "has visited Velmora" in text
    assert "2 documents" in text
    whole = words(site.page("/meeting/2024-03-visit-mirela-dorn-velmora"))
    assert "Parts 2" in whole
    assert "from 2 statements" in whole


@pytest.mark.parametrize(
    "path",
    [
        "/person/mirela-dorn",
        "/country/velmora",
        "/organisation/northern-compact",
        "/office/president-of-velmora",
        "/place/lorn",
        "/meeting/2024-03-19-press-conference-mirela-dorn-tomas-hale",
    ],
)
def test_every_fact_on_a_page_links_to_the_words_that_say_it(site: Site, path: str) -> None:
    rows = tree(site.page(path)).xpath("//table[contains(@class, 'facts')]/tbody/tr")
    assert rows
    for row in rows:
        links = row.xpath(".//a[contains(@class, 'words')]/@href")
        assert links, " ".join(row.text_content().split())
        address, anchor = urldefrag(links[0])
        assert tree(site.page(address)).get_element_by_id(anchor).tag == "mark"


# --- documents and claims


def test_a_document_shows_its_text_with_the_words_of_each_claim(site: Site) -> None:
    page = tree(site.page("/document/velmora-visit"))
    text = page.xpath("string(//article)")
    assert "Dorn and Velmoran Prime Minister Tomas Hale held a joint news conference" in text
    for link in page.xpath("//aside//a[starts-with(@href, '#claim-')]/@href"):
        assert page.get_element_by_id(link[1:]).tag == "mark"
    marked = page.get_element_by_id("claim-fffd9c76")
    said = "Dorn and Velmoran Prime Minister Tomas Hale held a joint news conference"
    assert marked.text_content() == said
    sentence = page.get_element_by_id("passage-68-174").text_content()
    assert sentence.endswith("on Tuesday.")


def test_a_document_says_where_it_comes_from(site: Site) -> None:
    page = tree(site.page("/document/velmora-visit"))
    text = " ".join(page.xpath("string(//header[@class='title'])").split())
    assert "20 March 2024" in text
    assert "Example News" in text
    assert "news_item" in text
    out = page.xpath("//a[@href='https://news.example/velmora-visit']")[0]
    assert "noopener" in out.get("rel")
    assert page.xpath("//article/@lang") == ["en"]


def test_what_is_printed_again_is_set_apart(site: Site) -> None:
    page = tree(site.page("/document/velmora-visit"))
    assert "has visited Velmora" in page.xpath("string(//section[@class='zone zone-repeat'])")
    assert not page.xpath("//section[@class='zone zone-repeat']//mark")


def test_a_claim_says_what_it_is_and_what_follows_from_it(site: Site) -> None:
    text = words(site.page("/document/velmora-visit/claim/be4d5cde"))
    assert "said by Hale" in text
    assert "reported" in text
    assert "membership.partner-of" in text
    assert "Velmora, partner of the Northern Compact" in text


def test_a_sentence_has_an_address_too(site: Site) -> None:
    text = words(site.page("/document/velmora-visit/passage/0-67"))
    assert "Northern Compact Secretary General Mirela Dorn has visited Velmora." in text
    assert "Visit of Mirela Dorn to Velmora" in text


def test_all_documents_are_listed(site: Site) -> None:
    page = tree(site.page("/documents"))
    assert len(page.xpath("//main//li")) == 5


# --- addresses

RDF = {
    "text/turtle": ("ttl", ox.RdfFormat.TURTLE),
    "application/n-triples": ("nt", ox.RdfFormat.N_TRIPLES),
    "application/rdf+xml": ("rdf", ox.RdfFormat.RDF_XML),
    "application/ld+json": ("jsonld", ox.RdfFormat.JSON_LD),
    "application/trig": ("trig", ox.RdfFormat.TRIG),
    "application/n-quads": ("nq", ox.RdfFormat.N_QUADS),
}
THINGS = [
    "person/mirela-dorn",
    "organisation/straits-pact",
    "country/velmora",
    "place/lorn",
    "office/president-of-velmora",
    "tenure/president-of-velmora-irena-vask-2015-01",
    "membership/velmora-straits-pact",
    "meeting/2024-03-visit-mirela-dorn-velmora",
    "participation/2024-03-visit-mirela-dorn-velmora-mirela-dorn",
    "inclusion/2024-03-bilateral-meeting-irena-vask-mirela-dorn",
    "document/velmora-visit",
    "document/velmora-visit/claim/fffd9c76",
    "document/velmora-visit/passage/0-67",
]


@pytest.mark.parametrize("thing", THINGS)
def test_every_iri_answers_with_html_or_rdf(site: Site, thing: str) -> None:
    page = site.page(f"/{thing}")
    assert (page.status, page.type) == (200, "text/html")
    assert "Accept" in page.headers["Vary"]
    assert site.get(f"/{thing}").type == "text/html"  # who takes anything gets to read
    for type_, (suffix, form) in RDF.items():
        for answer in (
            site.get(f"/{thing}", type_),
            site.page(f"/{thing}.{suffix}"),
            site.page(f"/{thing}?format={suffix}"),
        ):
            assert (answer.status, answer.type) == (200, type_)
            store = ox.Store()
            store.load(answer.body, form)
            node = ox.NamedNode(BASE + thing)
            assert any(quad.subject == node for quad in store)
    assert site.get(f"/{thing}.json").type == "application/ld+json"
    assert site.get(f"/{thing}.html", "text/turtle").type == "text/html"


def test_a_document_is_a_named_graph_where_the_format_has_names(site: Site) -> None:
    graph = ox.NamedNode(f"{BASE}document/velmora-visit")
    sizes = set()
    for type_ in ("application/trig", "application/n-quads"):
        store = ox.Store()
        store.load(site.get("/document/velmora-visit", type_).body, RDF[type_][1])
        assert list(store.named_graphs()) == [graph]
        sizes.add(len(store))
    plain = ox.Store()
    plain.load(site.get("/document/velmora-visit.ttl").body, ox.RdfFormat.TURTLE)
    assert sizes == {len(plain)}


def test_the_better_liked_form_wins(site: Site) -> None:
    path = "/person/mirela-dorn"
    assert site.get(path, "text/turtle;q=0.4, text/html;q=0.9").type == "text/html"
    assert site.get(path, "text/html;q=0.4, text/turtle;q=0.9").type == "text/turtle"
    assert site.get(path, "application/json").type == "application/ld+json"
    assert site.get(path, "image/png").status == 406
    assert site.get(f"{path}?format=docx").status == 400


def test_the_data_of_a_person_hold_tenures_and_labels(site: Site) -> None:
    turtle = site.get("/person/mirela-dorn.ttl").text
    assert "cmq:tenureStatus" in turtle
    assert "Velmora" in turtle


def test_people_of_one_name_are_a_choice(site: Site) -> None:
    page = site.page("/person/tomas-hale")
    assert page.status == 300
    assert "Prime Minister of Velmora" in words(page)
    assert "Ambassador of Ostrand" in words(page)
    data = site.get("/person/tomas-hale", "application/json")
    assert data.status == 300
    assert [c["href"] for c in data.json()["choices"]] == [
        "/person/tomas-hale-3f9ac1",
        "/person/tomas-hale-b20d77",
    ]


def test_what_is_not_there_is_404_with_suggestions(site: Site) -> None:
    page = site.page("/person/mirela-durn")
    assert page.status == 404
    assert 'href="/person/mirela-dorn"' in page.text
    assert site.get("/person/nobody", "text/turtle").type == "application/problem+json"
    for path in ("/nothing", "/person/", "/document/x/claim/y", "/meeting/%00", "/person/a%20b<c"):
        assert site.page(path).status == 404, path


def test_head_and_other_methods(site: Site) -> None:
    head = site.ask("HEAD", "/person/mirela-dorn", {})
    assert (head.status, head.body) == (200, b"")
    assert site.ask("POST", "/person/mirela-dorn", {}).status == 405
    assert site.ask("DELETE", "/document/velmora-visit", {}).status == 405


# --- saved queries


def test_the_questions_are_listed_and_each_has_an_answer(site: Site) -> None:
    links = tree(site.page("/queries")).xpath("//main//li//a/@href")
    assert len(links) >= 4
    for link in links:
        page = site.page(link)
        assert page.status == 200, link
        assert "<form" in page.text or "<table" in page.text, link


def test_an_answer_is_a_page_and_data_at_the_same_address(site: Site) -> None:
    path = "/queries/office-holders?person=Mirela+Dorn"
    text = words(site.page(path))
    assert "1 row," in text
    assert "Secretary General of the Northern Compact" in text
    assert "known for 20 March 2024" in text
    assert site.get(path, "text/csv").type == "text/csv"
    csv = site.get("/queries/office-holders.csv?person=Mirela+Dorn")
    assert csv.type == "text/csv"
    assert csv.text.startswith("person,personLabel,")
    rows = site.get("/queries/office-holders.json?person=Mirela+Dorn").json()
    assert len(rows["results"]["bindings"]) == 1


def test_a_question_shows_its_query_a_curl_line_and_data_links(site: Site) -> None:
    page = site.page("/queries/office-holders?person=Mirela+Dorn")
    main = tree(page)
    assert "curl 'http://127.0.0.1" in page.text.replace("&#39;", "'")
    opened = main.xpath("//a[contains(., 'Open it in the query form')]/@href")[0]
    assert "1 row" in words(site.page(opened))
    for link in main.xpath("//p[@class='formats']/a/@href"):
        assert site.page(link).status == 200


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?a cmq:mett ?b }", "no cmq:mett; did you mean cmq:met?"),
        ("PREFIX c: <https://w3id.org/communique/ns#> SELECT * { ?a c:holdr ?b }", "cmq:holder?"),
        ("ASK { ?a cmq:officeKind kind:foreignminister }", "did you mean kind:foreign-minister?"),
        ("ASK { ?a <https://w3id.org/communique/ns#xyzzy> ?b }", "ns#xyzzy>."),
        ("SELECT * { ?a cmq:met/cmq:holder ?b ; rdfs:label 'cmq:mett' . ?b a cmq:Person. }", ""),
        ("PREFIX cmq: <urn:other:> SELECT * { ?a cmq:mett ?b }", ""),
    ],
)
def test_a_term_that_is_misspelled_is_told_with_what_may_be_meant(
    site: Site, query: str, told: str
) -> None:
    page = site.page("/sparql?query=" + quote(query))
    text = html.document_fromstring(page.text).text_content()
    assert page.status == 200
    assert told in text
    assert told or "has no" not in text


def test_a_question_is_a_file_for_any_sparql_tool(site: Site) -> None:
    answer = site.get("/queries/office-holders.rq?person=Mirela+Dorn")
    assert answer.type == "application/sparql-query"
    assert "#+ summary" in answer.text
    store = ox.Store()
    store.query(answer.text)  # declares what it uses


def test_the_sentence_of_an_answer_links_to_its_place(site: Site) -> None:
    main = tree(site.page("/queries/office-holders?person=Mirela+Dorn"))
    link = main.xpath("//td//a[@class='words']/@href")[0]
    address, anchor = urldefrag(link)
    assert anchor.startswith("passage-")
    assert tree(site.page(address)).get_element_by_id(anchor).text_content()


def test_a_name_that_means_several_is_a_choice(site: Site) -> None:
    page = site.page("/queries/office-holders?person=Tomas+Hale")
    assert page.status == 400
    for link in tree(page).xpath("//div[@role='alert']//a/@href"):
        assert site.page(link).status == 200
    problem = site.get("/queries/office-holders.json?person=Tomas+Hale")
    assert problem.status == 400
    assert len(problem.json()["choices"]) == 2


def test_a_wrong_value_is_explained(site: Site) -> None:
    for path in (
        "/queries/office-holders?person=Nobody+At+All",
        "/queries/office-holders?kind=nonsense",
        "/queries/office-holders?colour=red",
    ):
        page = site.page(path)
        assert page.status == 400
        assert tree(page).xpath("//div[@role='alert']")
        assert site.get(path, "text/csv").json()["detail"]
    assert site.get("/queries/office-holders.docx").status == 400
    assert site.page("/queries/no-such-question").status == 404


def test_empty_fields_of_a_form_leave_the_address(site: Site) -> None:
    moved = site.page("/queries/office-holders?person=Mirela+Dorn&office=&of=&kind=")
    assert moved.status == 302
    assert moved.headers["Location"] == "/queries/office-holders?person=Mirela+Dorn"


# --- the rest


def test_the_ontology_is_a_page_and_rdf(site: Site) -> None:
    page = tree(site.page("/ontology"))
    assert "one spell" in page.get_element_by_id("Tenure").text_content()
    assert page.get_element_by_id("kind-held") is not None
    for type_, (suffix, form) in RDF.items():
        if type_ in ("application/trig", "application/n-quads"):
            continue
        for answer in (site.get("/ontology", type_), site.page(f"/ontology.{suffix}")):
            assert (answer.status, answer.type) == (200, type_)
            store = ox.Store()
            store.load(answer.body, form)
            assert len(store) > 300


@pytest.mark.parametrize("type_", RDF)
def test_the_whole_graph_is_a_file(site: Site, type_: str) -> None:
    extension, form = RDF[type_]
    answer = site.get(f"/export.{extension}")
    assert (answer.status, answer.type) == (200, type_)
    assert f".{extension}" in answer.headers["Content-Disposition"]
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    store = ox.Store()
    store.load(answer.body, form)
    assert ox.NamedNode(f"{BASE}person/mirela-dorn") in {quad.subject for quad in store}
    graphs = len(list(store.named_graphs()))
    assert graphs == (5 if extension in ("trig", "nq") else 0)


def test_an_export_is_by_layer_and_always_the_same(site: Site) -> None:
    evidence = site.get("/export.nq?layer=evidence").text
    assert "Mirela Dorn has visited" in evidence
    assert "heldOffice" not in evidence
    assert "Mirela Dorn has visited" not in site.get("/export.nq?layer=evidence&text=none").text
    assert site.get("/export.ttl").body == site.get("/export.ttl").body
    assert site.ask("HEAD", "/export.ttl", {}).type == "text/turtle"
    for path in ("/export.ttl?layer=all", "/export.nq?layer=x", "/export.ttl?text=x"):
        assert site.get(path).status == 400, path
    assert site.page("/export.docx").status == 404


def test_robots_and_icons(site: Site) -> None:
    assert "Disallow: /sparql" in site.get("/robots.txt").text
    for path in ("/favicon.ico", "/static/favicon.svg"):
        assert site.get(path).type == "image/svg+xml"
    assert site.get("/static/style.css").type == "text/css"


def test_pages_say_how_long_they_took(site: Site) -> None:
    assert re.search(r"answered in \d+ ms", site.page("/person/mirela-dorn").text)


# --- all links

STARTS = ["/", *(f"/{thing}" for thing in THINGS), "/ontology", "/search?q=president"]


def test_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    seen: dict[str, int] = {}
    anchors: dict[str, set[str]] = {}
    waiting = list(STARTS)
    broken: list[str] = []
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = site.page(path)
        seen[path] = answer.status
        if answer.status not in (200, 300):
            broken.append(f"{answer.status} {path}")
        if answer.type != "text/html":
            continue
        page = tree(answer)
        anchors[path] = set(page.xpath("//@id"))
        for link in page.xpath("//a/@href | //link/@href | //form/@action | //@cite"):
            target, anchor = urldefrag(urljoin(path, link))
            if urlsplit(target).netloc:
                continue
            assert link.startswith(("/", "#", "?")), f"{path}: {link}"
            if anchor and target in anchors and anchor not in anchors[target]:
                broken.append(f"{path}: no place {anchor} in {target}")
            waiting.append(target)
    assert not broken
    assert len(seen) > 150


def test_no_link_leaves_the_site_but_to_sources_and_wikidata(site: Site) -> None:
    for path in STARTS:
        for link in tree(site.page(path)).xpath("//a/@href"):
            host = urlsplit(link).netloc
            assert host in ("", "www.wikidata.org") or host.endswith(".example"), link
