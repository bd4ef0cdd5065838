"""A Virtuoso of its own over some quads, where it is installed (Debian virtuoso-opensource)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.serving import free_port

_STARTS = 60.0  # seconds in which it answers that ever will
# Both ports on loopback, memory for a million quads; the rest is Virtuoso's own choice.
_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa

[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
ThreadsPerQuery = 2

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 40
MaxKeepAlives = 40
KeepAliveTimeout = 60
"""


@contextmanager
def virtuoso(quads: Path, folder: Path) -> Iterator[int | None]:
    """The HTTP port of a server that has loaded N-Quads; None where Virtuoso is not installed."""
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if server is None or client is None:
        print("virtuoso-opensource is not installed: not compared", file=sys.stderr)
        yield None
        return
    home = folder / "virtuoso"
    home.mkdir()
    sql, http = free_port(), free_port()
    settings = home / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=home, sql=sql, http=http))
    shutil.copyfile(quads, home / "all.nq")
    process = subprocess.Popen(
        [server, "+foreground", "+configfile", str(settings)],
        cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _ask(client, sql, "status();", patience=_STARTS)
        _ask(client, sql, f"ld_dir('{home}', '*.nq', 'urn:default'); rdf_loader_run(); checkpoint;")
        yield http
    finally:
        process.terminate()
        process.wait()


def _ask(client: str, port: int, statement: str, patience: float = 0) -> None:
    """Let it do something; RuntimeError where it does not, though asked for so many seconds."""
    until = time.monotonic() + patience
    while True:
        done = subprocess.run(
            [client, f"127.0.0.1:{port}", "dba", "dba", "VERBOSE=OFF", f"EXEC={statement}"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if not done.returncode and "*** Error" not in done.stdout + done.stderr:
            return
        if time.monotonic() > until:
            raise RuntimeError(f"Virtuoso: {done.stdout}{done.stderr}")
        time.sleep(0.5)
