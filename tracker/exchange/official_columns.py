"""The columns of a form as they come out: one for each unit in use, or one of units beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from tracker.domain.fields import Field, Kind
from tracker.exchange.forms import Column, Form, UnitPlace
from tracker.exchange.official_cells import OfficialCells
from tracker.exchange.table import Content, TableColumn
from tracker.language import Translator
from tracker.records import record


@record
class Shown:
    """A column of the form: of an amount the numbers in one unit, or their units."""

    column: Column
    heading: str
    unit: str | None = None
    shows_units: bool = False

    def described(self, fields: Mapping[str, Field]) -> TableColumn:
        """What a writer needs to know of it."""
        column = self.column
        if not column.field:
            return TableColumn(self.heading, Content.TEXT, _JOINED_WIDTH, True, column.key)
        if self.shows_units:
            return TableColumn(self.heading, Content.UNIT, _UNIT_WIDTH, key=column.key)
        field = fields[column.field]
        content = _CONTENT.get(field.kind, Content.TEXT)
        return TableColumn(self.heading, content, field.width, field.kind in _WRAPPED, column.key)


_JOINED_WIDTH: Final = 30
_UNIT_WIDTH: Final = 12
_CONTENT: Final = {
    Kind.NUMBER: Content.ROW_NUMBER,
    Kind.AMOUNT: Content.NUMBER,
    Kind.INTEGER: Content.NUMBER,
    Kind.PERCENT: Content.NUMBER,
    Kind.DEADLINE: Content.PERIOD,
    Kind.PERIOD: Content.PERIOD,
    Kind.DAY: Content.PERIOD,
}
_WRAPPED: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.BODIES, Kind.SOURCES})


def shown_columns(
    form: Form, cells: OfficialCells, rows: Iterable[Any], translator: Translator
) -> list[Shown]:
    """The columns for these rows."""
    return [shown for column in form.columns for shown in _shown(column, cells, rows, translator)]


def _shown(
    column: Column, cells: OfficialCells, rows: Iterable[Any], translator: Translator
) -> Iterator[Shown]:
    heading = column.heading[translator.language]
    if column.unit is UnitPlace.BESIDE:
        yield Shown(column, heading)
        assert column.unit_heading is not None
        yield Shown(column, column.unit_heading[translator.language], shows_units=True)
    elif column.unit is UnitPlace.COLUMNS:
        amounts = cells.amounts(column, rows)
        units = sorted({amount.unit for amount in amounts if amount is not None})
        for unit in units or [column.implied_unit]:
            said = "" if unit == column.implied_unit else translator.text(unit)
            yield Shown(column, f"{heading} ({said})" if said else heading, unit)
    else:
        yield Shown(column, heading)
