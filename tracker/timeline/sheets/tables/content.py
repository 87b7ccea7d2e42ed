"""What a table on pages is: texts in columns, whatever they were made from."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from tracker.domain.model import Source
from tracker.language import Language
from tracker.records import record
from tracker.timeline.primitives import Align


class RowKind(Enum):
    SECTION = auto()
    """A heading over the next rows: its one text spans the table."""
    ROW = auto()
    TOTAL = auto()


@record
class PrintedColumn:
    """Neighbours with the same ``band`` stand below that common heading."""

    heading: str
    align: Align = Align.LEFT
    band: str = ""


@record
class PrintedRow:
    """As many texts as there are columns; "" is an empty cell."""

    kind: RowKind
    cells: tuple[str, ...]


@record(kw_only=True)
class PrintedTable:
    """``rows`` and ``sources`` are read once, the sources after all rows.

    ``title`` and ``as_of`` stand above the headings. The sources are listed at the end, numbered
    from 1 on, as the cells name them.
    """

    title: str
    as_of: str
    language: Language
    columns: tuple[PrintedColumn, ...]
    rows: Iterable[PrintedRow]
    sources: Iterable[Source] = ()
    file_name: str = ""
