"""The web server as a process: uvicorn with our application, and what to do when it cannot start.

The workers are spawned, never forked: a process that has opened a store must not be copied.
"""

from __future__ import annotations

import contextlib
import gc
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
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.cli.serving import GRACE, share
from kg.errors import CommuniqueError, UsageError
from kg.pool.scheduling import never_preempt

KEEPER = "keeper.sock"  # in the server's own folder; what has a suffix is nobody's counts
_YOUNG_OBJECTS = 50_000  # that are made before Python looks for those that nothing refers to
_PATIENCE = 60.0  # seconds in which a server that will ever answer has begun to


def check_port(host: str, port: int) -> None:
    """Raise CommuniqueError, with what to do, when the address cannot be listened on.

    The server shares its port among its workers, so the kernel would let a second server in
    beside a running one without a word; only a socket of our own finds out.
    """
    try:
        family, kind, protocol, _, address = _resolved(host, port)
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
    from kg.cli.keeping import Keeping
    from kg.cli.supervisor import Supervisor
    from kg.pool import QueryLimits
    from kg.pool.copies import room

    multiprocessing.set_start_method("spawn", force=True)
    # Somebody may kill Python's own helper process; it is started again.
    warnings.filterwarnings("ignore", "resource_tracker: process died", UserWarning)
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as counts:
        # How the workers, new processes, learn of it.
        os.environ |= {"KG_STORE": str(root.absolute()), "KG_WEB_COUNTS": counts}
        os.environ |= share(os.environ, workers)
        _announce(host, port, ready)
        processes = workers * (QueryLimits.from_environment(os.environ).members + 1)
        megabytes = room.allowed(os.environ, processes)
        keeper = Path(counts) / KEEPER if megabytes else None
        keeping = Keeping(root.absolute(), keeper, megabytes) if keeper else None
        Supervisor(partial(work, host, port, grace, keeper), workers, grace, keeping).run()


def work(host: str, port: int, grace: int, keeper: Path | None, told: Connection) -> None:
    """Be one of the workers until told to end. It ends with the process that started it."""
    from kg.cli.supervisor import end_with_parent

    end_with_parent()
    never_preempt()
    import uvicorn

    from kg.cli.quick import options
    from kg.web.asgi import create_async_app

    class Server(uvicorn.Server):
        """Tells when it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            told.send(True)

    app = create_async_app(os.environ["KG_STORE"], keeper)
    # Nothing that this process starts, and no request, has to know the secret.
    os.environ.pop("KG_WEB_WRITE_TOKEN", None)
    gc.freeze()  # what is there by now stays
    gc.set_threshold(_YOUNG_OBJECTS, 20, 20)
    config = uvicorn.Config(app, timeout_graceful_shutdown=grace, **options())
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run([_listening(host, port)])


def _listening(host: str, port: int) -> socket.socket:
    """A socket of this worker's own on the port that all of them share: the kernel deals out."""
    family, kind, protocol, _, address = _resolved(host, port)
    sock = socket.socket(family, kind, protocol)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    sock.bind(address)
    return sock


def _resolved(host: str, port: int) -> tuple[Any, ...]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]


def _announce(host: str, port: int, ready: Callable[[str], None]) -> None:
    """Call ``ready`` from a thread as soon as somebody listens; uvicorn has no hook for it."""
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
