"""Units of measure and time in one another: 84 cm is 0.84 m, 1.6 ha is 16,000 m²."""

from __future__ import annotations

#: Unit → base unit, and how many of the latter it is.
BASE: dict[str, tuple[str, float]] = {
    "nm": ("m", 1e-9), "um": ("m", 1e-6), "mm": ("m", 1e-3), "cm": ("m", 1e-2), "m": ("m", 1.0), "km": ("m", 1e3), "mi": ("m", 1609.344), "ft": ("m", 0.3048),
    "m2": ("m2", 1.0), "ha": ("m2", 1e4), "km2": ("m2", 1e6), "acre": ("m2", 4046.86), "mi2": ("m2", 2.59e6), "ft2": ("m2", 0.092903),
    "mg": ("g", 1e-3), "g": ("g", 1.0), "kg": ("g", 1e3), "t": ("g", 1e6), "mt": ("g", 1e12), "gt": ("g", 1e15), "lb": ("g", 453.59), "oz": ("g", 28.35),
    "l": ("l", 1.0), "ml": ("l", 1e-3), "m3": ("l", 1e3),
    "kw": ("w", 1e3), "mw": ("w", 1e6), "gw": ("w", 1e9), "w": ("w", 1.0),
    "wh": ("wh", 1.0), "kwh": ("wh", 1e3), "mwh": ("wh", 1e6), "gwh": ("wh", 1e9), "twh": ("wh", 1e12),
    "kib": ("byte", 2.0**10), "mib": ("byte", 2.0**20), "gib": ("byte", 2.0**30), "tib": ("byte", 2.0**40), "mb": ("byte", 1e6), "gb": ("byte", 1e9), "tb": ("byte", 1e12), "hz": ("hz", 1.0), "mhz": ("hz", 1e6), "ghz": ("hz", 1e9),
    "nanosecond": ("day", 1e-9 / 86400), "microsecond": ("day", 1e-6 / 86400), "millisecond": ("day", 1e-3 / 86400), "second": ("day", 1 / 86400), "minute": ("day", 1 / 1440), "hour": ("day", 1 / 24), "day": ("day", 1.0), "week": ("day", 7.0),
    "month": ("day", 365 / 12), "quarter": ("day", 365 / 4), "year": ("day", 365.0), "decade": ("day", 3650.0), "century": ("day", 36500.0),
}  # fmt: skip
#: What a bare キロ can be: kilometres or kilogrammes.
KILO = "kilo"


def same_dimension(a: str, b: str) -> bool:
    """Whether one unit can be turned into the other."""
    if KILO in (a, b):
        return a == b or {BASE.get(u, ("",))[0] for u in (a, b) if u != KILO} <= {"m", "g"}
    return a == b or (a in BASE and b in BASE and BASE[a][0] == BASE[b][0])


def factor(a: str, b: str) -> float:
    """How many of unit ``b`` one of unit ``a`` is; they must have the same dimension."""
    if a == b:
        return 1.0
    if a == KILO:
        return 1e3 / BASE[b][1]
    if b == KILO:
        return BASE[a][1] / 1e3
    return BASE[a][1] / BASE[b][1]
