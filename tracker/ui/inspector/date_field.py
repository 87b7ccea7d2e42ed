"""A field for one date."""

from __future__ import annotations

from tracker.domain.period import Period
from tracker.domain.values import DatedText
from tracker.ui.inspector.read_field import ReadField


class DateField(ReadField[DatedText]):
    """Read as a cell of the grid with a date; ↑ and ↓ go to the neighbouring dates."""


def period_of(dated: DatedText | None) -> Period | None:
    """The period of what a field gives that takes nothing but periods; None where it is empty."""
    period = dated.deadline if dated is not None else None
    assert period is None or isinstance(period, Period)
    return period
