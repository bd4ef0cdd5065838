"""E-mail messages: press lists send releases so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from kg.loading import Source
from kg.loading.decoding import decode
from kg.model import Document
from kg.text.canonical import canonical, unwrap, writable
from loaders.support.assembly import Facts, assemble, compose_article
from loaders.support.markup import html_text

_HEADERS = re.compile(r"^(from|to|subject|date|message-id|mime-version|received):", re.I | re.M)
_MOST_PARTS = 200  # of a message; more is an attack on the reader, not a letter


class EmailMessage:
    """Loader of single messages (RFC 5322)."""

    name = "email_message"
    version = "1"
    keeps_text = False
    streams = False

    def match(self, source: Source) -> float:
        """By the suffix together with headers, or by many headers at the very start."""
        first = source.head.partition("\n\n")[0].replace("\r", "")
        headers = {name.lower() for name in _HEADERS.findall(first)}
        if source.suffix in (".eml", ".email"):
            return 0.9 if headers else 0.0
        known = {"from", "subject"} <= headers and headers & {"message-id", "mime-version"}
        return 0.88 if known else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The message: its subject is the headline, its readable parts are the body."""
        message = message_from_bytes(source.data, policy=policy.compat32)
        body, attachments = _body(source, message)
        subject = _header(message, "Subject")
        text, known = compose_article(subject, body)
        name, address = parseaddr(_header(message, "From"))
        facts = Facts(
            id=_header(message, "Message-ID").strip("<> "),
            title=subject,
            date=_header(message, "Date"),
            publisher=name or address,
            extra={"from": address},
            unused={"attachment": attachments} if attachments else {},
        )
        yield assemble(source, self.name, text, facts, known)


def _body(source: Source, message: Message) -> tuple[str, int]:
    """The text of the message, of alternatives the plain one, and the number of other parts."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    counts: Counter[str] = Counter()
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if number > _MOST_PARTS or kind not in texts or part.get_filename():
            counts["attachment"] += 1
        else:
            texts[kind].append(_content(source, part))
    plain = canonical("\n\n".join(unwrap(text) for text in texts["text/plain"]))
    return plain or "\n\n".join(map(html_text, texts["text/html"])), counts["attachment"]


def _content(source: Source, part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decode(data, source.path, source.place).text


def _header(message: Message, name: str) -> str:
    """A header's words; encoded ones that cannot be decoded stay as they are."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        return writable(str(make_header(decode_header(str(value)))))
    except (LookupError, ValueError, HeaderParseError):
        return writable(str(value))


LOADER = EmailMessage()
