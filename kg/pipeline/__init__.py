"""From sources to a queryable store, and keeping it so: load, rebuild, forget, stats."""

from kg.loading import Failure
from kg.pipeline.extracting import extract_paths
from kg.pipeline.forgetting import forget
from kg.pipeline.judging import (
    Decided,
    Listed,
    Order,
    decide,
    judgements_path,
    keep_judgements_in,
    list_judgements,
)
from kg.pipeline.loading import load
from kg.pipeline.mending import mend
from kg.pipeline.opening import is_store
from kg.pipeline.rebuilding import rebuild
from kg.pipeline.reports import ForgetReport, LoadReport, RebuildReport
from kg.pipeline.statistics import stats

__all__ = [
    "Decided",
    "Failure",
    "ForgetReport",
    "Listed",
    "LoadReport",
    "Order",
    "RebuildReport",
    "decide",
    "extract_paths",
    "forget",
    "is_store",
    "judgements_path",
    "keep_judgements_in",
    "list_judgements",
    "load",
    "mend",
    "rebuild",
    "stats",
]
