"""Behind a reverse proxy: the address that the client asked is believed where it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from kg.web.settings import WebSettings, is_prefix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def behind_proxies(app: WSGIApplication, settings: WebSettings) -> WSGIApplication:
    """The application as it is reached: through as many proxies as are trusted, under a path."""
    if settings.proxies:
        n = settings.proxies
        inner = _Mounted(app, settings.prefix)
        return _Checked(ProxyFix(inner, x_for=n, x_proto=n, x_host=n, x_prefix=n))
    return _Mounted(app, settings.prefix) if settings.prefix else app


class _Mounted:
    """Takes the path that the server is reached under from the front of each address.

    A proxy may have done so already, or not.
    """

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        root = (environ.get("SCRIPT_NAME") or self._prefix).rstrip("/")
        if not is_prefix(root):
            root = self._prefix
        environ["SCRIPT_NAME"] = root
        path = environ.get("PATH_INFO", "")
        if root and (path == root or path.startswith(f"{root}/")):
            environ["PATH_INFO"] = path[len(root) :] or "/"
        return self._app(environ, start)


class _Checked:
    """Drops what proxies would not say: a host or a scheme that is none."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        hosts = environ.get("HTTP_X_FORWARDED_HOST")
        if hosts and not all(_HOST.fullmatch(host.strip()) for host in hosts.split(",")):
            del environ["HTTP_X_FORWARDED_HOST"]
        schemes = environ.get("HTTP_X_FORWARDED_PROTO")
        if schemes and not {s.strip() for s in schemes.split(",")} <= {"http", "https"}:
            del environ["HTTP_X_FORWARDED_PROTO"]
        return self._app(environ, start)
