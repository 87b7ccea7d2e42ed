"""The filter of the rows: what is asked of them, ticked and typed, shown at once in the views."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.domain.errors import InputError
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.status import Status
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.glyphs import Glyph, paint_glyph
from tracker.paper.theme import Theme
from tracker.timeline.sheets.chip import GLYPH_SIZE
from tracker.ui.arranging import Arranging
from tracker.ui.check_list import CheckList
from tracker.ui.inspector.date_field import DateField
from tracker.ui.period_popup import PERIOD_FIELD
from tracker.ui.popup import Popup
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.filter_words import CONDITION_NAMES, choices
from tracker.workspace.filters import NO_FILTER

_PLACES: Final = {
    "statuses": (0, 0, 2),
    "sides": (0, 1, 1),
    "kinds": (1, 1, 1),
    "regions": (0, 2, 2),
    "sectors": (2, 0, 1),
    "bodies": (2, 1, 1),
}
"""Where each list stands: line, column, and over how many lines."""


class FilterPopup(Popup):
    """Every change shows at once; what is ticked adds up, within a list either will do."""

    def __init__(self, session: Session, anchor: QWidget, theme: Theme) -> None:
        super().__init__(anchor, theme)
        self._session = session
        self._arranging = Arranging(session)
        self.lists: dict[str, CheckList] = {}
        text = session.translator.text
        self.setAccessibleName(text(N_("Filter")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        asked = session.query.filter
        for condition, (line, column, lines) in _PLACES.items():
            made = CheckList(text(CONDITION_NAMES[condition]), theme)
            found = choices(condition, session.portfolio, session.translator)
            glyph = self._glyph if condition == "statuses" else None
            made.offer(found, getattr(asked, condition), glyph)
            made.ticked.connect(self._apply)
            self.lists[condition] = made
            grid.addWidget(self._titled(condition, made), line, column, lines, 1)
        self.period = DateField(session, theme, PERIOD_FIELD)
        language = session.language
        if isinstance(asked.period, Period):
            self.period.begin_with(deadline_text(asked.period, language, style=Style.SHORT))
        self.period.line.setPlaceholderText(
            deadline_text(Period.quarter(session.status_date.year, 4), language, style=Style.SHORT)
        )
        self.period.line.setAccessibleName(text(N_("Period touched")))
        self.period.changed.connect(self._apply)
        self.period.accepted.connect(self.done)
        grid.addWidget(self._titled("period", self.period), 2, 2)
        self.body.addLayout(grid)
        self._count = QLabel()
        self._count.setProperty("ink", "2")
        set_role(self._count, FontRole.SECONDARY)
        self.clear = QPushButton(text(N_("Clear")))
        self.clear.clicked.connect(self._clear)
        leave = QPushButton(text(N_("Close")))
        leave.clicked.connect(self.done)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        for button in (self.clear, leave):
            set_role(button, FontRole.BUTTON)
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.body.addLayout(foot)
        session.rows_reset.connect(self._tell)
        self._tell()

    def begin(self) -> None:
        self.open(self.lists["statuses"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done()
        else:
            super().keyPressEvent(event)

    def _titled(self, condition: str, widget: QWidget) -> QWidget:
        name = CONDITION_NAMES[condition] if condition != "period" else N_("Period touched")
        title = QLabel(self._session.translator.text(name))
        title.setProperty("ink", "2")
        set_role(title, FontRole.CAPTION)
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(title)
        lines.addWidget(widget)
        lines.addStretch(1)
        return box

    def _glyph(self, status: object) -> QIcon:
        """The status as the grid draws it."""
        ratio = self.devicePixelRatioF()
        size = round(GLYPH_SIZE) + 4
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        assert isinstance(status, Status)
        tone = self.theme.tone(status)
        centre = QPointF(size / 2, size / 2)
        paint_glyph(
            painter,
            Glyph.of(status),
            centre,
            colour=tone.fill,
            ground=self.theme.raised,
        )
        painter.end()
        return QIcon(pixmap)

    def _apply(self) -> None:
        """Show what fulfils the filter as it stands; a period that cannot be read asks nothing."""
        try:
            dated = self.period.read()
        except InputError:
            dated = None
        asked: dict[str, Any] = {name: made.chosen for name, made in self.lists.items()}
        period = dated.deadline if dated is not None else None
        row_filter = replace(self._session.query.filter, **asked, period=None)
        if isinstance(period, Period):
            row_filter = replace(row_filter, period=period)
        self._arranging.filter_by(row_filter)
        self._tell()

    def _clear(self) -> None:
        for made in self.lists.values():
            made.untick()
        self.period.begin_with("")
        self._arranging.filter_by(NO_FILTER)
        self._tell()

    def _tell(self) -> None:
        session = self._session
        self.clear.setEnabled(bool(session.query.filter))
        shown, whole = session.counts
        plural = session.translator.plural
        self._count.setText(
            plural("{shown} of {n} row shown", "{shown} of {n} rows shown", whole).format(
                shown=shown, n=whole
            )
        )
