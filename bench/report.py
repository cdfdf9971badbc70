"""Results and how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import pandas as pd


@dataclass(frozen=True, slots=True)
class Result:
    """One measurement.

    Attributes:
        name: what was measured, as in the floors: ``retrieval/ntrex-dev/ja-en``.
        system: who was measured: ``align`` or a peer.
        value: the result; higher is better.
        unit: of the value.
        details: what else belongs to it.
    """

    name: str
    system: str
    value: float
    unit: str = ""
    details: dict[str, object] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def table(results: Sequence[Result], failures: Sequence[str]) -> str:
    """A table: a row per measurement, a column per system."""
    if not results:
        return "Nothing was measured."
    frame = pd.DataFrame([{"measurement": r.name, "system": r.system, "value": r.value} for r in results])
    wide = frame.pivot_table(index="measurement", columns="system", values="value", sort=False)
    first = ["align"] if "align" in wide else []
    wide = wide[first + [c for c in wide.columns if c != "align"]]
    below = {f.split(" ")[0] for f in failures}
    wide.insert(0, "", ["✗" if name in below else "" for name in wide.index])
    return wide.to_string(float_format=lambda v: f"{v:.4f}" if abs(v) < 10 else f"{v:,.1f}", na_rep="–")
