"""Sentences into English: engines, the memory of their answers, and drafts."""

from align.translate.budget import Budget
from align.translate.chain import Chain, Planned, names
from align.translate.engine import EngineSettings, Request
from align.translate.engines import NAMES, make, spec
from align.translate.memory import Memory
from align.translate.runner import Health, Runner
from align.translate.verbatim import as_it_is

__all__ = ["NAMES", "Budget", "Chain", "EngineSettings", "Health", "Memory", "Planned", "Request", "Runner", "as_it_is", "make", "names", "spec"]
