"""Copies of a store to keep elsewhere, and the way back.

A backup is a folder that holds what cannot be made anew (the archive with the history of its IRIs,
the settings, the graphs of users) and the published graph, so that nothing has to be; a manifest
names every file with its checksum.
"""

from kg.backup.making import back_up
from kg.backup.manifest import Manifest
from kg.backup.restoring import restore

__all__ = ["Manifest", "back_up", "restore"]
