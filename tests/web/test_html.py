"""Every page is valid HTML that a keyboard, a screen reader and a narrow screen can use."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from urllib.parse import quote

import pytest
from lxml import html
from running_site import Site

PAGES = [
    "/",
    "/search",
    "/search?q=president",
    "/search?q=%3Cb%3E%22%27%26",
    "/documents",
    "/queries",
    "/queries/office-holders",
    "/queries/office-holders?person=Mirela+Dorn",
    "/queries/office-holders?person=Tomas+Hale",
    "/queries/office-holders?kind=nonsense",
    "/sparql",
    f"/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 5')}",
    f"/sparql?query={quote('SELECT * { ?s ?p }')}",
    f"/sparql?query={quote('DESCRIBE kind:held')}",
    "/ontology",
    "/judgements",
    "/person/mirela-dorn",
    "/person/tomas-hale",
    "/country/velmora",
    "/organisation/straits-pact",
    "/office/prime-minister-of-velmora",
    "/place/lorn",
    "/meeting/2024-03-visit-mirela-dorn-velmora",
    "/meeting/2024-04-14-visit-olga-brandt-velmora",
    "/tenure/president-of-velmora-irena-vask-2015-01",
    "/membership/velmora-straits-pact",
    "/participation/2024-03-visit-mirela-dorn-velmora-mirela-dorn",
    "/inclusion/2024-03-bilateral-meeting-irena-vask-mirela-dorn",
    "/document/velmora-visit",
    "/document/straits-summit",
    "/document/velmora-visit/claim/c1a7b959",
    "/document/velmora-visit/passage/0-67",
    "/reconcile/about",
    "/nothing-here",
    "/person/nobody.docx?format=docx",
]
VOID_OR_BLOCK = "a[.//a or .//button or .//input]|//button[.//a]|//label[.//label]"


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, site: Site) -> tuple[str, html.HtmlElement]:
    answer = site.page(request.param)
    assert answer.type == "text/html"
    assert answer.status < 500
    return answer.text, html.document_fromstring(answer.text)


def test_the_syntax_is_valid(page: tuple[str, html.HtmlElement]) -> None:
    html5 = pytest.importorskip("html5rdf")
    html5.HTMLParser(strict=True).parse(page[0])


def test_ids_are_unique_and_references_lead_to_them(page: tuple[str, html.HtmlElement]) -> None:
    tree = page[1]
    ids = Counter(tree.xpath("//@id"))
    assert not [name for name, times in ids.items() if times > 1]
    named = tree.xpath("//@aria-labelledby | //@aria-describedby | //label/@for")
    assert set(named) <= set(ids)
    inner = [link[1:] for link in tree.xpath("//a/@href[starts-with(., '#')]")]
    assert set(inner) <= set(ids)


def test_the_outline_is_in_order(page: tuple[str, html.HtmlElement]) -> None:
    tree = page[1]
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    body = [int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2]")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(body))
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title").strip()
    assert len(tree.xpath("//main")) == 1
    assert tree.xpath("//body/header")
    assert tree.xpath("//body/footer")
    assert tree.xpath("//nav[@aria-label]")
    assert tree.xpath("//a[@class='skip' and @href='#main']")
    assert all(section.get("aria-labelledby") for section in tree.xpath("//main/section"))


def test_fields_have_labels_and_tables_captions(page: tuple[str, html.HtmlElement]) -> None:
    tree = page[1]
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//input[not(@type='hidden')]|//select|//textarea"):
        assert field.get("id") in labelled
    for table in tree.xpath("//table"):
        assert table.findtext("caption").strip()
        assert table.xpath("./thead/tr/th")
        assert not table.xpath(".//th[not(@scope)]")
    assert not tree.xpath(f"//{VOID_OR_BLOCK}")
    assert not [a for a in tree.xpath("//a[@href]") if not a.text_content().strip()]


def test_no_script_no_inline_style_nothing_from_elsewhere(
    page: tuple[str, html.HtmlElement],
) -> None:
    tree = page[1]
    assert not tree.xpath("//script|//iframe|//object|//embed|//style|//base")
    assert not tree.xpath("//@style")
    assert not list(tree.xpath("//@*[starts-with(name(), 'on')]"))
    for source in tree.xpath("//img/@src|//link[@rel='stylesheet' or @rel='icon']/@href"):
        assert source.startswith("/static/")
    assert not [
        link for link in tree.xpath("//a/@href") if re.match(r"\s*(javascript|data):", link)
    ]


@pytest.mark.parametrize("path", ["/", "/person/mirela-dorn", "/sparql", "/nothing", "/export.xyz"])
def test_pages_carry_their_policy(site: Site, path: str) -> None:
    headers = site.page(path).headers
    policy = headers["Content-Security-Policy"]
    for rule in (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ):
        assert rule in policy
    assert "script" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]


def test_the_style_sheet_has_a_dark_side_and_loads_nothing(site: Site) -> None:
    style = site.get("/static/style.css").text
    assert "prefers-color-scheme: dark" in style
    assert "url(" not in style
    assert "@import" not in style


def colours(style: str, start: int) -> dict[str, str]:
    block = style[start : style.index("}", start)]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_stands_out_in_light_and_dark(site: Site) -> None:
    style = site.get("/static/style.css").text
    light = colours(style, 0)
    dark = colours(style, style.index("prefers-color-scheme: dark"))
    assert len(light) == len(dark) > 10
    for palette in (light, dark):
        for ink in ("ink", "dim", "link", "stated", "resolved", "inferred", "warn"):
            for ground in ("paper", "card", "shade"):
                assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground, palette)
        assert contrast(palette["mark-ink"], palette["mark"]) >= 4.5
        assert contrast(palette["mark-ink"], palette["target"]) >= 4.5
        assert contrast(palette["paper"], palette["link"]) >= 4.5  # the buttons
