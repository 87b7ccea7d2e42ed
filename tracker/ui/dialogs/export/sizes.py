"""How large a document is, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tracker.language import N_, Translator, format_decimal

_STEP: Final = 1024
_UNITS: Final = (N_("{size} KB"), N_("{size} MB"), N_("{size} GB"))


def size_text(size: int, translator: Translator) -> str:
    """So many bytes as file managers say it: "2.1 KB", "14 MB"; a few bytes are "0.1 KB"."""
    found = Decimal(size) / _STEP
    units = list(_UNITS)
    # What would be rounded to a thousand is of the next unit already.
    while found >= _STEP - Decimal("0.5") and len(units) > 1:
        found /= _STEP
        units.pop(0)
    if size and found < Decimal("0.1"):
        found = Decimal("0.1")
    places = 1 if found < Decimal("9.95") else 0
    shown = format_decimal(found, translator.language, places=places)
    return translator.text(units[0]).format(size=shown)
