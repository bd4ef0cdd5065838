"""Documents in other languages are told apart; English ones are never taken for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Document, Zone, ZoneKind
from kg.text.language import identify, is_english, language_of, with_language

SAMPLES = Path(__file__).with_name("languages.tsv").read_text(encoding="utf-8").splitlines()
TEXTS = dict(line.split("\t") for line in SAMPLES if line[0] != "#")

ENGLISH = {
    "names galore": "Present were Étienne Rochebrune, Konrad Lindhorst, Nikol Pashinyan, Recep "
    "Tayyip Erdoğan, Ana de la Peña, Piet van der Berg, Miloš Zeman, Jarosław Kaczyński, Søren "
    "Østergård, Lê Văn Thành, Abdullah bin Zayed Al Nahyan, João da Silva, Giorgia di Stefano.",
    "a table": "Wheat 12,410 13,002\nBarley 3,210 2,988\nMaize 880 1,020\nOats 410 377\nRye 97\n"
    "Rice 0 0\nSorghum 14 12\nMillet 7 9\nTotal 17,043 17,505\nImports 1,200 1,310\nExports 4,410\n"
    "Stocks 900 870\nYield 3.1 3.4\nArea harvested 5.5 5.2\nPrice 212 198\n",
    "a list of names": "\n".join(
        ["Anna Berg", "Ivo Maric", "Jon Lind", "José de la Cruz", "Ngo Dinh", "Ali ibn Saud"] * 6
    ),
    "a list of goods": "wheat, barley, maize, rice, sugar, tea, coffee, tobacco, cotton, wool, "
    "silk, paper, rubber, leather, iron, steel, copper, lead, zinc, coal, oil, gas, lime, "
    "bricks, glass, ships, trucks, cars, radios, shoes, furniture, medicines, soap, salt, butter, "
    "cheese, meat, fish, eggs, milk, flour, fruit, vegetables, wine, beer, spirits, paint, dyes",
    "capitals": "STATEMENT BY THE PRIME MINISTER. THE PRIME MINISTER TODAY RECEIVED THE KING OF "
    "JORDAN. THEY DISCUSSED TRADE AND THE SITUATION IN THE REGION. THE TALKS WERE HELD YESTERDAY "
    "AND IN A FRIENDLY ATMOSPHERE AND WILL BE CONTINUED NEXT MONTH.",
    "a telegram": "Department pass Defense. Ambassador saw Foreign Minister this morning. Minister "
    "said Government considering reply, hoped send note within week. Asked whether aid program "
    "continue. I replied no change policy. He expressed satisfaction. Believe further approach "
    "useless present time. Request instructions soonest. Copies sent Paris, London.",
    "foreign quotes": "The minister said “Ich bin ein Berliner” and the crowd answered “Vive la "
    "France, vive la liberté, vive la République”. The phrase “todo por la patria” was written on "
    "the wall of the school, where the president spoke on Monday about the treaty of 1992.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_recognised(language: str) -> None:
    assert identify([TEXTS[language]]) == language


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_is_not_taken_for_another_language(kind: str) -> None:
    assert identify([ENGLISH[kind]]) in ("", "en")


def document(text: str, language: str = "") -> Document:
    return Document("d", text, (Zone(ZoneKind.BODY, 0, len(text)),), "plain", language=language)


def test_a_short_text_is_english_unless_its_script_says_otherwise() -> None:
    assert identify(["Le président a rencontré le ministre."]) == ""
    assert identify(["Президент встретился с министром."]) == "ru"
    assert is_english(document("Le président a rencontré le ministre."))


def test_a_declared_language_wins() -> None:
    assert language_of(document(TEXTS["fr"], "en-GB")) == "en-GB"
    assert is_english(document(TEXTS["fr"], "en-GB"))
    assert not is_english(document(ENGLISH["foreign quotes"], "de"))
    assert language_of(document(TEXTS["fr"], "und")) == "fr"
    assert with_language(document(TEXTS["fr"])).language == "fr"


def test_a_running_text_in_a_language_that_no_table_knows_is_not_english() -> None:
    esperanto = "La prezidanto akceptis lunde la ĉefministron kaj ili parolis pri la situacio. " * 6
    assert identify([esperanto]) not in ("", "en")
    assert identify(["vorko malingo tresta polubi kanersi moltara. " * 40]) == "und"


def test_a_document_of_two_languages_is_decided_once_by_what_prevails() -> None:
    english = "The president received the minister and the two spoke of the treaty and of trade. "
    assert identify([english * 5 + TEXTS["fr"]]) == "en"
    assert identify([TEXTS["fr"] * 5 + english]) == "fr"


def test_nothing_is_read_in_another_language() -> None:
    text = TEXTS["de"] + " Nikol Pashinyan met Emmanuel Macron in Berlin. NATO."
    assert extract(document(text)).claims == ()
    assert extract(document(text)).entities == ()
    assert extract(document("Nikol Pashinyan met Emmanuel Macron in Berlin.")).claims
