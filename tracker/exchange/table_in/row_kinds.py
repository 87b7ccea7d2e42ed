"""What each row below the headings is: a row, a section over others, sums, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.errors import InputError
from tracker.exchange.forms import PROJECT, Rows
from tracker.exchange.table_in.headings import NAMES
from tracker.exchange.table_in.layout import (
    RowIs,
    has_section_number,
    is_numbers,
    is_total,
    outline_number,
)
from tracker.exchange.table_in.mapping import Mapping
from tracker.exchange.table_in.matching import RowFinder
from tracker.exchange.table_in.source import SourceRow
from tracker.exchange.table_in.values import CellReader


class RowKinds:
    """Of one table with ``width`` columns; ``finder`` knows the rows of the file."""

    def __init__(self, mapping: Mapping, reader: CellReader, finder: RowFinder, width: int) -> None:
        self._reader = reader
        self._finder = finder
        self._width = width
        self._of_items = mapping.rows is not Rows.PROJECTS
        self._project_place = mapping.place_of(PROJECT)
        self._number_place = mapping.place_of("number")
        self.name_places = _name_places(mapping)
        """Where the names stand, the one in the table's own language first."""

    def kind_of(self, row: SourceRow, *, is_first: bool) -> RowIs:
        if row.is_blank:
            return RowIs.BLANK
        if row.refused is not None:
            return RowIs.DATA
        if is_first and is_numbers(row):
            return RowIs.NUMBERS
        number = self.cell(row, self._number_place)
        filled = [text for place in range(len(row.cells)) if (text := row.text(place).strip())]
        if not filled:
            # Cells that cannot be read: what they are is said when they are refused.
            return RowIs.DATA
        name = self.name(row) or filled[0]
        if not outline_number(number) and is_total(name):
            return RowIs.TOTAL
        if self._of_items:
            return RowIs.SECTION if self._is_section(number, filled) else RowIs.DATA
        is_alone = not number and len(filled) == 1 and self._width > 1
        if is_alone and has_section_number(filled[0]) and not self._finder.projects(filled[0]):
            return RowIs.HEADING
        return RowIs.DATA

    def _is_section(self, number: str, filled: Sequence[str]) -> bool:
        if self._width < 2 or len(filled) > 2:
            return False
        if len(filled) == 2:
            return filled[0] == number and has_section_number(f"{number.rstrip('.')}.")
        if has_section_number(filled[0]):
            return True
        if self._number_place is not None:
            return not number
        return self._project_place is None and bool(self._finder.projects(filled[0]))

    def cell(self, row: SourceRow, place: int | None) -> str:
        """A cell as text; as it stands where it cannot be read, "" where there is none."""
        if place is None:
            return ""
        try:
            return self._reader.text(row.cells[place]) if place < len(row.cells) else ""
        except InputError:
            return row.text(place).strip()

    def name(self, row: SourceRow) -> str:
        """What a row is called, "" for one without a name."""
        return next(filter(None, (self.cell(row, place) for place in self.name_places)), "")


def _name_places(mapping: Mapping) -> list[int]:
    order = {"name": 0, f"name_{mapping.language.value}": 1}
    names = [use for use in mapping.columns if len(use.fields) == 1 and use.fields[0] in NAMES]
    return [use.place for use in sorted(names, key=lambda use: order.get(use.fields[0], 2))]
