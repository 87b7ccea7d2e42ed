"""What the selected cells come to, in the status bar: sum, least, most and count by column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tracker.domain.amounts import amount_text
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.values import Amount
from tracker.language import N_, Translator
from tracker.ui.models.cells import without_said_unit

if TYPE_CHECKING:
    from tracker.ui.grid.sums import ColumnReach, SelectionSums

_LEAST: Final = 80
_BETWEEN: Final = "   "
_WITHIN: Final = " · "
_BREAKS: Final = re.compile(f"{_BETWEEN}|{_WITHIN}")


class SelectionLabel(QLabel):
    """One line, without what there is no room for; the tool tip has all of it in lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_sums(self, sums: SelectionSums | None, translator: Translator) -> None:
        """Show what several cells come to; nothing for one cell, which is seen anyway."""
        self.setVisible(sums is not None and sums.cells > 1)
        if sums is not None:
            # Beside each other, columns have room for their sums only.
            brief = len(sums.columns) > 1
            self.setText(_BETWEEN.join(sums_texts(sums, translator, brief=brief)))
            self.setToolTip("\n".join(sums_texts(sums, translator)))
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags, self.shown_in(self.width()))
        painter.end()

    def shown_in(self, width: int) -> str:
        """As much of the text as ``width`` has room for: a figure cut in two would be another."""
        text, room = self.text(), self.fontMetrics().horizontalAdvance
        if room(text) <= width:
            return text
        ends = [found.start() for found in _BREAKS.finditer(text)]
        cut = (f"{text[:end]} …" for end in reversed(ends))
        return next((shown for shown in cut if room(shown) <= width), "…")


def sums_texts(sums: SelectionSums, translator: Translator, *, brief: bool = False) -> list[str]:
    """How many cells there are, and a line for each column with numbers or dates.

    Where ``brief``, what has a sum goes without its least and most.
    """
    cells = translator.plural("{n} cell selected", "{n} cells selected", sums.cells)
    first = cells.format(n=sums.cells)
    if sums.filled:
        first = f"{first}{_WITHIN}{_count(sums.filled, translator)}"
    return [first, *(_column_text(column, translator, brief=brief) for column in sums.columns)]


def _column_text(column: ColumnReach, translator: Translator, *, brief: bool) -> str:
    parts = []
    if column.sums:
        said = _amounts(column.sums, translator)
        parts.append(translator.text(N_("sum {amount}")).format(amount=said))
    if column.dates is not None:
        labels = N_("earliest {date}"), N_("latest {date}")
        for label, period in zip(labels, column.dates, strict=True):
            said = deadline_text(period, translator.language, style=Style.SHORT)
            parts.append(translator.text(label).format(date=said))
    elif column.ends and column.count > 1 and not (brief and column.sums):
        for label, place in ((N_("min {amount}"), 0), (N_("max {amount}"), 1)):
            said = _amounts((pair[place] for pair in column.ends), translator)
            parts.append(translator.text(label).format(amount=said))
    parts.append(_count(column.count, translator))
    return f"{translator.text(column.title)}: {_WITHIN.join(parts)}"


def _amounts(amounts: Iterable[Amount], translator: Translator) -> str:
    return "; ".join(amount_text(without_said_unit(amount), translator) for amount in amounts)


def _count(count: int, translator: Translator) -> str:
    return translator.text(N_("count {n}")).format(n=count)
