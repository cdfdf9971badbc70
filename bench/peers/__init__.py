"""Other aligners, run on the same segments. Each takes cases and gives the beads of each, or ``None`` if it isn't here.

Gale–Church comes with NLTK. The others are programs that you build or install yourself; environment
variables say where they are: ``HUNALIGN`` (github.com/danielvarga/hunalign, the binary), ``VECALIGN``
(github.com/thompsonb/vecalign, the command) and ``BLEUALIGN`` (github.com/rsennrich/Bleualign, the
folder). Bleualign is under the GPL: it runs as a program of its own and is no part of this one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.case import Case, Group
from bench.peers import bleualign, gale_church, hunalign, vecalign

PEERS: dict[str, Callable[[Sequence[Case]], list[list[Group]] | None]] = {
    "gale-church": gale_church.align, "hunalign": hunalign.align, "bleualign": bleualign.align, "vecalign": vecalign.align,
}  # fmt: skip
