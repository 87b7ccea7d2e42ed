"""What the marks of the chart mean, beside the minimap: those that have been seen of these rows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.timeline.legend import COMPARED, ENTRIES, LegendEntry, entries_in_use, lay_out_legend
from tracker.timeline.overview import OVERVIEW_HEIGHT
from tracker.timeline.primitives import Scene
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.popup import Popup
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.ui.timeline.view import TimelineView

_MARGIN: Final = 12
_WHOLE_WIDTH: Final = 400.0


class Legend(QWidget):
    """Follows the chart. An entry that was needed once stays until other rows are shown.

    Where there is no room for all entries, a button shows the whole legend.
    """

    def __init__(
        self, session: Session, theme: Theme, view: TimelineView, geometry: RowGeometry
    ) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self._geometry = geometry
        self._painter = ScenePainter(theme)
        self.entries: tuple[LegendEntry, ...] = ()
        self.setFixedHeight(int(OVERVIEW_HEIGHT))
        self.more = QToolButton(self)
        self.more.setProperty("look", "plain")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self.show_whole)
        set_role(self.more, FontRole.CHIP)
        # All that leads to other rows in view comes together, and is looked at once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        for signal in (geometry.scrolled, geometry.changed, session.rows_patched):
            signal.connect(self._look_soon)
        for signal in (session.rows_reset, session.status_date_changed):
            signal.connect(self._begin_anew)
        view.comparing.changed.connect(self._begin_anew)
        session.language_changed.connect(self.retranslate)
        self._look_soon()
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._painter = ScenePainter(theme)
        self.update()

    def retranslate(self) -> None:
        text = self._session.translator.text
        self.setAccessibleName(text(N_("Legend")))
        self.more.setToolTip(text(N_("Show the whole legend")))
        self.more.setAccessibleName(text(N_("Show the whole legend")))
        self._arrange()

    # -- what is needed ---------------------------------------------------------------------------

    def _look_soon(self) -> None:
        self._soon.start()

    def _begin_anew(self) -> None:
        self.entries = ()
        self._arrange()
        self._look_soon()

    def _look(self) -> None:
        chart = self._view.chart
        seen = self._geometry.visible(self._view.viewport().height())
        # The grid may be about to take in other rows.
        rows = chart.rows(seen.start, min(seen.stop, len(chart)) - 1) if seen else []
        needed = {*self.entries, *entries_in_use(rows, chart.status_date)}
        other = self._view.comparing.other
        if other is not None and other.differs(seen):
            needed.add(COMPARED)
        entries = tuple(entry for entry in (*ENTRIES, COMPARED) if entry in needed)
        if entries != self.entries:
            self.entries = entries
            self._arrange()

    # -- room -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show the button where entries are left out, and say how many."""
        text = self._session.translator.text
        self.setAccessibleDescription("; ".join(text(entry.text) for entry in self.entries))
        shown, _ = self._lay_out()
        left_out = len(self.entries) - shown
        self.more.setVisible(left_out > 0)
        self.more.setText(f"+{left_out}")
        size = self.more.sizeHint()
        self.more.setGeometry(
            self.width() - size.width() - 4,
            self.height() - size.height() - 4,
            size.width(),
            size.height(),
        )
        self.update()

    def _lay_out(self) -> tuple[int, Scene]:
        """As many of the entries as there is room for, and how many these are."""
        room = float(self.width() - 2 * _MARGIN)
        for shown in range(len(self.entries), 0, -1):
            some = shown < len(self.entries)
            scene = lay_out_legend(
                room - (self.more.sizeHint().width() if some else 0),
                self._session.translator,
                self._painter.measure,
                entries=self.entries[:shown],
            )
            if scene.height <= self.height():
                return shown, scene
        return 0, Scene(room, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._painter.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.sunk)
        painter.setPen(theme.line2)
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        _, scene = self._lay_out()
        painter.translate(_MARGIN, round((self.height() - scene.height) / 2))
        self._painter.paint(scene, painter)
        painter.end()

    def show_whole(self) -> None:
        """Open the legend of every mark that the chart knows."""
        popup = Popup(self.more, self._painter.theme)
        text = self._session.translator.text
        heading = QLabel(text(N_("Legend")))
        set_role(heading, FontRole.BODY_STRONG)
        close = QPushButton(text(N_("Close")))
        close.clicked.connect(popup.done)
        set_role(close, FontRole.BUTTON)
        popup.setAccessibleName(text(N_("Legend")))
        popup.body.addWidget(heading)
        popup.body.addWidget(_Entries(self._session, self._painter))
        popup.body.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        popup.open(close)


class _Entries(QWidget):
    """All the entries, one below the other where they are long."""

    def __init__(self, session: Session, painter: ScenePainter) -> None:
        super().__init__()
        self._painter = painter
        entries = (*ENTRIES, COMPARED)
        self._scene = lay_out_legend(
            _WHOLE_WIDTH, session.translator, painter.measure, entries=entries
        )
        texts = [session.translator.text(entry.text) for entry in entries]
        self.setAccessibleName("; ".join(texts))
        self.setFixedSize(QSize(round(self._scene.width), round(self._scene.height)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._painter.paint(self._scene, painter)
        painter.end()
