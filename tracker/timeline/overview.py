"""The minimap: the whole portfolio in a strip, and the window of time that the chart shows.

It covers whole years, from the first to the last of which any project says something, one line a
project. It has a scale of its own (:func:`overview_scale`), by which a drag is turned into days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from math import ceil
from typing import Final

from tracker.domain.answers import kept
from tracker.domain.model import Project
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.domain.reach import reach
from tracker.domain.status import Status, status_of
from tracker.records import record
from tracker.timeline.primitives import (
    Layer,
    Line,
    Measure,
    Rect,
    Scene,
    StyleName,
    Text,
)
from tracker.timeline.scale import TimeScale

OVERVIEW_HEIGHT: Final = 76.0

_TOP: Final = 6.0
_LABELS: Final = 18.0
_LINE: Final = 2.0
_PITCH: Final = 4.5
_FRAME_RADIUS: Final = 4.0
_HANDLE: Final = (4.0, 16.0)
_LEAST_FRAME: Final = 8.0
_HANDLE_REACH: Final = 6.0
_LEAST_DAYS: Final = 1.0
_STYLES: Final = {
    Status.DONE: StyleName.OVERVIEW_DONE,
    Status.IN_PROGRESS: StyleName.OVERVIEW_PROG,
    Status.OVERDUE: StyleName.OVERVIEW_OVER,
}


@record
class OverviewLine:
    """One project: its first and last day, inclusive, and its status."""

    first: int
    last: int
    status: Status


@record
class Overview:
    """The projects that say anything of their time, in their order; the years they cover."""

    lines: tuple[OverviewLine, ...]
    first_day: int
    last_day: int
    status_date: int


def build_overview(portfolio: Portfolio, status_date: date) -> Overview:
    """The overview of every project of the file, whatever the views filter or fold away."""
    found = (_line(portfolio, project, status_date) for project in portfolio.ordered_projects())
    lines = tuple(line for line in found if line is not None)
    first = min((line.first for line in lines), default=status_date.toordinal())
    last = max((line.last for line in lines), default=status_date.toordinal())
    return Overview(
        lines,
        Period.year(date.fromordinal(first).year).first.toordinal(),
        Period.year(date.fromordinal(last).year).last.toordinal(),
        status_date.toordinal(),
    )


def read_ahead(portfolio: Portfolio, status_date: date) -> Iterator[None]:
    """Works out row by row what :func:`build_overview` asks for, which then has it at hand.

    The portfolio may change in between.
    """
    # Parts have mostly come in after what they are part of.
    for item_id in reversed(portfolio.items.column("id")):
        item = portfolio.items.get(item_id)
        if item is not None:
            reach(portfolio, item)
            status_of(portfolio, item, status_date)
            yield


@kept
def _line(portfolio: Portfolio, project: Project, status_date: date) -> OverviewLine | None:
    """From the first to the last day that is promised or was reported of anything in a project."""
    found = reach(portfolio, project)
    days = [found.first, found.last] if found.first else []
    for edge in (found.earliest, found.latest):
        if edge is not None:
            days += [edge.first.toordinal(), edge.last.toordinal()]
    if not days:
        return None
    return OverviewLine(min(days), max(days), status_of(portfolio, project, status_date))


@record
class OverviewScale:
    """Days to pixels of what shows everything; a TimeScale without limits of magnification."""

    first_day: float
    px_per_day: float

    def x(self, day: float) -> float:
        return (day - self.first_day) * self.px_per_day

    def day_at(self, x: float) -> float:
        return self.first_day + x / self.px_per_day


def overview_scale(overview: Overview, width: float) -> OverviewScale:
    days = overview.last_day + 1 - overview.first_day
    return OverviewScale(overview.first_day, max(width, 1.0) / days)


def frame(
    overview: Overview, width: float, chart: TimeScale, chart_width: float
) -> tuple[float, float]:
    """From where to where the window of time reaches that ``chart`` shows in ``chart_width``.

    It may lie outside the minimap; it is never too narrow to be taken hold of.
    """
    scale = overview_scale(overview, width)
    left, right = scale.x(chart.day_at(0)), scale.x(chart.day_at(chart_width))
    if right - left < _LEAST_FRAME:
        middle = (left + right) / 2
        return middle - _LEAST_FRAME / 2, middle + _LEAST_FRAME / 2
    return left, right


class Grip(Enum):
    """What of the window of time a hand takes hold of."""

    LEFT = "its left edge"
    RIGHT = "its right edge"
    WINDOW = "all of it"
    NOTHING = "what lies outside"


def grip_at(window: tuple[float, float], x: float) -> Grip:
    """What lies at ``x`` of the minimap; ``window`` is its :func:`frame`.

    The handles reach a few pixels beyond what is drawn. Of a window so narrow that they would
    meet, the middle third moves it.
    """
    left, right = window
    reach = min(_HANDLE_REACH, (right - left) / 3)
    if left - _HANDLE_REACH <= x <= left + reach:
        return Grip.LEFT
    if right - reach <= x <= right + _HANDLE_REACH:
        return Grip.RIGHT
    return Grip.WINDOW if left < x < right else Grip.NOTHING


def resized(chart: TimeScale, chart_width: float, grip: Grip, day: float) -> TimeScale:
    """The scale of the chart when one edge of the window is drawn to ``day``; the other stays.

    The edges do not pass each other, and the limits of magnification hold.
    """
    first, last = chart.day_at(0), chart.day_at(chart_width)
    if grip is Grip.LEFT:
        scale = TimeScale(first, chart_width / max(last - day, _LEAST_DAYS))
        return replace(scale, origin=last - chart_width / scale.px_per_day)
    return TimeScale(first, chart_width / max(day - first, _LEAST_DAYS))


def lay_out_overview(
    overview: Overview,
    width: float,
    chart: TimeScale,
    chart_width: float,
    *,
    measure: Measure,
    height: float = OVERVIEW_HEIGHT,
) -> Scene:
    """The minimap, (0, 0) at its top left; ``chart`` is the scale of the chart above it."""
    scene = Scene(width, height)
    scale = overview_scale(overview, width)
    left, right = frame(overview, width, chart, chart_width)
    shown = max(left, 0.0), min(right, width)
    scene.add(Layer.BANDS, Rect(0, 0, width, height, StyleName.OVERVIEW))
    if shown[0] < shown[1]:
        area = Rect(shown[0], 0, shown[1] - shown[0], height, StyleName.OVERVIEW_VISIBLE)
        scene.add(Layer.PAST, area)
    _years(scene, overview, scale, measure, (left, right))
    _projects(scene, overview, scale)
    today = scale.x(overview.status_date + 0.5)
    if 0 <= today <= width:
        scene.add(Layer.TODAY, Line(today, 0, today, height, StyleName.TODAY))
    _frame(scene, left, right, height)
    return scene


def _years(
    scene: Scene,
    overview: Overview,
    scale: OverviewScale,
    measure: Measure,
    window: tuple[float, float],
) -> None:
    """A line a year, as many as there is room for; the window itself is kept free of numbers."""
    first, last = (date.fromordinal(day).year for day in (overview.first_day, overview.last_day))
    wide = measure("2000", StyleName.TEXT_OVERVIEW) + 14
    step = max(ceil(wide / (scale.px_per_day * 365.25)), 1)
    y = scene.height - 10
    for year in range(first - first % step, last + 1, step):
        if year < first or year < 1:
            continue
        x = scale.x(date(year, 1, 1).toordinal())
        scene.add(Layer.GRID, Line(x + 0.5, 0, x + 0.5, scene.height, StyleName.OVERVIEW_LINE))
        if x + wide <= scene.width and (x + wide <= window[0] or x >= window[1]):
            scene.add(Layer.LABELS, Text(x + 6, y, str(year), StyleName.TEXT_OVERVIEW))


def _projects(scene: Scene, overview: Overview, scale: OverviewScale) -> None:
    room = scene.height - _TOP - _LABELS - _LINE
    pitch = min(_PITCH, room / max(len(overview.lines) - 1, 1))
    for place, line in enumerate(overview.lines):
        x, end = scale.x(line.first), scale.x(line.last + 1)
        style = _STYLES.get(line.status, StyleName.OVERVIEW_PLAN)
        y = _TOP + place * pitch
        scene.add(Layer.BARS, Rect(x, y, max(end - x, 3.0), _LINE, style, radius=1.0))


def _frame(scene: Scene, left: float, right: float, height: float) -> None:
    if right < 0 or left > scene.width:
        return
    inset = 0.75
    scene.add(
        Layer.FOCUS,
        Rect(
            left,
            inset,
            right - left,
            height - 2 * inset,
            StyleName.OVERVIEW_FRAME,
            radius=_FRAME_RADIUS,
        ),
    )
    wide, high = _HANDLE
    for x in (left, right):
        scene.add(
            Layer.FOCUS,
            Rect(
                x - wide / 2,
                (height - high) / 2,
                wide,
                high,
                StyleName.OVERVIEW_HANDLE,
                radius=wide / 2,
            ),
        )
