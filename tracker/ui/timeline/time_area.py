"""A scroll area over time: which days are in view, and moving smoothly to others.

Time scrolls without an end in both directions, so that there is no bar for it.
"""

from __future__ import annotations

from datetime import date
from math import exp, log

from PySide6.QtCore import QEasingCurve, QVariantAnimation, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tracker.domain.period import Period
from tracker.timeline.scale import MAX_PX_PER_DAY, MIN_PX_PER_DAY, Level, TimeScale
from tracker.timeline.travel import showing
from tracker.ui.own_viewport import own_viewport
from tracker.ui.style import motion

_MOTION_MS = 160
_ZOOM_STEP = 1.25**2
_FIT_MARGIN = 48.0


class TimeArea(QAbstractScrollArea):
    """Holds the scale; what is painted with it is up to those that derive from it.

    Signals:
        scale_changed: the span of time in view, or its magnification, is another.
        level_changed: carries the Level that the header shows now.
    """

    scale_changed = Signal()
    level_changed = Signal(object)

    def __init__(self, scale: TimeScale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self._scale = self._from = self._to = scale
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(_MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_motion)

    @property
    def scale(self) -> TimeScale:
        return self._scale

    @property
    def level(self) -> Level:
        return self._scale.level

    def set_scale(self, scale: TimeScale, *, smooth: bool = False) -> None:
        """Show another span of time; ``smooth`` moves there where the system has motion at all."""
        if smooth and self.isVisible() and motion(_MOTION_MS, self):
            self._motion.stop()
            self._from, self._to = self._scale, scale
            self._motion.setStartValue(0.0)
            self._motion.setEndValue(1.0)
            self._motion.start()
            return
        self._motion.stop()
        self._apply(scale)

    def zoom_in(self) -> None:
        self._zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        self._zoom(1 / _ZOOM_STEP)

    def zoom_about(self, x: float, factor: float) -> None:
        """Magnify by ``factor``, the day at ``x`` of the viewport staying where it is."""
        self.set_scale(self._goal().zoomed(factor, x))

    def _zoom(self, factor: float) -> None:
        middle = self.viewport().width() / 2
        self.set_scale(self._goal().zoomed(factor, middle), smooth=True)

    @property
    def zoom_position(self) -> float:
        """Where the magnification stands between the least (0) and the greatest (1)."""
        return _position(self._scale.px_per_day)

    def set_zoom_position(self, position: float) -> None:
        px_per_day = exp(
            log(MIN_PX_PER_DAY) + position * (log(MAX_PX_PER_DAY) - log(MIN_PX_PER_DAY))
        )
        self.set_scale(self._scale.at(px_per_day, self.viewport().width() / 2))

    def set_level(self, level: Level) -> None:
        """The usual magnification of a level, about the middle of what is seen."""
        middle = self.viewport().width() / 2
        self.set_scale(self._goal().at(level.px_per_day, middle), smooth=True)

    def show_day(self, day: date) -> None:
        """Bring a day to the middle."""
        wide = self.viewport().width()
        self.set_scale(self._goal().centred_on(day.toordinal() + 0.5, wide), smooth=True)

    def show_period(self, period: Period) -> None:
        """Bring a period to the middle, as a whole."""
        first, last = period.first.toordinal(), period.last.toordinal()
        wide = self.viewport().width()
        self.set_scale(showing(self._goal(), first, last, wide, margin=_FIT_MARGIN), smooth=True)

    def go_to_end(self, span: tuple[int, int] | None, *, first: bool) -> None:
        """The first day of a span at the left, or its last at the right."""
        if span is not None:
            goal, wide = self._goal(), self.viewport().width()
            x = goal.x(span[0]) - _FIT_MARGIN if first else goal.x(span[1] + 1) + _FIT_MARGIN - wide
            self.set_scale(goal.scrolled(x), smooth=True)

    def show_span(self, span: tuple[int, int] | None) -> None:
        """The days from the first to the last of a span, in one width."""
        if span is not None:
            wide = self.viewport().width()
            self.set_scale(TimeScale.fit(*span, wide, margin=_FIT_MARGIN), smooth=True)

    def _goal(self) -> TimeScale:
        """Where a motion under way ends, so that quick steps add up."""
        return self._to if self._motion.state() == QVariantAnimation.State.Running else self._scale

    def _on_motion(self, share: float) -> None:
        if share >= 1.0:
            self._apply(self._to)
            return
        before, after = self._from, self._to
        px_per_day = before.px_per_day * (after.px_per_day / before.px_per_day) ** share
        # The day at the middle of both views wanders evenly; the edges follow from it.
        half = self.viewport().width() / 2
        middle = before.day_at(half) * (1 - share) + after.day_at(half) * share
        self._apply(TimeScale(middle - half / px_per_day, px_per_day))

    def _apply(self, scale: TimeScale) -> None:
        if scale == self._scale:
            return
        level = self._scale.level
        self._scale = scale
        self.scale_changed.emit()
        if scale.level is not level:
            self.level_changed.emit(scale.level)


def _position(px_per_day: float) -> float:
    low, high = log(MIN_PX_PER_DAY), log(MAX_PX_PER_DAY)
    return (log(px_per_day) - low) / (high - low)
