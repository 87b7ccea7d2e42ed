"""How wide the columns are, in which order they stand, and which are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QHeaderView

from tracker.domain.fields import Kind, choice_label
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.ranges import range_text
from tracker.domain.status import Status
from tracker.language import Translator
from tracker.ui.delegates.cell_painter import CellPainter
from tracker.ui.delegates.style import GridStyle
from tracker.ui.models.columns import Column
from tracker.workspace.column_layout import ColumnLayout, LaidColumn

_ROOM: Final = 16
_PRECISIONS: Final = (
    # The widest of each precision, as far as digits and names of months go.
    *(Period.month(2028, month) for month in range(1, 13)),
    *(Period.quarter(2028, quarter) for quarter in range(1, 5)),
    *(Period.day(Period.month(2028, month).last) for month in range(1, 13)),
    Period.half_year(2028, 2),
    Period.year(2028),
    replace(Period.year(2028), by=True),
)
_RANGES: Final = tuple(
    (Period.month(2028, month).first, Period.month(2028, month % 12 + 1).last)
    for month in range(1, 12)
)
"""Spans of two months, which say more than a month or a quarter does."""


def natural_width(
    column: Column, style: GridStyle, cells: CellPainter, translator: Translator
) -> int:
    """The width of a column before the user chooses one, in the language of the interface."""
    field = column.field
    match field.kind:
        case Kind.DEADLINE | Kind.PERIOD:
            language = translator.language
            texts = (deadline_text(p, language, style=Style.SHORT) for p in _PRECISIONS)
            return _widest(texts, style) + _ROOM
        case Kind.RANGE:
            language = translator.language
            texts = (range_text(*days, language) for days in _RANGES)
            return _widest(texts, style) + _ROOM
        case Kind.STATUS:
            texts = (translator.text(choice_label(status)) for status in Status)
            return round(max(cells.chip_width(text) for text in texts))
        case Kind.CHOICE:
            labels = (translator.text(choice_label(choice)) for choice in field.choices)
            return _widest(labels, style) + _ROOM
        case _:
            return round(column.chars * style.body.width("0") * 0.92) + _ROOM


def _widest(texts: Iterable[str], style: GridStyle) -> int:
    return round(max(style.body.width(text) for text in texts) + 0.5)


def layout_of(
    header: QHeaderView, columns: tuple[Column, ...], widths: Mapping[str, int], frozen: int
) -> ColumnLayout:
    """How the columns stand now, with the ``widths`` the user gave."""
    ordered = sorted(range(len(columns)), key=header.visualIndex)
    return ColumnLayout(
        tuple(
            LaidColumn(
                columns[section].field.key,
                not header.isSectionHidden(section),
                widths.get(columns[section].field.key, 0),
            )
            for section in ordered
        ),
        frozen,
    )


def lay_out(layout: ColumnLayout, header: QHeaderView, columns: tuple[Column, ...]) -> None:
    """Put the columns in their order and show or hide them; the name always stays.

    Columns of which the layout says nothing stay behind the others, as they were.
    """
    sections = {column.field.key: section for section, column in enumerate(columns)}
    known = [column for column in layout.columns if column.field in sections]
    for visual, column in enumerate(known):
        section = sections[column.field]
        header.moveSection(header.visualIndex(section), visual)
        header.setSectionHidden(section, not column.shown and column.field != "name")


def standard_layout(columns: tuple[Column, ...]) -> ColumnLayout:
    """How the columns stand until the user lays them out."""
    return ColumnLayout(tuple(LaidColumn(each.field.key, each.shown) for each in columns))
