"""Markdown with YAML front matter: links, emphasis and breaks are reduced to their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kg.loading import Source
from kg.model import Document
from loaders.support.assembly import Facts, assemble, compose_article
from loaders.support.fields import as_text, leftovers, pick
from loaders.support.markup import html_text

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT = 65_536  # code points: more is not front matter
_LONGEST_PARAGRAPH = 20_000  # code points; a longer one is taken as it is
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_PARAGRAPHS = frozenset({
    "paragraph_close", "heading_close", "blockquote_close", "bullet_list_close",
    "ordered_list_close", "table_close", "hr",
})  # fmt: skip
_FIELDS = ("id", "title", "date", "url", "language", "publisher")


class Markdown:
    """Loader of Markdown files."""

    name = "markdown"
    version = "1"
    keeps_text = False
    streams = False

    def match(self, source: Source) -> float:
        """By the suffix, or by front matter in a text file."""
        if not source.head:
            return 0.0
        if source.suffix in (".md", ".markdown", ".mdown", ".mkd", ".mdx"):
            return 0.9
        front = source.head.startswith("---\n") and "\n---" in source.head[3:]
        return 0.75 if front and source.suffix in ("", ".txt", ".text") else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The one document."""
        front, markdown = _divide(source)
        picked = {name: pick(front, name, source.mapping) for name in _FIELDS}
        values = {name: as_text(value) for name, (_, value) in picked.items()}
        heading, body = markdown_text(markdown)
        title = values["title"] or heading
        facts = Facts(
            id=values["id"],
            title=title,
            date=values["date"],
            url=values["url"],
            language=values["language"],
            publisher=values["publisher"],
            unused=leftovers(front, [key for key, _ in picked.values()], "front matter"),
        )
        text, known = compose_article(title, body)
        yield assemble(source, self.name, text, facts, known)


def _divide(source: Source) -> tuple[dict[str, object], str]:
    """The front matter as an object of strings, and the Markdown after it."""
    markup = source.markup.lstrip("\ufeff")
    match = _FRONT.match(markup[:_LONGEST_FRONT])
    if match is None:
        return {}, markup
    try:
        # BaseLoader makes no objects and leaves every value as it is written: "2024-03" stays so.
        front = yaml.load(match[1], Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        reason = f"its front matter is not YAML: {error.problem}"
        raise source.error(reason, f"line {line}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise source.error("its front matter is not YAML that can be read") from error
    if front and not isinstance(front, dict):
        raise source.error("its front matter holds no fields", "line 2")
    fields = {str(key): value for key, value in (front or {}).items()}
    return fields, markup[match.end() :]


def markdown_text(markdown: str) -> tuple[str, str]:
    """The first heading, if it opens the text, and the words in paragraphs, lists as lines."""
    tokens = _parser().parse(markdown)
    heading = ""
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        heading = _inline(tokens[1].children or ())
    return heading, "".join(map(_block, tokens))


def _parser() -> MarkdownIt:
    """A parser whose running text is parsed paragraph by paragraph up to a length.

    Brackets that never close cost the square of a paragraph's length.
    """
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.at("inline", _parse_inline)
    return parser


def _parse_inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if len(token.content) <= _LONGEST_PARAGRAPH:
                state.md.inline.parse(token.content, state.md, state.env, token.children)


def _block(token: Token) -> str:
    """What a token of the block structure means for the text."""
    if token.type == "inline":
        return _inline(token.children) if token.children else token.content
    if token.type in ("fence", "code_block"):
        return token.content + "\n\n"
    if token.type == "html_block":
        return html_text(token.content) + "\n\n"
    if token.type == "list_item_open":
        return f"\n{token.info}. " if token.info else "\n• "
    if token.type in ("td_close", "th_close"):
        return " "
    if token.type == "tr_close":
        return "\n"
    # Paragraphs in the items of a tight list are hidden: the items are lines.
    return "\n\n" if token.type in _PARAGRAPHS and not token.hidden else ""


def _inline(children: Sequence[Token]) -> str:
    """The words of running text: of links and emphasis their text, of images nothing."""
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and _BREAK.match(child.content)
        ):
            parts.append("\n")
    return "".join(parts)


LOADER = Markdown()
