"""A table as it stands in somebody's file: rows of cells with their numbers, and how it was read.

Everything that is read is bounded: what passes a limit is refused with the limit named, so that no
file can take the memory of the machine.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from typing import Final

from tracker.domain.errors import UserError
from tracker.domain.period import Period
from tracker.records import record

MAX_BYTES: Final = 64 * 1024 * 1024
"""Of a file, packed as it is."""
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 1_000
MAX_CELL: Final = 32_767
"""Characters; what a cell of Excel can hold."""

Cell = str | Decimal | Period
"""A text; in a workbook also a number or a date as precise as it is shown. "" is an empty cell."""


@record(frozen=False)
class SourceRow:
    """One row. ``number`` counts from 1 as a spreadsheet does: blank rows and titles included.

    ``refused`` says why the row could not be read as it stands; ``cells`` then hold what was found.
    ``refused_cells`` says the same of single cells, by their place.
    """

    number: int
    cells: list[Cell]
    refused: UserError | None = None
    refused_cells: dict[int, UserError] = field(default_factory=dict)

    def text(self, place: int) -> str:
        """The cell at ``place`` (from 0) as text, "" where the row is shorter."""
        return cell_text(self.cells[place]) if place < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        if self.refused is not None or self.refused_cells:
            return False
        return not any(cell.strip() if isinstance(cell, str) else True for cell in self.cells)


@record
class Source:
    """The rows of a table with what was found out about the file.

    ``encoding`` is a name of Python's codecs and ``delimiter`` one character, both "" for a
    workbook; ``sheet`` is the one that was read, of ``sheets``.
    """

    name: str
    rows: list[SourceRow]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def cell_text(cell: Cell) -> str:
    """A cell as text: a number with all its digits, a date as it sorts."""
    match cell:
        case str():
            return cell
        case Decimal():
            return f"{cell:f}"
        case Period():
            return cell.key
