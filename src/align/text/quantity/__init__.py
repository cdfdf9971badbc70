"""Figures by value: 5,000億ドル is $500 billion, 2025年10月 is October 2025."""

from align.text.quantity.compare import agree, comparable, missing, renders
from align.text.quantity.en import quantities as en_quantities
from align.text.quantity.ja import quantities as ja_quantities
from align.text.quantity.model import ABOUT, EXACT, OVER, UNDER, Quantity
from align.text.quantity.render import render
from align.text.quantity.signs import unsigned

__all__ = [
    "ABOUT", "EXACT", "OVER", "UNDER", "Quantity", "agree", "comparable", "en_quantities",
    "ja_quantities", "missing", "render", "renders", "unsigned",
]  # fmt: skip
