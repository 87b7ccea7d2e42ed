"""What a hand shows over the chart: the ghost of what it drags, its label, a link being drawn.

Pure, and from the same shapes as the chart itself. The ghost is a scene of its own, since it is
painted at :data:`GHOST_STRENGTH`; everything else lies in the layer of the drag hint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracker.domain.model import Edge, LinkType
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_, Translator
from tracker.records import record
from tracker.timeline.bars import draw_activity, draw_summary
from tracker.timeline.chart import Chart
from tracker.timeline.chart_row import STATUSES, MarkKind, RowFlag, RowMarks
from tracker.timeline.clearance import Points
from tracker.timeline.diamonds import draw_milestone
from tracker.timeline.gesture import LinkDraft, Preview
from tracker.timeline.hit_test import CONNECTOR_OFF
from tracker.timeline.links import (
    CHOSEN,
    REFUSED,
    Anchor,
    anchor_of,
    link_shapes,
    route,
    routed_links,
)
from tracker.timeline.marks import Span, bar_of, is_standing, mark_extent, milestone_of
from tracker.timeline.placement import Placement
from tracker.timeline.primitives import (
    Align,
    Layer,
    Measure,
    Rect,
    Scene,
    StyleName,
    Text,
)
from tracker.timeline.rows import Lane, RowGeometry, Viewport
from tracker.timeline.scale import TimeScale

GHOST_STRENGTH: Final = 0.6

LINK_TYPE_NAMES: Final = {
    LinkType.FS: N_("finish to start"),
    LinkType.SS: N_("start to start"),
    LinkType.FF: N_("finish to finish"),
    LinkType.SF: N_("start to finish"),
}

_HINT_HEIGHT: Final = 20.0
_HINT_PADDING: Final = 8.0
_HINT_GAP: Final = 14.0
_DOT: Final = 8.0


@record
class Ground:
    """Where things stand: what layout and hit test need of a view."""

    chart: Chart
    scale: TimeScale
    rows: RowGeometry
    viewport: Viewport

    def lane(self, index: int) -> Lane:
        """The lane of a row, of the line after the last one too."""
        top = self.rows.top(index) - self.viewport.scroll_y
        shared = index < len(self.chart) and self.chart.row(index).flags & RowFlag.FORESEEN_BEHIND
        height = self.rows.height(min(index, max(len(self.rows) - 1, 0)))
        return Lane.of(top, height, shared=bool(shared))

    def extent(self, marks: RowMarks, index: int) -> Span | None:
        """How far a row's mark would reach with ``marks``; None where nothing would be drawn."""
        return mark_extent(marks, self.scale, self.lane(index), self.chart.status_date)


def lay_out_ghost(ground: Ground, preview: Preview) -> Scene:
    """The changed marks as they would be drawn."""
    viewport = ground.viewport
    origin = (-ground.scale.x(0), -viewport.scroll_y)
    scene = Scene(viewport.width, viewport.height, origin)
    for index, marks in preview.rows:
        lane = ground.lane(index)
        if marks.kind == MarkKind.MILESTONE:
            milestone = milestone_of(marks, ground.scale)
            if milestone is not None:
                limit = bool(marks.flags & RowFlag.LIMIT)
                draw_milestone(scene, milestone, lane, STATUSES[marks.status], limit=limit)
            continue
        bar = bar_of(marks, ground.scale, ground.chart.status_date)
        if bar is None:
            continue
        if marks.kind == MarkKind.SUMMARY:
            draw_summary(scene, bar, lane)
        else:
            draw_activity(scene, bar, lane, STATUSES[marks.status])
    return scene


def lay_out_hint(
    ground: Ground,
    preview: Preview,
    text: str,
    measure: Measure,
    *,
    pointer: tuple[float, float] | None = None,
    loop_rows: Sequence[int] = (),
) -> Scene:
    """The label of a preview and the link that is drawn, to ``pointer`` while it meets no row.

    ``text`` as :func:`hint_text` gives it; "" for no label. ``loop_rows`` are the indexes of the
    rows in ``preview.loop``, as far as they are shown.
    """
    scene = Scene(ground.viewport.width, ground.viewport.height)
    for index in loop_rows:
        scene.add(Layer.DRAG_HINT, _row_band(ground, index))
    if preview.link is not None:
        refused = bool(preview.loop)
        points = _draft_points(ground, preview.link, pointer)
        if points:
            scene.add(Layer.DRAG_HINT, *link_shapes(points, REFUSED if refused else CHOSEN))
            x, y = points[-1]
            _add_label(scene, text, Span(x, x), y, measure, refused=refused)
    elif preview.rows:
        index, marks = preview.rows[0]
        lane = ground.lane(index)
        extent = ground.extent(marks, index)
        if extent is not None:
            _add_label(scene, text, extent, lane.y, measure)
    return scene


def lay_out_link(ground: Ground, link_id: int, visible: tuple[int, int]) -> Scene:
    """A link that is selected, drawn over itself; nothing where it is out of view."""
    scene = Scene(ground.viewport.width, ground.viewport.height)
    placement = Placement(ground.chart, ground.scale)
    for found, points in routed_links(placement, ground.rows, ground.viewport, visible):
        if found.id == link_id:
            scene.add(Layer.DRAG_HINT, *link_shapes(points, CHOSEN))
    return scene


def lay_out_connectors(ground: Ground, index: int) -> Scene:
    """The two places beside a mark from which a link can be drawn."""
    scene = Scene(ground.viewport.width, ground.viewport.height)
    lane, marks = ground.lane(index), ground.chart.row(index)
    extent = ground.extent(marks, index)
    if extent is not None and not is_standing(marks):
        for x in (extent.left - CONNECTOR_OFF, extent.right + CONNECTOR_OFF):
            left, top = x - _DOT / 2, lane.y - _DOT / 2
            scene.add(Layer.DRAG_HINT, Rect(left, top, _DOT, _DOT, StyleName.CONNECTOR, _DOT / 2))
    return scene


def hint_text(preview: Preview, translator: Translator) -> str:
    """What the label of a preview says: "Q1 2027", "Feb 2027 · finer than committed", "45 %"."""
    text = translator.text
    parts: list[str] = []
    if preview.span is not None:
        language = translator.language
        given = (preview.span.start, preview.span.finish)
        dates = [period for period in given if period is not None]
        parts.append(" – ".join(deadline_text(each, language, style=Style.SHORT) for each in dates))
        if preview.finer:
            parts.append(text(N_("finer than committed")))
        if (count := len(preview.rows)) > 1:
            parts.append(translator.plural("{n} row", "{n} rows", count).format(n=count))
    if preview.percent is not None:
        parts.append(f"{preview.percent}\u00a0%")
    if preview.link is not None:
        if preview.loop:
            parts.append(text(N_("would close a loop")))
        else:
            parts.append(text(LINK_TYPE_NAMES[preview.link.type]))
    return " · ".join(parts)


def _row_band(ground: Ground, index: int) -> Rect:
    top = ground.rows.top(index) - ground.viewport.scroll_y
    return Rect(0, top, ground.viewport.width, ground.rows.height(index), StyleName.LOOP_ROW)


def _draft_points(
    ground: Ground, draft: LinkDraft, pointer: tuple[float, float] | None
) -> Points | None:
    placement = Placement(ground.chart, ground.scale)
    origin = anchor_of(placement, ground.rows, ground.viewport, draft.origin)
    if origin is None:
        return None
    if draft.target is not None:
        target = anchor_of(placement, ground.rows, ground.viewport, draft.target)
        # A row without a mark can be linked as well; its link is drawn once it has dates.
        return route(origin, target or _place_of(ground, draft.target, origin), draft.type)
    if pointer is None:
        return None
    start = origin.left if draft.origin_edge is Edge.START else origin.right
    return ((start, origin.y), pointer)


def _place_of(ground: Ground, index: int, origin: Anchor) -> Anchor:
    lane = ground.lane(index)
    top = ground.rows.top(index) - ground.viewport.scroll_y
    x = origin.right + _HINT_GAP
    return Anchor(x, x, lane.y, lane.bar / 2, top, top + ground.rows.height(index))


def _add_label(
    scene: Scene,
    text: str,
    extent: Span,
    y: float,
    measure: Measure,
    *,
    refused: bool = False,
) -> None:
    """Right of a mark, else left of it, else as near as the view allows."""
    if not text:
        return
    wide = measure(text, StyleName.TEXT_HINT) + 2 * _HINT_PADDING
    x = extent.right + _HINT_GAP
    if x + wide > scene.width - 2:
        x = extent.left - _HINT_GAP - wide
    x = min(max(x, 2.0), max(scene.width - 2 - wide, 2.0))
    ground = StyleName.HINT_REFUSED if refused else StyleName.HINT
    top = y - _HINT_HEIGHT / 2
    scene.add(
        Layer.DRAG_HINT,
        Rect(x, top, wide, _HINT_HEIGHT, ground, 4.0),
        Text(x + _HINT_PADDING, y, text, StyleName.TEXT_HINT, Align.LEFT),
    )
