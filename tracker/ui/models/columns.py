"""Which columns each page shows, and in which order; every other field can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tracker.domain.fields import FIELD, FIELDS, Field, Kind
from tracker.language import N_


@dataclass(frozen=True, slots=True)
class Column:
    """A field in a grid. ``title`` is the msgid above the column where the label is too long."""

    field: Field
    title: str
    shown: bool = True

    @property
    def is_number(self) -> bool:
        """Whether the column stands flush right, so that digits stand under each other."""
        return self.field.kind in (Kind.INTEGER, Kind.PERCENT, Kind.AMOUNT)


def _columns(*shown: tuple[str, str]) -> tuple[Column, ...]:
    titles = dict(shown)
    first = [Column(FIELD[key], title or FIELD[key].label) for key, title in shown]
    others = [Column(field, field.label, False) for field in FIELDS if field.key not in titles]
    return (*first, *others)


TIMELINE_COLUMNS: Final = _columns(
    ("name", ""), ("finish", ""), ("status", ""), ("responsible", N_("Body")), ("percent", N_("%"))
)
REGISTER_COLUMNS: Final = _columns(
    ("number", ""),
    ("name", N_("Measure or project")),
    ("side", ""),
    ("responsible", ""),
    ("finish", N_("Committed")),
    ("status", ""),
    ("percent", ""),
    ("value", ""),
    ("jobs", ""),
    ("form_of_completion", ""),
    ("source", ""),
)
