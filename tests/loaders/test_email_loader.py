"""E-mail messages as press lists send them."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from one_source import load

from kg.model import ZoneKind


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Press Office <press@castle.example>"
    mail["To"] = "list@castle.example"
    mail["Subject"] = "Brücke eröffnet"
    mail["Date"] = "Wed, 20 Mar 2024 21:11:32 +0100"
    mail["Message-ID"] = "<7@castle.example>"
    mail.set_content("Ana Example met Ben Sample.\n")
    return mail


def test_the_subject_is_the_headline_and_the_plain_part_the_body() -> None:
    mail = message()
    mail.add_alternative("<p>HTML for <b>others</b></p>", subtype="html")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    document = load("a.eml", mail.as_bytes())
    assert document.text == "Brücke eröffnet\n\nAna Example met Ben Sample."
    assert document.zones[0].kind is ZoneKind.HEADLINE
    assert document.id == "7@castle.example"
    assert document.publisher == "Press Office"
    assert document.published is not None
    assert document.published.stated == "2024-03-20"
    assert document.unused == {"attachment": 1}
    assert "list@castle.example" not in repr(document)


def test_a_message_in_html_only_is_read() -> None:
    mail = message()
    mail.set_content("<p>Ana met Ben.</p><p>They spoke.</p>", subtype="html")
    assert load("a.eml", mail.as_bytes()).text.endswith("Ana met Ben.\n\nThey spoke.")


@pytest.mark.parametrize(
    "headers",
    [
        "Subject: =?no-such-charset?b?AAAA?=", "Subject: =?utf-8?b?%%%?=",
        "Subject: " + "x" * 50_000,
        "Content-Type: text/plain; charset=no-such", "Date: never", "Message-ID: <",
    ],
)  # fmt: skip
def test_broken_headers_do_not_stop_a_message(headers: str) -> None:
    assert "Ana met Ben." in load("a.eml", f"From: a@b.example\n{headers}\n\nAna met Ben.").text
