"""What each column of a table is imported as."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import StrEnum
from typing import Final

from tracker.domain.fields import FIELD, Kind, On
from tracker.exchange.forms import PROJECT, Column, Rows, UnitPlace, bundled_form
from tracker.exchange.machine_dates import is_machine_heading
from tracker.exchange.table_in.content import field_by_content
from tracker.exchange.table_in.headings import (
    NAMES,
    REASON,
    UID,
    UNIT,
    plain_column,
    rows_of,
)
from tracker.exchange.table_in.layout import Layout
from tracker.exchange.table_in.source import SourceRow
from tracker.language import Language
from tracker.records import record

_SAMPLE: Final = 200
"""Rows from which the content of a column is known."""


class Ground(StrEnum):
    """Why a column is taken for what it is."""

    HEADING = "heading"
    CONTENT = "content"
    MAPPING = "mapping"


@record
class ColumnUse:
    """A column of the table: its place from 0, its heading, and what it is imported as.

    ``column`` is None for one that is not imported; ``unit`` as the heading writes it;
    ``is_units`` for the column with the units of the amounts in the one before.
    """

    place: int
    heading: str
    column: Column | None = None
    unit: str = ""
    is_units: bool = False
    ground: Ground = Ground.HEADING

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(part.field for part in self.column.parts) if self.column else ()


@record
class Mapping:
    """All columns of a table. ``form`` is the id of the bundled form it follows, "" for none."""

    rows: Rows
    language: Language
    columns: tuple[ColumnUse, ...]
    form: str = ""

    def place_of(self, field: str) -> int | None:
        """The place of the column with this field alone."""
        for use in self.columns:
            if use.fields == (field,) and not use.is_units:
                return use.place
        return None


def propose(layout: Layout, rows: Sequence[SourceRow]) -> Mapping:
    """The mapping that the headings suggest, and for columns with others their content.

    ``rows`` are those below the headings. Raises FileError where no column has the names.
    """
    headings = layout.headings
    kind = rows_of(headings)
    uses = []
    for place, text in enumerate(layout.texts):
        known = headings.meanings[place]
        if known is None or known.is_worked_out:
            uses.append(ColumnUse(place, text))
        else:
            unit = headings.units[place]
            uses.append(ColumnUse(place, text, known.column, unit, known.is_units))
    mapping = Mapping(kind, headings.language, tuple(uses), headings.form)
    open_places = {
        at
        for at, known in enumerate(headings.meanings)
        if known is None and not is_machine_heading(layout.texts[at])
    }
    return settled(_with_content(mapping, rows[:_SAMPLE], open_places))


def _with_content(
    mapping: Mapping, rows: Sequence[SourceRow], open_places: AbstractSet[int]
) -> Mapping:
    """The mapping with the columns at these places known by their content, where that tells."""
    taken = {field for use in mapping.columns for field in use.fields}
    if mapping.rows is Rows.PROJECTS:
        # The deadline of a project follows from its rows: a guess at it would refuse them all.
        taken |= {"finish", "name"} if PROJECT in taken else {"finish"}
    uses = []
    for use in mapping.columns:
        if use.place in open_places:
            found = field_by_content([row.text(use.place) for row in rows], taken)
            if found:
                taken.add(found)
                use = replace(use, column=plain_column(found), ground=Ground.CONTENT)
        uses.append(use)
    return replace(mapping, columns=tuple(uses))


def settled(mapping: Mapping) -> Mapping:
    """Columns of rows of the other kind left out, units put to their amounts, the names found."""
    projects = mapping.rows is Rows.PROJECTS
    columns = bundled_form(mapping.form).columns if mapping.form else ()
    of_form = {part.field for column in columns for part in column.parts}
    uses: list[ColumnUse] = []
    for use in mapping.columns:
        if projects and use.fields == (PROJECT,):
            use = replace(use, column=plain_column("name"))
        others = On.ITEM if projects else On.PROJECT
        # What a form works out for its rows is compared, though it cannot be changed.
        foreign = {key for key in use.fields if key in FIELD and FIELD[key].on is others}
        if foreign - of_form:
            use = replace(use, column=None)
        if use.is_units and use.fields == (UNIT,):
            before = next((one for one in reversed(uses) if _is_amount(one)), None)
            use = replace(use, column=before.column if before else None)
        uses.append(use)
    for place, use in enumerate(uses):
        if not _is_amount(use) or use.is_units or use.column is None:
            continue
        has_units = any(other.is_units and other.fields == use.fields for other in uses)
        if use.column.unit is None and (has_units or use.unit):
            where = UnitPlace.BESIDE if has_units else UnitPlace.COLUMNS
            uses[place] = replace(use, column=replace(use.column, unit=where))
    return replace(mapping, columns=tuple(uses))


def rechosen(mapping: Mapping, place: int, key: str) -> Mapping:
    """The mapping with the column at ``place`` imported as the field ``key``, "" for not at all."""
    uses = []
    for use in mapping.columns:
        if use.is_units:
            # Whose units they are is found anew: the amounts before them may be others now.
            use = replace(use, column=plain_column(UNIT))
        if use.place == place:
            column = plain_column(key) if key else None
            use = replace(use, column=column, is_units=key == UNIT, ground=Ground.MAPPING)
        uses.append(use)
    return settled(replace(mapping, columns=tuple(uses)))


def choices_for(mapping: Mapping) -> list[str]:
    """The fields that a column can be imported as, in the order in which they are listed."""
    projects = mapping.rows is Rows.PROJECTS
    others = On.ITEM if projects else On.PROJECT
    fields = [key for key, each in FIELD.items() if each.target is not None and each.on != others]
    return ["number", *fields, *(() if projects else (PROJECT,)), UID, UNIT, REASON]


def _is_amount(use: ColumnUse) -> bool:
    return len(use.fields) == 1 and use.fields[0] in FIELD and _kind(use.fields[0]) is Kind.AMOUNT


def _kind(field: str) -> Kind:
    return FIELD[field].kind


def has_names(mapping: Mapping) -> bool:
    """Whether some column says which row is meant."""
    named = NAMES | {UID, "code"}
    return any(named & set(use.fields) for use in mapping.columns)
