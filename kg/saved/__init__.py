"""Saved queries: SPARQL files that run in any tool, with parameters that people can fill in.

A saved query is a ``.rq`` file whose ``#+`` lines hold a YAML header: what it answers, its
parameters and its columns. Its row of VALUES marked ``# params`` holds the defaults, UNDEF where
any value will do; :func:`prepare` puts terms in their place, built and written by the store's own
library, never pasted.

>>> from kg.saved import library
>>> library().get("office-holders").summary
'Who holds or held which office'
"""

from kg.saved.entities import Entity, EntityResolver
from kg.saved.header import Column, Parameter
from kg.saved.library import Library, library
from kg.saved.query import SavedQuery, prepare

__all__ = [
    "Column",
    "Entity",
    "EntityResolver",
    "Library",
    "Parameter",
    "SavedQuery",
    "library",
    "prepare",
]
