"""The line below the register: the figures of the projects shown, added up unit by unit."""

from __future__ import annotations

from math import inf
from typing import Final, cast

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from tracker.domain.amounts import amount_text
from tracker.domain.fields import Field, value_of
from tracker.domain.values import Amount
from tracker.paper.theme import Theme
from tracker.ui.delegates.cell_painter import FOLD_BOX, PADDING
from tracker.ui.delegates.style import Face, GridStyle
from tracker.ui.grid.grid import Grid
from tracker.ui.grid.sums import ColumnSum, column_sum
from tracker.ui.models.cells import without_said_unit
from tracker.workspace.grouping import projects_among

_SUMMED: Final = ("value", "jobs")
_LINE: Final = 22
_MARGIN: Final = 6


class TotalsLine(QWidget):
    """Stands below a grid and keeps to its columns."""

    def __init__(self, grid: Grid, theme: Theme) -> None:
        super().__init__()
        self._grid = grid
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        self._sums: dict[str, ColumnSum] = {}
        self._projects = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        header = grid.horizontalHeader()
        for signal in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            signal.connect(self.update)
        grid.horizontalScrollBar().valueChanged.connect(self.update)
        session = grid.session
        for renewing in (session.rows_reset, session.rows_patched, session.language_changed):
            renewing.connect(self._renew)
        self._renew()

    @property
    def sums(self) -> dict[str, ColumnSum]:
        """The sums by the keys of their fields."""
        return self._sums

    def set_theme(self, theme: Theme) -> None:
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        self.updateGeometry()
        self.update()

    def _renew(self) -> None:
        session = self._grid.session
        context = session.context
        projects = projects_among(session.rows)
        self._projects = len(projects)

        def values(field: Field) -> list[Amount | None]:
            return [cast("Amount | None", value_of(field, row, context)) for row in projects]

        self._sums = {
            column.field.key: column_sum(column.title, values(column.field))
            for column in self._grid.rows.columns
            if column.field.key in _SUMMED
        }
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = max([1, *(len(total.sums) for total in self._sums.values())])
        return QSize(0, self._style.scaled(_LINE) * lines + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        style, theme = self._style, self._style.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.head)
        painter.setPen(theme.line2)
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        end = self._paint_title(painter)
        left = inf
        boxes = [(box, total) for key, total in self._sums.items() if (box := self._box(key))]
        for box, total in sorted(boxes, key=lambda each: each[0].left(), reverse=True):
            # A sum that is wider than its column pushes the one before to the left.
            right = min(float(box.right()) - PADDING, left - 2 * PADDING)
            left = min(float(box.left()), right - self._paint_sums(painter, right, total))
        unknown = sum(total.empty for total in self._sums.values())
        if boxes and unknown:
            text = self._grid.session.translator.text(
                "empty cells are counted as unknown, not as zero"
            )
            # Beside the title: right of the sums there is no room left in most windows.
            x = end + 2 * PADDING
            shown = style.secondary.elided(text, min(left, self.width()) - x - 2 * PADDING)
            self._write(painter, shown, x, 0, theme.ink3, face=style.secondary)
        painter.end()

    def _paint_title(self, painter: QPainter) -> float:
        """Where it ends."""
        box = self._box("name")
        translator = self._grid.session.translator
        text = translator.plural("Total of {n} project", "Total of {n} projects", self._projects)
        x = (box.left() if box else 0) + PADDING + FOLD_BOX
        title = text.replace("{n}", str(self._projects))
        self._write(painter, title, x, 0, self._style.theme.ink)
        return x + self._style.strong.width(title)

    def _paint_sums(self, painter: QPainter, right: float, total: ColumnSum) -> float:
        """Each sum below the other, flush with ``right``; how wide the widest is."""
        widest = 0.0
        for line, amount in enumerate(total.sums):
            text = amount_text(without_said_unit(amount), self._grid.session.translator)
            wide = self._style.strong.width(text)
            self._write(painter, text, right - wide, line, self._style.theme.ink)
            widest = max(widest, wide)
        return widest

    def _write(
        self,
        painter: QPainter,
        text: str,
        x: float,
        line: int,
        colour: QColor,
        *,
        face: Face | None = None,
    ) -> None:
        face = face or self._style.strong
        high = self._style.scaled(_LINE)
        painter.setFont(face.font)
        painter.setPen(colour)
        painter.drawText(QPointF(x, face.baseline(_MARGIN + line * high, high)), text)

    def _box(self, key: str) -> QRect | None:
        """Where a column stands, in this widget; None while it is hidden."""
        header = self._grid.header
        section = self._grid.rows.column_of(key)
        if header.isSectionHidden(section):
            return None
        corner = header.mapTo(self._grid, header.rect().topLeft())
        left = corner.x() + header.shown_section(section).left()
        return QRect(left, 0, header.sectionSize(section), self.height())
