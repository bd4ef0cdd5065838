"""The web server as a process: granian with our application, and what to do when it cannot start.

The workers are spawned, never forked: a process that has opened a store must not be copied.
"""

from __future__ import annotations

import ctypes
import ipaddress
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import CommuniqueError, UsageError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_BLOCKING_THREADS = 64  # requests that may wait for the store at once, in each worker
_PATIENCE = 60.0  # seconds in which a server that will ever answer has begun to


def check_port(host: str, port: int) -> None:
    """Raise CommuniqueError, with what to do, when the address cannot be listened on.

    The server shares its port among its workers, so the kernel would let a second server in
    beside a running one without a word; only a socket of our own finds out.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise UsageError(f"--host {host}: {error.strerror}") from error
    except PermissionError as error:
        raise CommuniqueError(
            f"port {port} is reserved for the system; choose one above 1023"
        ) from error
    except OSError as error:
        raise CommuniqueError(
            f"port {port} on {host} is taken ({error.strerror}); stop what listens there, or choose"
            f" another port: --port {_suggestion(port)} (make run PORT={_suggestion(port)})"
        ) from error


def serve(
    root: Path,
    host: str,
    port: int,
    *,
    ready: Callable[[str], None],
    workers: int = 1,
    access_log: bool = False,
) -> None:
    """Serve the store in ``root`` until interrupted; ``ready`` hears the address once it answers.

    Raises CommuniqueError when the address is taken.
    """
    check_port(host, port)
    if not _is_loopback(host):
        print(
            f"kg: warning: listening on {host}: whoever reaches this machine can read and query"
            " the store",
            file=sys.stderr,
        )
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    multiprocessing.set_start_method("spawn", force=True)
    os.environ["KG_STORE"] = str(root.absolute())  # how the workers, new processes, learn of it
    _announce(host, port, ready)
    Server(
        "kg.cli.server:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=workers,
        blocking_threads=_BLOCKING_THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.info if access_log else LogLevels.error,
        log_access=access_log,
    ).serve()


def application() -> WSGIApplication:
    """What a worker serves. A worker ends with the process that started it, however that ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    from kg.web import create_app

    return create_app(os.environ["KG_STORE"])


def _announce(host: str, port: int, ready: Callable[[str], None]) -> None:
    """Call ``ready`` from a thread as soon as somebody listens; granian has no hook for that."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    shown = f"[{target}]" if ":" in target else target

    def wait() -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                socket.create_connection((target, port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                ready(f"http://{shown}:{port}/")
                return

    threading.Thread(target=wait, daemon=True).start()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _suggestion(port: int) -> int:
    return port + 1 if port < 65535 else 7879
