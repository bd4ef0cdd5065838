"""From sources to a queryable store, and keeping it so: load, rebuild, forget, stats."""

from kg.loading import Failure
from kg.pipeline.extracting import extract_paths
from kg.pipeline.forgetting import forget
from kg.pipeline.loading import load
from kg.pipeline.mending import mend
from kg.pipeline.opening import is_store
from kg.pipeline.rebuilding import rebuild
from kg.pipeline.reports import ForgetReport, LoadReport, RebuildReport
from kg.pipeline.statistics import stats

__all__ = [
    "Failure",
    "ForgetReport",
    "LoadReport",
    "RebuildReport",
    "extract_paths",
    "forget",
    "is_store",
    "load",
    "mend",
    "rebuild",
    "stats",
]
