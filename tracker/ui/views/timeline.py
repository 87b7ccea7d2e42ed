"""The Timeline: the tree grid and the chart of the same rows, side by side."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QByteArray, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.timeline.header import BAND_HEIGHT
from tracker.timeline.scale import Level
from tracker.ui.delegates.style import GridStyle
from tracker.ui.grid.grid import Grid
from tracker.ui.grid.rows_view import Manners
from tracker.ui.models.columns import TIMELINE_COLUMNS
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.style import Themed
from tracker.ui.timeline.legend import Legend
from tracker.ui.timeline.minimap import Minimap
from tracker.ui.timeline.view import TimelineView
from tracker.ui.views.empty_notice import EmptyNotice
from tracker.workspace.changes import Changes

if TYPE_CHECKING:
    from tracker.ui.row_menu import RowMenu
    from tracker.ui.timeline.comparison_bar import ComparisonBar
    from tracker.ui.timeline.link_popup import LinkPopup
    from tracker.ui.timeline.reason_popup import ReasonPopup
    from tracker.ui.timeline.whole_view import WholeView

_MANNERS: Final = Manners(
    columns=TIMELINE_COLUMNS,
    row_height=32,
    header_height=int(BAND_HEIGHT),
    whole_rows=True,
    add_line=True,
    sortable=True,
)
_MARGIN: Final = 12
_LEAST_CHART: Final = 260

PartT = TypeVar("PartT", bound=Themed)


class TimelinePage(QWidget):
    """Grid and chart over one RowGeometry, with legend and overview below them.

    Signals:
        level_changed: carries the Level that the chart shows now.
        compare_wanted: the user wants to choose another plan to compare with.
    """

    level_changed = Signal(object)
    compare_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.row_geometry = RowGeometry(height=_MANNERS.row_height, parent=self)
        self.grid = Grid(session, theme, _MANNERS, self.row_geometry)
        self.chart = TimelineView(session, theme, self.row_geometry)
        self.chart.comparing.changed.connect(self._show_comparison)
        self._comparison: ComparisonBar | None = None
        self._made_late: list[Themed] = []
        self._title = _TitleBand(session, theme)
        self._legend = Legend(session, theme, self.chart, self.row_geometry)
        self._minimap = Minimap(session, theme, self.chart)
        self.notice = EmptyNotice(
            session, theme, self.chart.viewport(), N_("Type a name on the left.")
        )
        self.chart.hand.committed.connect(lambda ids: self._reason.offer(ids))
        self.chart.link_activated.connect(lambda at: self._link_popup.open_at(at))
        self.chart.menu_wanted.connect(lambda at: self._menu.popup(self.chart, at))
        self.notice.project_wanted.connect(self.grid.new_project)
        self.grid.menu_wanted.connect(lambda at: self._menu.popup(self.grid, at))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        # One pixel is drawn; Qt takes the mouse a few pixels either side.
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(_stack(self._title, self.grid, self._legend))
        right = _stack(self.chart, self._minimap)
        # Large text makes a wide grid: its name gives way before time is out of sight.
        right.setMinimumWidth(_LEAST_CHART)
        self._splitter.addWidget(right)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._splitter, 1)
        natural = self.grid.columns.natural_width
        # The chart takes what the page gets beyond that.
        self._splitter.setSizes([natural, natural])
        self.chart.level_changed.connect(self.level_changed)
        self.chart.hand.created.connect(self._name)
        self.grid.columns.width_wanted.connect(self._give_width)
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        session.language_changed.connect(self._on_language)
        self._moved = False
        self._whole: WholeView | None = None
        self.setFocusProxy(self.grid)

    # -- what comes when it is first asked for ----------------------------------------------------

    @cached_property
    def _reason(self) -> ReasonPopup:
        from tracker.ui.timeline.reason_popup import ReasonPopup

        return self._late(ReasonPopup(self._session, self.chart.theme, self.chart))

    @cached_property
    def _link_popup(self) -> LinkPopup:
        from tracker.ui.timeline.link_popup import LinkPopup

        return self._late(LinkPopup(self._session, self.chart.theme, self.chart))

    @cached_property
    def _menu(self) -> RowMenu:
        from tracker.ui.row_menu import RowMenu

        chart = self.chart
        return RowMenu(self._session, lambda: [*self.actions(), *chart.actions()], chart)

    def _show_comparison(self) -> None:
        """Put the line over the chart that tells of the first comparison, and of all later ones."""
        if self._comparison is None:
            from tracker.ui.timeline.comparison_bar import ComparisonBar

            self._comparison = ComparisonBar(self._session, self.chart.comparing, self)
            self._comparison.changing.connect(self.compare_wanted)
            self._layout.insertWidget(0, self._comparison)

    def _late(self, part: PartT) -> PartT:
        """Let a part follow the theme from now on."""
        self._made_late.append(part)
        return part

    # -- what the window asks of the page ---------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.grid.set_theme(theme)
        self.chart.set_theme(theme)
        self._title.set_theme(theme)
        self.notice.set_theme(theme)
        self._legend.set_theme(theme)
        self._minimap.set_theme(theme)
        for part in self._made_late:
            part.set_theme(theme)
        if self._whole is not None:
            self._whole.set_theme(theme)

    @property
    def whole(self) -> WholeView | None:
        """The whole portfolio in one screen, while it is shown instead of the rows."""
        return self._whole if self._whole is not None and not self._whole.isHidden() else None

    def toggle_whole(self) -> None:
        """Show the whole portfolio in one screen, or the rows again."""
        if self.whole is not None:
            self._show_rows()
            return
        if self._whole is None:
            # Brings numpy along, which the first frame does not wait for.
            from tracker.ui.timeline.whole_view import WholeView

            self._whole = WholeView(self._session, self.chart.theme, lambda: self.chart.chart)
            self._whole.chosen.connect(self._on_chosen)
            self._whole.left.connect(self._show_rows)
            self._layout.addWidget(self._whole)
        self._splitter.hide()
        self._whole.show()
        self._whole.setFocus()

    def _show_rows(self) -> None:
        if self._whole is not None:
            self._whole.hide()
        self._splitter.show()
        self.grid.setFocus()

    def _on_chosen(self, key: RowKey, day: int) -> None:
        self._show_rows()
        self._session.select([key], key)
        self.chart.show_day(date.fromordinal(day))

    def explain(self) -> None:
        """Let a reason or a source be given for the dates of the current row."""
        self._reason.explain_row()

    def _name(self, key: RowKey) -> None:
        """Type the name of a row that was made on the chart."""
        self._session.select([key], key)
        self.grid.rename()

    def set_compact(self, compact: bool) -> None:
        """Lower rows in the grid, and with it in the chart."""
        self.grid.set_compact(compact)

    @property
    def level(self) -> Level:
        return self.chart.level

    def zoom_in(self) -> None:
        self.chart.zoom_in()

    def zoom_out(self) -> None:
        self.chart.zoom_out()

    def fit(self) -> None:
        self.chart.fit()

    def go_to_today(self) -> None:
        self.chart.go_to_today()

    def save_state(self) -> bytes:
        """The columns and the place of the splitter, for :meth:`restore_state`."""
        splitter = bytes(self._splitter.saveState().toBase64().data())
        return splitter + b"\n" + self.grid.columns.save_state()

    def restore_state(self, state: bytes) -> None:
        """Put all as it was saved; a state that makes no sense changes nothing."""
        splitter, _, columns = state.partition(b"\n")
        self.grid.columns.restore_state(columns)
        self._moved = self._splitter.restoreState(QByteArray.fromBase64(QByteArray(splitter)))

    # -- widths -----------------------------------------------------------------------------------

    def _on_splitter_moved(self) -> None:
        self._moved = True

    def _on_language(self) -> None:
        # Another language needs other widths, unless the user has chosen his own.
        if not self._moved:
            self._give_width(self.grid.columns.natural_width)

    def _give_width(self, grid_width: int) -> None:
        """Make the grid as wide as its columns; the chart keeps at least a third."""
        room = self._splitter.width()
        grid = min(grid_width, room * 2 // 3)
        self._splitter.setSizes([grid, room - grid])


def _stack(*widgets: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return box


class _TitleBand(QWidget):
    """The portfolio's title and how many projects it has, in the height of the upper band."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self.setFixedHeight(int(BAND_HEIGHT))
        for signal in (session.rows_reset, session.language_changed):
            signal.connect(self.update)
        session.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("projects", "settings"):
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        session, theme = self._session, self._theme
        style = GridStyle(theme, QApplication.font().pointSizeF())
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.head)
        painter.setPen(theme.line)
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        count = len(session.portfolio.projects)
        texts = (
            (style.strong, session.portfolio.setting("title"), theme.ink),
            (
                style.body,
                session.translator.plural("{n} project", "{n} projects", count),
                theme.ink2,
            ),
        )
        x = float(_MARGIN)
        for face, text, colour in texts:
            shown = face.elided(text.replace("{n}", str(count)), self.width() - x - 8)
            painter.setFont(face.font)
            painter.setPen(colour)
            painter.drawText(QPointF(x, face.baseline(0, self.height() - 1)), shown)
            x += face.width(shown) + 10 if shown else 0
        painter.end()
