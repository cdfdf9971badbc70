"""Outputs, one format per file."""

from align.emit.atomic import prepare
from align.emit.corpus import read_details, write_corpus, write_details, write_report
from align.emit.tsv import read_rows, write_rows

__all__ = ["prepare", "read_details", "read_rows", "write_corpus", "write_details", "write_report", "write_rows"]
