"""The values that cells hold where a plain text or number does not say enough."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tracker.domain.model import Basis, Bound
from tracker.domain.period import Deadline


@dataclass(frozen=True, slots=True)
class DatedText:
    """A deadline with the words in which it was given.

    ``wording`` is the original text ("" when nothing was typed) and ``language`` the one it was
    worded in ("" when unknown). Shown in that language, the wording is shown unchanged.
    """

    deadline: Deadline
    wording: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number with its unit or currency (ISO 4217), as a source stated it.

    ``value`` and ``upper`` (the end of a range) are in whole units: "$121.3M" is 121300000 USD.
    """

    value: Decimal
    unit: str
    upper: Decimal | None = None
    bound: Bound = Bound.EXACT
    basis: Basis = Basis.DECLARED
