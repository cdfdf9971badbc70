"""Floors: what was reached once is kept. They are raised when beaten and never lowered in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.report import Result


def compare(results: Sequence[Result], floors: Mapping[str, float]) -> list[str]:
    """Measurements of ours that fell below their floor, in words."""
    return [
        f"{r.name} {r.value:.4f} < {floors[r.name]:.4f}"
        for r in results
        if r.system == "align" and r.name in floors and r.value < floors[r.name]
    ]
