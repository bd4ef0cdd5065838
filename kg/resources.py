"""Where the files that ship with the package lie: the ontology, the saved queries, the examples."""

from __future__ import annotations

from pathlib import Path

from kg.errors import CommuniqueError

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """The folder ``name`` ("ontology", "queries"): inside an installed package, beside it in a
    checkout.

    The package's own folder comes first, because what lies beside an installed package belongs to
    somebody else. Raises CommuniqueError when neither exists.
    """
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise CommuniqueError(
        f"the installation of communique lacks its folder “{name}”: install it again"
    )
