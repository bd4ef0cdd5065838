"""Where the parts of a store lie, and what was settled when it was made."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError, UsageError

DEFAULT_BASE = "http://127.0.0.1:7878/"
DEFAULT_ROOT = "kg-data"
FORMAT_VERSION = 1  # of the folder's layout and tables; a store of another version is refused

# Characters that an IRI may hold without escapes (RFC 3987), without query and fragment.
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`?#\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class StorePaths:
    """The files and folders of one store."""

    root: Path

    @property
    def archive(self) -> Path:
        """SQLite: the documents, the index of their claims, and what Oxigraph still has to get."""
        return self.root / "archive.sqlite"

    @property
    def graph(self) -> Path:
        """Oxigraph, opened by the one writer and never by a reader."""
        return self.root / "graph"

    @property
    def generations(self) -> Path:
        """Published checkpoints of the graph, which never change: what readers open."""
        return self.root / "generations"

    @property
    def current(self) -> Path:
        """A file that names the generation to read; it is replaced in one step."""
        return self.root / "CURRENT"

    @property
    def settings(self) -> Path:
        """What was settled when the store was made."""
        return self.root / "settings.json"

    @property
    def lock(self) -> Path:
        """Locked by the process that writes."""
        return self.root / "LOCK"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was settled when the store was made: the base of its IRIs, the version of its format.

    ``judgements`` is the file of people's judgements, "" for the one in the store's folder.
    """

    base: str = DEFAULT_BASE
    format_version: int = FORMAT_VERSION
    judgements: str = ""


def resolve_root(option: str | None, environ: Mapping[str, str]) -> Path:
    """The folder of the store: the option, else KG_STORE, else ./kg-data."""
    return Path(option or environ.get("KG_STORE") or DEFAULT_ROOT)


def check_base(base: str) -> str:
    """The base, with a slash at its end.

    >>> check_base("https://kg.example.org")
    'https://kg.example.org/'

    Raises:
        UsageError: it is no absolute IRI that paths can be appended to.
    """
    if not _BASE.fullmatch(base):
        raise UsageError(
            f"“{base}” cannot be the base of IRIs: give an absolute one without “?” and “#”,"
            f" such as {DEFAULT_BASE}"
        )
    return base if base.endswith("/") else base + "/"


def read_settings(root: Path) -> Settings:
    """The settings of a store.

    Raises:
        StoreError: there is no store, its settings are damaged, or another version made it.
    """
    path = StorePaths(root).settings
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        base, version = str(found["base"]), int(found["format"])
        settings = Settings(base, version, str(found.get("judgements", "")))
    except FileNotFoundError:
        raise StoreError(f"there is no store in {root}: make one with kg load FOLDER") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} cannot be read ({error}): restore it from a backup") from error
    if settings.format_version != FORMAT_VERSION:
        raise StoreError(
            f"the store in {root} has format {settings.format_version}, this version of communique"
            f" reads format {FORMAT_VERSION}: load the documents into a new store"
        )
    return settings


def write_settings(root: Path, settings: Settings) -> None:
    """Write the settings in one step; a reader sees the old ones or the new ones."""
    content: dict[str, object] = {"base": settings.base, "format": settings.format_version}
    if settings.judgements:
        content["judgements"] = settings.judgements
    replace_file(StorePaths(root).settings, json.dumps(content, indent=2) + "\n")


def made(root: Path) -> tuple[int, ...]:
    """What tells a store from one that was in the same folder before: see when it was made.

    Raises:
        OSError: there is none, perhaps only for a moment.
    """
    status = StorePaths(root).settings.stat()
    return status.st_dev, status.st_ino, status.st_mtime_ns


def judgements_file(root: Path, settings: Settings) -> Path:
    """Where people's judgements are kept: JSON Lines, by default in the folder of the store."""
    return Path(settings.judgements) if settings.judgements else root / "judgements.jsonl"


def replace_file(path: Path, text: str) -> None:
    """Replace a small file in one step, and see to it that it survives a loss of power."""
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
