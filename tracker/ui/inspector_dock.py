"""The place of the inspector: beside the chart, and over its edge where the window is narrow.

The place is there with the first frame of a window. What fills it is a sixth of the program, and
comes once the rows have been painted: they are what a person looks for first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QVBoxLayout, QWidget

from tracker.paper.theme import Theme
from tracker.ui.after_paint import after_paint
from tracker.ui.i18n import Texts
from tracker.ui.session import Session
from tracker.ui.style import scaled

if TYPE_CHECKING:
    from tracker.ui.inspector.inspector import Inspector

_WIDTH: Final = 308
_LEAST: Final = 280
_MOST: Final = 420
_BESIDE: Final = 1280
"""From this width of the window on, the inspector stands beside the chart and not over it."""


class InspectorDock(QDockWidget):
    """Shows the inspector of one session after the other; empty while there is none.

    Signals:
        closed: the user wants it away.
        sampling_requested: the risk should be sampled again.
    """

    closed = Signal()
    sampling_requested = Signal()

    def __init__(
        self, window: QMainWindow, middle: QWidget, views: QWidget, texts: Texts, theme: Theme
    ) -> None:
        """``views`` is the part of the ``middle`` that may be covered: no bar above it is."""
        super().__init__(window)
        self.setObjectName("inspector-dock")
        self._texts = texts
        self._window = window
        self._theme = theme
        self._session: Session | None = None
        self._inspector: Inspector | None = None
        self._blank = _Blank(self)
        self._wanted = False
        self._over = False
        self._sized = False
        self._cover = _Cover(middle, views)
        self._cover.escaped.connect(self.closed)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        # No title bar while docked: the inspector says itself what it is about.
        self.setTitleBarWidget(QWidget())
        self.setMinimumWidth(scaled(_LEAST))
        self.setMaximumWidth(scaled(_MOST))
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        texts.changed.connect(self.retranslate)
        self.retranslate()
        self._arrange()

    def set_session(self, session: Session | None) -> None:
        if self._inspector is not None:
            self._inspector.hide()
            self._inspector.deleteLater()
            self._inspector = None
        self._session = session
        if session is not None and self._window.isVisible():
            self._fill()
        elif session is not None:
            self.setWidget(self._blank)
            after_paint(self._window, session, self._fill)
        self._arrange()

    def _fill(self) -> None:
        """Make the inspector where it is still to be made."""
        if self._session is None or self._inspector is not None:
            return
        # The welcome screen and the first frame do without it and what it brings along.
        from tracker.ui.inspector.inspector import Inspector

        self._inspector = Inspector(self._session, self._theme)
        self._inspector.close_requested.connect(self.closed)
        self._inspector.sampling_requested.connect(self.sampling_requested)
        self._arrange()

    def show_inspector(self, shown: bool) -> None:
        self._wanted = shown
        self._arrange()

    def set_window_width(self, width: int) -> None:
        """Stand beside the middle of a wide window and over that of a narrow one."""
        over = width < _BESIDE
        if over is not self._over:
            self._over = over
            self._arrange()

    def parts(self) -> list[QWidget]:
        """The inspector where it is shown."""
        if self.isVisible() or self._cover.isVisible():
            self._fill()
        return [self._inspector] if self._inspector and self._inspector.isVisible() else []

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._blank.setStyleSheet(f"background: {theme.panel.name()};")
        if self._inspector is not None:
            self._inspector.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._sized:
            # Asked for once: from then on the place keeps its width, whatever comes into it.
            self._sized = True
            self._window.resizeDocks([self], [scaled(_WIDTH)], Qt.Orientation.Horizontal)

    def retranslate(self) -> None:
        self.setWindowTitle(self._texts.text("Inspector"))

    def _arrange(self) -> None:
        shown = self._wanted and self._session is not None
        if self._inspector is not None:
            if self._over:
                self._cover.hold(self._inspector)
            else:
                self.setWidget(self._inspector)
            self._inspector.show()
        self._cover.setVisible(shown and self._over)
        self.setVisible(shown and not self._over)
        if self._inspector is not None:
            self._inspector.settle()


class _Blank(QWidget):
    """Keeps the place of the inspector, as wide as it will be."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), 0)


class _Cover(QFrame):
    """Covers the right edge of ``below``, a part of ``around``, as far as the inspector is wide."""

    escaped = Signal()

    def __init__(self, around: QWidget, below: QWidget) -> None:
        super().__init__(around)
        self.setObjectName("cover")
        self._around, self._below = around, below
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(1, 0, 0, 0)
        for watched in (around, below):
            watched.installEventFilter(self)
        self.hide()

    def hold(self, inspector: QWidget) -> None:
        self._inside.addWidget(inspector)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        around = self._around.rect()
        width = scaled(_WIDTH)
        top = self._below.y() if self._below.parentWidget() is self._around else 0
        self.setGeometry(around.width() - width, top, width, around.height() - top)
        self.raise_()
