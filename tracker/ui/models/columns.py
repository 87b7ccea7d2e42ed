"""Which columns each page shows, and in which order; every other field can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.domain.fields import FIELD, FIELDS, Field, Kind
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.records import record

if TYPE_CHECKING:
    from tracker.ui.session import Session


@record
class Column:
    """A field in a grid.

    ``title`` is the msgid above the column, ``chars`` the hint for its width where the field's own
    does not suit; ``shown`` tells whether it is there until the user chooses otherwise.
    """

    field: Field
    title: str
    chars: int
    shown: bool = True

    @property
    def is_number(self) -> bool:
        """Whether the column stands flush right, so that digits stand under each other."""
        return self.field.kind in (Kind.INTEGER, Kind.PERCENT, Kind.AMOUNT)


def _columns(*first: Column) -> tuple[Column, ...]:
    """The columns shown at first, then every other field."""
    taken = {column.field.key for column in first}
    others = [
        Column(field, field.label, field.width, False) for field in FIELDS if field.key not in taken
    ]
    return (*first, *others)


def _column(key: str, title: str = "", chars: int = 0) -> Column:
    return Column(FIELD[key], title or FIELD[key].label, chars or FIELD[key].width)


LOOKED_BACK: Final = {
    "forecast_then": N_("Forecast on {day}"),
    "slip_since": N_("Slip since {day}"),
}
"""What stands above the columns of an earlier forecast while there is one."""


def column_title(column: Column, session: Session) -> str:
    """What stands above a column; the day that is looked back to, where the column does so."""
    said = session.translator.text
    day = session.looking_back.day
    if day is None or column.field.key not in LOOKED_BACK:
        return said(column.title)
    when = deadline_text(Period.day(day), session.language, style=Style.SHORT)
    return said(LOOKED_BACK[column.field.key]).format(day=when)


TIMELINE_COLUMNS: Final = _columns(
    _column("name"),
    _column("finish"),
    _column("status"),
    _column("responsible", N_("Body"), 10),
    _column("percent", N_("%"), 4),
)
REGISTER_COLUMNS: Final = _columns(
    _column("number"),
    _column("name", N_("Measure or project")),
    _column("side", "", 6),
    _column("responsible", "", 16),
    _column("finish", N_("Committed")),
    _column("forecast"),
    _column("status"),
    _column("percent"),
    _column("value", "", 21),
    _column("jobs", "", 12),
    _column("form_of_completion", "", 18),
    _column("source"),
)
