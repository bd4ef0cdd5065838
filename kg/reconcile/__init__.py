"""Reconciliation: which entity of the graph a row of somebody's table means.

The W3C community group's Reconciliation Service API, versions 0.2 and 1.0 (draft): what is asked
(``asking``), which names resemble which (``names``, ``similarity``), what else must agree
(``properties``), how sure that makes us (``scoring``), all of it together (``matching``), and how
it is told (``telling``).
"""
