"""The web server as a process: granian with our application, and what to do when it cannot start.

The workers are spawned, never forked: a process that has opened a store must not be copied.
"""

from __future__ import annotations

import ipaddress
import multiprocessing
import os
import socket
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.serving import GRACE, share
from kg.errors import CommuniqueError, UsageError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_BLOCKING_THREADS = 64  # requests that may wait for the store at once, in each worker
_HEADER_SECONDS = 10  # in which a client has sent the head of its request
_LARGEST_HEAD = 1 << 17  # bytes of a request's head; of them the address may have 65,534
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
    grace: int = GRACE,
) -> None:
    """Serve the store in ``root`` until interrupted; ``ready`` hears the address once it answers.

    Requests under way get ``grace`` seconds to finish. Raises CommuniqueError when the address is
    taken.
    """
    check_port(host, port)
    if not _is_loopback(host):
        print(
            f"kg: warning: listening on {host}: whoever reaches this machine can read and query"
            " the store",
            file=sys.stderr,
        )
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    from kg.cli.supervisor import Supervisor

    multiprocessing.set_start_method("spawn", force=True)
    # Somebody may kill Python's own helper process; it is started again.
    warnings.filterwarnings("ignore", "resource_tracker: process died", UserWarning)
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as counts:
        # How the workers, new processes, learn of it.
        os.environ |= {"KG_STORE": str(root.absolute()), "KG_WEB_COUNTS": counts}
        os.environ |= share(os.environ, workers)
        _announce(host, port, ready)
        Supervisor(
            "kg.cli.server:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            factory=True,
            workers=workers,
            blocking_threads=_BLOCKING_THREADS,
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(
                header_read_timeout=_HEADER_SECONDS * 1000, max_buffer_size=_LARGEST_HEAD
            ),
            websockets=False,
            workers_kill_timeout=grace,
            log_level=LogLevels.error,
        ).serve()


def application() -> WSGIApplication:
    """What a worker serves. A worker ends with the process that started it, however that ended."""
    from kg.cli.supervisor import end_with_parent

    end_with_parent()
    from kg.web import create_app

    app = create_app(os.environ["KG_STORE"])
    # Nothing that this process starts, and no request, has to know the secret.
    os.environ.pop("KG_WEB_WRITE_TOKEN", None)
    return app


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
