"""Connections to public addresses only: for where a server sends us on to.

Whoever names a service means that one. Its answer must not make us knock at other doors of this
machine or of the network that it is in.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kg.errors import OnlineError


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network.

    >>> is_public("192.0.32.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    found = ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return found.is_global and not found.is_multicast


def check_host(host: str, port: int) -> None:
    """Refuse a host that is known to have an address which is not public, before it is called.

    Where a proxy connects for us, its name may be unknown here; then the proxy decides.

    Raises:
        OnlineError: it has one.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return
    for *_, address in found:
        _check(str(address[0]), host)


def _check(address: str, host: str) -> None:
    if not is_public(address):
        raise OnlineError(
            f"{host} is a private address ({address}), to which nobody is sent by its name: name"
            " the address yourself if you mean it"
        )


def _checked(connection: socket.socket, host: str) -> socket.socket:
    """The connection, if who is at its other end may be asked: a name can change its address."""
    try:
        _check(str(connection.getpeername()[0]), host)
    except OnlineError:
        connection.close()
        raise
    return connection


class _Plain(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn(), self.host)


class _Secure(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn(), self.host)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class PublicManager(urllib3.PoolManager):
    """Connects to public addresses, and refuses all others with an OnlineError."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
