"""What a backup holds, and whether it still does."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from kg.errors import StoreError

NAME = "manifest.json"
VERSION = 1  # of the layout of a backup


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``files`` are size and SHA-256 by path.

    ``in_step``: the graph is what the archive says; else a load was under way, and the archive is
    ahead.
    """

    communique: str  # the version that made it
    store_format: int
    base: str
    made: str  # when
    generation: str
    documents: int
    in_step: bool
    files: dict[str, tuple[int, str]]
    version: int = VERSION

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(size for size, _ in self.files.values())

    def write(self, folder: Path) -> None:
        """Write it into the folder of the backup, and see to it that everything is on disk."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        for path in (folder / NAME, *(folder / name for name in self.files)):
            sync(path)
        sync(folder)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a backup.

        Raises:
            StoreError: this is no backup, or one of another version.
        """
        path = folder / NAME
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            version = content["version"]
            if version != VERSION:
                raise StoreError(
                    f"the backup in {folder} has format {version}, this version of communique reads"
                    f" format {VERSION}"
                )
            files = {name: (int(size), str(sha)) for name, (size, sha) in content["files"].items()}
            manifest = cls(**content | {"files": files})
        except FileNotFoundError:
            raise StoreError(f"{folder} is no backup: there is no {NAME} in it") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(f"{path} cannot be read ({error}): take another backup") from error
        for name in (*manifest.files, manifest.generation):
            if not _is_inside(name):
                raise StoreError(f"{path} names {name}, which is not in the backup")
        return manifest

    def check(self, folder: Path) -> None:
        """Compare every file with its checksum.

        Raises:
            StoreError: one is missing or damaged.
        """
        for name, expected in self.files.items():
            try:
                found = measure(folder / name)
            except OSError as error:
                raise StoreError(
                    f"{folder / name} cannot be read ({error.strerror}): the backup is not complete"
                ) from error
            if found != expected:
                raise StoreError(
                    f"{folder / name} is not what it was when the backup was made: take another one"
                )


def measure(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return stream.tell(), digest.hexdigest()


def sync(path: Path) -> None:
    """See to it that a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
