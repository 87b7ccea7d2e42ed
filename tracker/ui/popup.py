"""A panel that opens below a button and is gone again when the user is done with it.

It lies over the window as its child, so that other sheets can lie over it, and keeps the keyboard
until Esc or a click elsewhere; Tab goes round inside it.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tracker.paper.theme import Theme

_SHADOW = 8
_GAP = 4
_INSIDE = 16


class Popup(QWidget):
    """Fill ``body``; ``anchor`` is what it belongs to. One panel is open in a window at a time.

    Signals:
        closed: the panel is put away.
    """

    closed = Signal()

    def __init__(self, anchor: QWidget, theme: Theme) -> None:
        super().__init__(anchor.window())
        self.theme = theme
        self._anchor = anchor
        self._before: QWidget | None = None
        self.body = QVBoxLayout(self)
        around = _SHADOW + _INSIDE
        self.body.setContentsMargins(around, around - 2, around, around - 2)
        self.body.setSpacing(8)
        self.hide()

    def open(self, first: QWidget) -> None:
        """Show the panel below its anchor, with the keyboard in ``first``."""
        self.close_all(self.window())
        self._before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def done(self) -> None:
        """Put the panel away for good, and the keyboard where it was."""
        if self.isHidden():
            return
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        focused = QApplication.focusWidget()
        self.hide()
        if self._before is not None and (focused is None or self.isAncestorOf(focused)):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()
        self.closed.emit()

    @staticmethod
    def close_all(window: QWidget) -> None:
        """Put away whatever panel is open in a window."""
        for popup in window.findChildren(Popup):
            popup.done()

    def place(self) -> None:
        """Stand below the anchor, within the window."""
        self.adjustSize()
        window = self.window()
        size = self.size().boundedTo(window.size())
        shown = self._anchor if self._anchor.isVisible() else window
        corner = shown.mapTo(window, QPoint(0, shown.height() if shown is self._anchor else 48))
        x = min(max(corner.x() - _SHADOW, 0), window.width() - size.width())
        y = min(corner.y() + _GAP - _SHADOW, window.height() - size.height())
        self.setGeometry(x, max(y, 0), size.width(), size.height())

    # -- leaving ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done()
        # Nothing behind the panel hears its keys.
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            at = cast(QMouseEvent, event).globalPosition().toPoint()
            inside = self.rect().contains(self.mapFromGlobal(at))
            if not inside and not self._belongs(watched):
                self.done()
        elif event.type() is QEvent.Type.Resize and watched is self.window():
            self.place()
        return False

    def _belongs(self, widget: QWidget) -> bool:
        """Whether a click there is no click elsewhere."""
        from tracker.ui.delegates.reading_popup import ReadingPopup

        return isinstance(widget, ReadingPopup) or self._owns(widget)

    def _owns(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget) or widget.window() is not self.window()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Go round inside the panel."""
        parts = [
            part
            for part in self.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and part.isVisible()
            and part.isEnabled()
            and part.focusProxy() is None
        ]
        focused = QApplication.focusWidget()
        if not parts or focused not in parts:
            return super().focusNextPrevChild(forwards)
        step = 1 if forwards else -1
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        parts[(parts.index(focused) + step) % len(parts)].setFocus(reason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        paint_sheet(painter, sheet, self.theme.raised, self.theme.line2)
        painter.end()


def paint_sheet(painter: QPainter, sheet: QRectF, ground: QColor, edge: QColor) -> None:
    """A rounded sheet with its shadow, the only one that the design allows."""
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(_SHADOW, 0, -2):
        painter.setBrush(QColor(18, 23, 33, 9))
        painter.drawRoundedRect(sheet.adjusted(-spread, -spread + 3, spread, spread), 10, 10)
    painter.setBrush(ground)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
