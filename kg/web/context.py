"""What the request at hand works with: one generation of the graph, and the archive."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g

from kg.archive import Archive
from kg.pool import Answer, Question
from kg.web.endpoint import Endpoint
from kg.web.graph import Graph
from kg.web.library import Holding, Library
from kg.web.permission import WriteAccess
from kg.web.settings import WebSettings

EXTENSION = "communique"
_SERVING = "communique.serving"


@dataclass(frozen=True)
class Serving:
    """What the application works with."""

    library: Library
    endpoint: Endpoint
    settings: WebSettings
    access: WriteAccess


def install(app: Flask, serving: Serving) -> None:
    """Let requests of the application read the library."""
    app.extensions[EXTENSION] = serving.library
    app.extensions[_SERVING] = serving
    app.before_request(_start_clock)
    app.teardown_appcontext(_give_back)


def library() -> Library:
    """The library of this application."""
    return cast(Library, current_app.extensions[EXTENSION])


def _serving() -> Serving:
    return cast(Serving, current_app.extensions[_SERVING])


def endpoint() -> Endpoint:
    """What answers queries of programs."""
    return _serving().endpoint


def settings() -> WebSettings:
    """How this application serves."""
    return _serving().settings


def access() -> WriteAccess:
    """Who may write."""
    return _serving().access


def holding() -> Holding:
    """The generation that this request reads, from its first question to its last."""
    if "holding" not in g:
        g.holding = library().borrow()
    return cast(Holding, g.holding)


def graph() -> Graph:
    """The graph of this request's generation."""
    return Graph(holding().reader)


def ask(question: Question) -> Answer:
    """The answer to a question about this request's generation, from the pool."""
    return library().ask(holding().edition, question)


def archive() -> Archive:
    """The archive."""
    return library().archive()


def generation() -> str:
    """The name of this request's generation, "" while it has read none."""
    return str(g.holding.reader.generation) if "holding" in g else ""


def elapsed() -> int:
    """Milliseconds since the request came."""
    now = time.perf_counter()
    return round((now - float(g.get("started", now))) * 1000)


def _start_clock() -> None:
    g.started = time.perf_counter()


def _give_back(_: BaseException | None) -> None:
    borrowed = g.pop("holding", None)
    if borrowed is not None:
        library().release(borrowed)
