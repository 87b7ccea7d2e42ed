"""The zoom of the timeline in the tool bar: the level by name, and one continuous scale."""

from __future__ import annotations

from math import log
from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QSlider, QToolButton, QWidget

from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.timeline.scale import MAX_PX_PER_DAY, MIN_PX_PER_DAY, Level
from tracker.ui.actions import Actions
from tracker.ui.i18n import Texts
from tracker.ui.icons import icon
from tracker.ui.style import set_role

_STEPS: Final = 1000
_LEVEL_NAMES: Final = {
    Level.DAY: N_("Day"),
    Level.WEEK: N_("Week"),
    Level.MONTH: N_("Month"),
    Level.QUARTER: N_("Quarter"),
    Level.HALF_YEAR: N_("Half-year"),
    Level.YEAR: N_("Year"),
    Level.DECADE: N_("Decade"),
}


class Zoomable(Protocol):
    """What has a time scale; positions run from 0 (centuries) to 1 (days)."""

    scale_changed: SignalInstance

    @property
    def level(self) -> Level: ...
    @property
    def zoom_position(self) -> float: ...
    def set_zoom_position(self, position: float) -> None: ...
    def set_level(self, level: Level) -> None: ...


class ZoomGroup(QFrame):
    """Shows and sets the time scale of one chart at a time."""

    def __init__(self, texts: Texts, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("zoom")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._texts = texts
        self._target: Zoomable | None = None
        self._level = QToolButton()
        self._level.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._level.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._level.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._level.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self._level, FontRole.BUTTON)
        self._menu = QMenu(self._level)
        self._levels = QActionGroup(self)
        for level in Level:
            choice = QAction(self, checkable=True)
            choice.setData(level)
            self._levels.addAction(choice)
            self._menu.addAction(choice)
        self._levels.triggered.connect(self._choose)
        self._level.setMenu(self._menu)
        self._slider = _Slider()
        self._slider.valueChanged.connect(self._slide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(2)
        layout.addWidget(self._level)
        self._steps = [_step(actions["zoom-out"]), _step(actions["zoom-in"])]
        layout.addWidget(self._steps[0])
        layout.addWidget(self._slider)
        layout.addWidget(self._steps[1])
        texts.changed.connect(self.retranslate)
        self.retranslate()

    def set_target(self, target: Zoomable) -> None:
        """Follow another chart; the one before is gone with its file."""
        self._target = target
        target.scale_changed.connect(self._show_scale)
        self._show_scale()

    def set_compact(self, compact: bool) -> None:
        """Keep the name of the level alone where there is no room; keys and wheel still zoom."""
        for widget in (*self._steps, self._slider):
            widget.setVisible(not compact)

    def set_theme(self, theme: Theme) -> None:
        self._level.setIcon(icon("chevron-down", theme))
        self._slider.theme = theme
        self._slider.update()

    def retranslate(self) -> None:
        _ = self._texts.text
        for choice in self._levels.actions():
            choice.setText(_(_LEVEL_NAMES[choice.data()]))
        self._level.setToolTip(_("What one column of the timeline stands for"))
        self._level.setAccessibleName(_("What one column of the timeline stands for"))
        self._slider.setAccessibleName(_("Magnification of the timeline"))
        self._slider.setToolTip(_("Magnification of the timeline"))
        self._level.setMinimumWidth(self._widest_level())
        self._name_level()

    def _widest_level(self) -> int:
        """So that what stands beside it stays where it is from level to level."""
        self._level.setMinimumWidth(0)
        widths = []
        for choice in self._levels.actions():
            self._level.setText(choice.text())
            widths.append(self._level.sizeHint().width())
        return max(widths)

    def _show_scale(self) -> None:
        if self._target is not None:
            self._slider.blockSignals(True)
            self._slider.setValue(round(self._target.zoom_position * _STEPS))
            self._slider.blockSignals(False)
            self._name_level()

    def _name_level(self) -> None:
        level = self._target.level if self._target else Level.QUARTER
        for choice in self._levels.actions():
            if choice.data() == level:
                choice.setChecked(True)
                self._level.setText(choice.text())

    def _choose(self, choice: QAction) -> None:
        if self._target is not None:
            # Qt keeps the text of the member only.
            self._target.set_level(Level(choice.data()))

    def _slide(self, value: int) -> None:
        if self._target is not None:
            self._target.set_zoom_position(value / _STEPS)


def _position(level: Level) -> float:
    """Where the usual magnification of a level stands between the least (0) and the greatest."""
    return log(level.px_per_day / MIN_PX_PER_DAY) / log(MAX_PX_PER_DAY / MIN_PX_PER_DAY)


def _step(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoRepeat(True)
    return button


class _Slider(QSlider):
    """A thin line with a stop for each level."""

    theme: Theme | None = None

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _STEPS)
        self.setSingleStep(_STEPS // 40)
        self.setPageStep(_STEPS // 8)
        self.setFixedWidth(92)

    def sizeHint(self) -> QSize:
        return QSize(92, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled = self.isEnabled()
        middle = self.height() / 2
        left, wide = 8.0, self.width() - 16.0
        painter.setPen(QPen(self.theme.line3, 1.5))
        painter.drawLine(QPointF(left, middle), QPointF(left + wide, middle))
        for level in Level:
            x = left + wide * _position(level)
            painter.drawLine(QPointF(x, middle - 2), QPointF(x, middle + 2))
        knob = QPointF(left + wide * self.value() / _STEPS, middle)
        painter.setPen(QPen(self.theme.accent if enabled else self.theme.dis, 2))
        painter.setBrush(self.theme.btn)
        painter.drawEllipse(knob, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(self.theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
