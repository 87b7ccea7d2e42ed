"""What is done with all the selected cells of a grid at once: copy, cut, paste, fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from tracker.domain.errors import InputError, UserError
from tracker.domain.fields import Kind, NameIn
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.records import record
from tracker.ui.grid.rows_view import RowsView
from tracker.ui.grid.selection import ranges
from tracker.ui.models.many_cells import CellText, write_texts
from tracker.ui.models.rows_table import edited_field
from tracker.workspace.operations import Written

_Flag = QItemSelectionModel.SelectionFlag
_DATES: Final = (Kind.DEADLINE, Kind.PERIOD)
_CHOICES: Final = (Kind.CHOICE, Kind.TERM, Kind.BODIES, Kind.CALENDAR)


@record
class Chosen:
    """The selected cells: in which lines and columns, each from first to last as they are seen.

    ``pieces`` are the rectangles of the selection; where there are several, not every one of
    ``lines`` and ``columns`` need be selected where they meet. Only lines with a row count.
    """

    lines: tuple[int, ...]
    columns: tuple[int, ...]
    pieces: tuple[tuple[Sequence[int], Sequence[int]], ...]

    def cells(self) -> Iterator[tuple[int, int]]:
        for lines, columns in self.pieces:
            for line in lines:
                for column in columns:
                    yield line, column

    @property
    def is_whole(self) -> bool:
        """Whether the cells make one rectangle without gaps."""
        count = sum(len(lines) * len(columns) for lines, columns in self.pieces)
        return count == len(self.lines) * len(self.columns)


class ManyCells(QObject):
    """Of one grid. Where whole rows are selected, what is written goes to the current column."""

    def __init__(self, grid: RowsView) -> None:
        super().__init__(grid)
        self._grid = grid
        self._rows = grid.rows
        self._session = grid.session

    # -- what is selected -------------------------------------------------------------------------

    @property
    def _has_whole_rows(self) -> bool:
        return self._grid.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows

    def shown_columns(self) -> tuple[int, ...]:
        """The columns that are not hidden, in the order in which they are seen."""
        header = self._grid.horizontalHeader()
        places = map(header.logicalIndex, range(header.count()))
        return tuple(column for column in places if not header.isSectionHidden(column))

    def chosen(self, *, columns: Sequence[int] | None = None) -> Chosen:
        """The selected cells, else the current one; of whole rows those in ``columns``."""
        shown, current = self.shown_columns(), self._grid.currentIndex()
        found = [
            (each.top(), each.bottom(), each.left(), each.right())
            for each in ranges(self._grid.selectionModel().selection())
        ]
        if not found and current.isValid():
            found = [(current.row(), current.row(), current.column(), current.column())]
        pieces = []
        for top, bottom, left, right in found:
            lines = [n for n in range(top, bottom + 1) if self._rows.row_at(n) is not None]
            inside = columns or [column for column in shown if left <= column <= right]
            if lines and inside:
                pieces.append((lines, inside))
        met = {column for _, inside in pieces for column in inside}
        return Chosen(
            tuple(sorted({line for lines, _ in pieces for line in lines})),
            tuple(column for column in shown if column in met),
            tuple(pieces),
        )

    def target(self) -> Chosen:
        """The cells that are written to."""
        current = [self._grid.currentIndex().column()] if self._has_whole_rows else None
        return self.chosen(columns=current)

    def select_columns(self) -> None:
        """Select the columns of the selected cells, from the first line to the last."""
        chosen = self.chosen()
        if chosen.columns and not self._has_whole_rows:
            self._select(0, len(self._rows.session.rows) - 1, chosen.columns)

    def select_rows(self) -> None:
        """Select the whole of the rows of the selected cells."""
        selection = QItemSelection()
        last = self._rows.columnCount() - 1
        for lines, _ in self.chosen().pieces:
            upper, lower = self._rows.index(lines[0], 0), self._rows.index(lines[-1], last)
            selection.select(upper, lower)
        self._grid.selectionModel().select(selection, _Flag.ClearAndSelect)

    def _select(self, first: int, last: int, columns: Sequence[int]) -> None:
        selection = QItemSelection()
        for column in columns:
            selection.select(self._rows.index(first, column), self._rows.index(last, column))
        self._grid.selectionModel().select(selection, _Flag.ClearAndSelect)

    # -- copy, cut, paste -------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as a spreadsheet takes them."""
        from tracker.exchange.clipboard_table import TSV_TYPE, html_table, tab_separated

        rows = self._copied()
        if not rows:
            return
        text = tab_separated(rows)
        data = QMimeData()
        data.setHtml(html_table(rows))
        data.setData(TSV_TYPE, text.encode())
        # One cell is mostly wanted as words, in a letter say.
        is_one = len(rows) == len(rows[0]) == 1
        data.setText(rows[0][0] if is_one else text)
        QGuiApplication.clipboard().setMimeData(data)

    def _copied(self) -> list[list[str]]:
        chosen = self.chosen()
        inside = None if chosen.is_whole else set(chosen.cells())
        return [
            [
                self._rows.copied_text(self._rows.index(line, column))
                if inside is None or (line, column) in inside
                else ""
                for column in chosen.columns
            ]
            for line in chosen.lines
        ]

    def cut(self) -> None:
        """Copy the selected cells and empty them; names stay, a row cannot be without one."""
        self.copy()
        columns = self._rows.columns
        self._rows.clear(
            (line, column)
            for line, column in self.chosen().cells()
            if not isinstance(columns[column].field.target, NameIn)
            and columns[column].field.key != "kind"
        )

    def paste(self) -> None:
        """Write what is on the clipboard into the selected cells.

        One value, or a rectangle that fits into the selection several times, fills all of it; any
        other goes from the first selected cell on, and below the last row makes new rows.
        """
        from tracker.exchange.clipboard_table import TSV_TYPE, clipboard_rows

        # Whatever its type says, there is none where nobody has put anything on the clipboard.
        found: QMimeData | None = QGuiApplication.clipboard().mimeData()
        data = QMimeData() if found is None else found
        tsv = bytes(data.data(TSV_TYPE).data()).decode(errors="replace")
        try:
            rows = clipboard_rows(tsv=tsv, html=data.html(), text=data.text())
            if not rows:
                raise InputError(N_("The clipboard holds no text. Copy some cells first."))
            self._paste(rows)
        except UserError as error:
            self._session.failed.emit(error)

    def _paste(self, rows: list[list[str]]) -> None:
        chosen, current = self.target(), self._grid.currentIndex()
        high, wide = len(rows), len(rows[0])
        if not chosen.lines:
            # On the line that ends the grid.
            self._paste_from(current.row(), current.column(), rows)
        elif high == wide == 1:
            self._pasted([(*cell, rows[0][0]) for cell in chosen.cells()])
        elif chosen.is_whole and not (len(chosen.lines) % high or len(chosen.columns) % wide):
            texts = [
                (line, column, rows[down % high][right % wide])
                for down, line in enumerate(chosen.lines)
                for right, column in enumerate(chosen.columns)
            ]
            self._pasted(texts)
        else:
            self._paste_from(chosen.lines[0], chosen.columns[0], rows)

    def _paste_from(self, first: int, column: int, rows: list[list[str]]) -> None:
        """Write a rectangle from one cell on. Raises InputError where there is no room for it."""
        columns = self._columns_for(rows, column)
        last = self._rows.rowCount()
        lines = [line for line in range(first, last) if self._rows.row_at(line) is not None]
        lines = lines[: len(rows)]
        below = [dict(zip(columns, row, strict=False)) for row in rows[len(lines) :]]
        while below and not "".join(below[-1].values()).strip():
            below.pop()
        self._check_names(below, len(rows), len(lines))
        texts = [
            (line, place, text)
            for line, row in zip(lines, rows, strict=False)
            for place, text in zip(columns, row, strict=False)
        ]
        written = self._pasted(texts, below)
        # Where rows are sorted, those that were written may stand elsewhere by now.
        if written is not None and self._rows.keeps_outline and not self._has_whole_rows:
            bottom = (lines or [first])[-1] + len(written.added)
            self._select(first, min(bottom, self._rows.rowCount() - 1), columns)

    def _pasted(
        self, texts: Sequence[CellText], new_rows: Sequence[Mapping[int, str]] = ()
    ) -> Written | None:
        return write_texts(self._rows, texts, operation="paste", new_rows=new_rows)

    def _columns_for(self, rows: list[list[str]], first: int) -> tuple[int, ...]:
        shown = self.shown_columns()
        wide = len(rows[0])
        # Whole rows that were copied go back into whole rows.
        is_row = self._has_whole_rows and wide == len(shown)
        columns = shown if is_row else shown[shown.index(first) :]
        if any(text.strip() for row in rows for text in row[len(columns) :]):
            raise InputError(
                N_(
                    "What was copied is {wide} columns wide; from this cell on there are {room}. "
                    "Nothing was pasted: begin further to the left, or show more columns."
                ),
                wide=wide,
                room=len(columns),
            )
        return columns[:wide]

    def _check_names(self, below: Sequence[Mapping[int, str]], high: int, room: int) -> None:
        names = [
            column
            for column in self.shown_columns()
            if isinstance(self._rows.columns[column].field.target, NameIn)
        ]
        if not all(any(row.get(column, "").strip() for column in names) for row in below):
            raise InputError(
                N_(
                    "What was copied is {high} rows high; from this cell on there are {room}. New "
                    "rows need a name. Nothing was pasted: begin further up, or copy the names too."
                ),
                high=high,
                room=room,
            )

    # -- fill -------------------------------------------------------------------------------------

    def fill_down(self) -> None:
        """Repeat the first selected line in the others; of a single one, the line above it."""
        chosen = self.target()
        lines = list(chosen.lines)
        if len(lines) == 1:
            lines.insert(0, lines[0] - 1)
        if len(lines) < 2 or self._rows.row_at(lines[0]) is None:
            return
        above = {
            column: self._rows.edit_text(self._rows.index(lines[0], column))
            for column in chosen.columns
        }
        texts = [(line, place, above[place]) for line in lines[1:] for place in chosen.columns]
        write_texts(self._rows, texts, operation="fill", typed=True)

    def fill(self, text: str) -> bool:
        """Write one text into every selected cell; whether anything could be written."""
        texts = [(line, column, text) for line, column in self.target().cells()]
        return write_texts(self._rows, texts, operation="fill", typed=True) is not None

    def today(self) -> str:
        """Today as it is typed into a cell of dates; "" in any other, where no day is meant."""
        field = self._rows.columns[self._grid.currentIndex().column()].field
        if field.kind not in _DATES:
            return ""
        day = Period.day(self._session.workspace.today())
        return deadline_text(day, self._session.language, style=Style.SHORT)

    @property
    def offers_choices(self) -> bool:
        """Whether the current cell is chosen rather than typed."""
        index = self._grid.currentIndex()
        return index.isValid() and edited_field(self._rows.columns[index.column()].field).kind in (
            _CHOICES
        )
