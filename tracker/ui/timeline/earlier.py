"""Paints over the chart where the forecasts lay on the day that is looked back to."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QPainter

from tracker.domain.foresight import finish_then, foreseen, slip_since
from tracker.domain.ranges import DayRange
from tracker.paper.painter import ScenePainter
from tracker.timeline.chart_row import Foreseen
from tracker.timeline.drag_layout import Ground
from tracker.timeline.earlier import EarlierForecast, lay_out_earlier
from tracker.timeline.layout import visible_rows
from tracker.ui.session import Session
from tracker.workspace.outline_rows import OutlineRow


def paint_earlier(
    session: Session, ground: Ground, painter: QPainter, scenes: ScenePainter
) -> None:
    """Of the rows in view whose forecast has moved since."""
    scenes.paint(lay_out_earlier(ground, _moved(session, ground)), painter)


def _moved(session: Session, ground: Ground) -> Iterator[EarlierForecast]:
    seen = visible_rows(ground.rows, ground.viewport, (0.0, ground.viewport.height))
    if seen is None:
        return
    portfolio, on = session.portfolio, session.status_date
    for index in range(seen[0], min(seen[1] + 1, len(session.rows))):
        found = session.rows[index]
        if not isinstance(found, OutlineRow):
            continue
        slip = slip_since(portfolio, found.row, on)
        if slip is None or not slip.has_moved:
            continue
        then, now = finish_then(portfolio, found.row), foreseen(portfolio, found.row, on)
        assert then is not None and now is not None and now.finish is not None
        yield EarlierForecast(index, _days(then), _days(now.finish))


def _days(days: DayRange) -> Foreseen:
    return Foreseen(days.first.toordinal(), days.last.toordinal())
