"""Citations of a report: markers, references, keys, sources."""

from align.cite.assign import Assignment, assign
from align.cite.authoryear import author_year
from align.cite.bare import bare
from align.cite.bibfile import apply, bibliography
from align.cite.joined import joined
from align.cite.keys import make_key, with_keys
from align.cite.links import links
from align.cite.markers import explicit
from align.cite.references import Entry, entries, to_reference, with_entries
from align.cite.sources import SourceFile, locate, problem_of, usable

__all__ = [
    "Assignment", "Entry", "SourceFile", "apply", "assign", "author_year", "bare", "bibliography", "entries", "explicit", "joined", "links", "locate",
    "make_key", "problem_of", "to_reference", "usable", "with_entries", "with_keys",
]  # fmt: skip
