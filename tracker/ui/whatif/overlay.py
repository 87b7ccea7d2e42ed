"""Paints over the chart what the plan says where something else is supposed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QPainter

from tracker.domain.foresight import foreseen
from tracker.domain.model import Item
from tracker.paper.painter import ScenePainter
from tracker.timeline.chart_row import Foreseen
from tracker.timeline.drag_layout import Ground
from tracker.timeline.layout import visible_rows
from tracker.timeline.outline_source import OutlineSource
from tracker.timeline.what_if import (
    PLANNED_STRENGTH,
    PlannedRow,
    lay_out_planned,
    lay_out_supposed,
)
from tracker.ui.session import Session
from tracker.workspace.outline_rows import OutlineRow


def paint_what_if(
    session: Session, ground: Ground, painter: QPainter, scenes: ScenePainter
) -> None:
    """Of the rows in view; nothing while no what-if is on."""
    if not session.what_if.is_on:
        return
    rows = list(_planned(session, ground))
    painter.setOpacity(PLANNED_STRENGTH)
    scenes.paint(lay_out_planned(ground, rows), painter)
    painter.setOpacity(1.0)
    scenes.paint(lay_out_supposed(ground, rows), painter)


def _planned(session: Session, ground: Ground) -> Iterator[PlannedRow]:
    seen = visible_rows(ground.rows, ground.viewport, (0.0, ground.viewport.height))
    if seen is None:
        return
    plan = OutlineSource(session.portfolio, session.rows, session.status_date)
    for index in range(seen[0], min(seen[1] + 1, len(session.rows))):
        found = session.rows[index]
        if not isinstance(found, OutlineRow):
            continue
        row = found.row
        known = foreseen(session.portfolio, row, session.status_date)
        before = known.planned_finish if known is not None and known.is_supposed else None
        supposed = isinstance(row, Item) and session.what_if.span(row) is not None
        if supposed or before is not None:
            yield PlannedRow(
                index,
                plan.marks(index) if supposed else None,
                Foreseen(before.first.toordinal(), before.last.toordinal()) if before else None,
            )
