"""The lines of the history as a table, with a heading for each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.records import record
from tracker.workspace.history.lines import Line
from tracker.workspace.history.reader import HistoryReader
from tracker.workspace.history.words import Words

_AT_ONCE: Final = 200
"""Lines that are read before the table asks for more."""

Index = QModelIndex | QPersistentModelIndex


@record
class LineColumn:
    """``label`` is a msgid; ``wide`` the width in pixels of the design, 0 for what is left."""

    label: str
    say: Callable[[Words, Line], str]
    wide: int = 0
    muted: bool = False


HISTORY_COLUMNS: Final = (
    LineColumn(N_("Time"), lambda words, line: f"{line.entry.at.astimezone():%H:%M}", 64, True),
    LineColumn(N_("Who"), lambda words, line: words.who(line), 130),
    LineColumn(N_("Row"), lambda words, line: words.row(line), 250),
    LineColumn(N_("Field"), lambda words, line: words.field(line), 170),
    LineColumn(N_("Old value"), lambda words, line: words.values(line)[0], 190, True),
    LineColumn(N_("New value"), lambda words, line: words.values(line)[1], 190),
    LineColumn(N_("Step"), lambda words, line: words.step(line), 0, True),
)
PREVIEW_COLUMNS: Final = (
    LineColumn(N_("Row"), lambda words, line: words.row(line), 230),
    LineColumn(N_("Field"), lambda words, line: words.field(line), 170),
    LineColumn(N_("Now"), lambda words, line: words.values(line)[0], 190, True),
    LineColumn(N_("After restoring"), lambda words, line: words.values(line)[1], 0),
)


class LinesModel(QAbstractTableModel):
    """Rows are lines and, where ``by_day``, the day above the lines of each.

    Signals:
        settled: what was looked for is found, or the whole journal was read.
    """

    settled = Signal()

    def __init__(
        self, words: Words, columns: Sequence[LineColumn], *, by_day: bool = False
    ) -> None:
        super().__init__()
        self.columns = columns
        self.rows: list[Line | date] = []
        self._words = words
        self._by_day = by_day
        self._reader: HistoryReader | None = None
        self._wanted = 0
        self._said: dict[int, tuple[str, ...]] = {}
        self._clock = QTimer(self, interval=0)
        self._clock.timeout.connect(self._read_on)

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def is_reading(self) -> bool:
        """Whether more lines are being looked for."""
        return self._clock.isActive()

    def line(self, row: int) -> Line | None:
        """The line in a row; None for a day or no row."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Line) else None

    def read(self, reader: HistoryReader) -> None:
        """Show what a reader finds, a screen of it at once and the rest as it is asked for."""
        self.beginResetModel()
        self.rows.clear()
        self._said.clear()
        self._reader = reader
        self.endResetModel()
        self._want(_AT_ONCE)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show these lines and no more."""
        self.beginResetModel()
        self.rows = list(lines)
        self._reader = None
        self.endResetModel()

    def say_anew(self, words: Words) -> None:
        """Say every line again: in another language, or since what they name has changed."""
        self._words = words
        self._said.clear()
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def prepend(self, lines: Sequence[Line]) -> None:
        """Put newer lines before those that are shown."""
        rows = self._with_days(lines, None)
        if not rows:
            return
        if self.rows and self._by_day and self.rows[0] == day_of(lines[-1]):
            self.beginRemoveRows(QModelIndex(), 0, 0)
            del self.rows[0]
            self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
        self.rows[:0] = rows
        self.endInsertRows()

    def _with_days(self, lines: Iterable[Line], above: date | None) -> list[Line | date]:
        rows: list[Line | date] = []
        for line in lines:
            day = day_of(line)
            if self._by_day and day != above:
                rows.append(day)
                above = day
            rows.append(line)
        return rows

    # -- reading ----------------------------------------------------------------------------------

    def _want(self, more: int) -> None:
        self._wanted = len(self.rows) + more
        self._read_on()

    def _read_on(self) -> None:
        reader = self._reader
        if reader is None or reader.done or len(self.rows) >= self._wanted:
            self._clock.stop()
            return
        lines = reader.read(self._wanted - len(self.rows))
        if lines:
            last = self.rows[-1] if self.rows else None
            rows = self._with_days(lines, day_of(last) if isinstance(last, Line) else None)
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()
        done: bool = reader.done
        if done or len(self.rows) >= self._wanted:
            self._clock.stop()
            self.settled.emit()
        else:
            # Where few lines are wanted of a long journal, the window stays usable meanwhile.
            self._clock.start()

    def canFetchMore(self, parent: Index) -> bool:
        return self._reader is not None and not self._reader.done and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if not self.is_reading:
            self._want(_AT_ONCE)

    # -- as Qt asks -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if isinstance(found, Line):
                return self.texts(found)[index.column()]
            return self._day_text(found) if index.column() == 0 else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not isinstance(found, Line):
                return self._day_text(found)
            said = zip(self._headings(), self.texts(found), strict=True)
            return ". ".join(f"{heading}: {text or '–'}" for heading, text in said)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._headings()[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def texts(self, line: Line) -> tuple[str, ...]:
        """What the columns say of a line."""
        said = self._said.get(id(line))
        if said is None:
            said = tuple(column.say(self._words, line) for column in self.columns)
            self._said[id(line)] = said
        return said

    def _headings(self) -> list[str]:
        return [self._words.translator.text(column.label) for column in self.columns]

    def _day_text(self, day: date) -> str:
        return deadline_text(Period.day(day), self._words.translator.language, style=Style.LONG)


def day_of(line: Line) -> date:
    """The local day of a line."""
    return line.entry.at.astimezone().date()
