"""How wide the columns are, in which order they stand, and which are shown; and its memory."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QHeaderView

from tracker.domain.fields import FIELD, Kind, choice_label
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.status import Status
from tracker.language import Translator
from tracker.ui.delegates.cell_painter import CellPainter
from tracker.ui.delegates.style import GridStyle
from tracker.ui.models.columns import Column

_ROOM: Final = 16
_PRECISIONS: Final = (
    # The widest of each precision, as far as digits and names of months go.
    *(Period.month(2028, month) for month in range(1, 13)),
    *(Period.quarter(2028, quarter) for quarter in range(1, 5)),
    *(Period.day(Period.month(2028, month).last) for month in range(1, 13)),
    Period.half_year(2028, 2),
    Period.year(2028),
)


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


def saved_layout(header: QHeaderView, columns: tuple[Column, ...], widths: dict[str, int]) -> bytes:
    """The order of the columns, which are shown, and the ``widths`` the user gave, as JSON."""
    ordered = sorted(range(len(columns)), key=header.visualIndex)
    state = {
        "columns": [
            {
                "field": columns[section].field.key,
                "shown": not header.isSectionHidden(section),
                "width": widths.get(columns[section].field.key, 0),
            }
            for section in ordered
        ]
    }
    return json.dumps(state, separators=(",", ":")).encode()


def restore_layout(
    state: bytes, header: QHeaderView, columns: tuple[Column, ...]
) -> dict[str, int]:
    """Put the columns as they were saved; the widths the user gave. Nonsense counts as not saved.

    Columns that the saved state does not know stay behind the others, hidden.
    """
    sections = {column.field.key: section for section, column in enumerate(columns)}
    widths: dict[str, int] = {}
    for visual, (key, shown, width) in enumerate(_read(state)):
        section = sections.get(key)
        if section is None:
            continue
        header.moveSection(header.visualIndex(section), min(visual, header.count() - 1))
        header.setSectionHidden(section, not shown and key != "name")
        if width:
            widths[key] = width
    return widths


def _read(state: bytes) -> list[tuple[str, bool, int]]:
    try:
        entries = json.loads(state)["columns"]
        return [
            (entry["field"], bool(entry["shown"]), min(max(int(entry["width"]), 0), 4_000))
            for entry in entries
            if entry["field"] in FIELD
        ]
    except (ValueError, KeyError, TypeError):
        return []
