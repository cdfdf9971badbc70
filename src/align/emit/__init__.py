"""Outputs, one format per file."""

from align.emit.atomic import prepare
from align.emit.corpus import read_details, write_corpus, write_report

__all__ = ["prepare", "read_details", "write_corpus", "write_report"]
