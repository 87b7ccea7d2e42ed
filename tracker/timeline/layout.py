"""The body of the chart as shapes: only the rows in view, in the order in which they are painted.

``lay_out`` is pure: the same chart, scale and viewport give the same scene. A view that scrolls
upwards or downwards moves what it has painted and asks only for the strip that came into view; a
view that scrolls sideways asks for everything, since labels keep clear of the edges.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from tracker.domain.cells import lag_text
from tracker.domain.doubts import Doubt
from tracker.domain.model import Calendar, Edge
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.ranges import range_text
from tracker.domain.slip import slip_text
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.records import record
from tracker.timeline.bars import (
    DOUBT_SIGN,
    draw_activity,
    draw_bar_ghosts,
    draw_doubt,
    draw_overdue,
    draw_summary,
)
from tracker.timeline.chart import Chart
from tracker.timeline.chart_row import CALENDARS, DOUBTS, STATUSES, MarkKind, RowFlag, RowMarks
from tracker.timeline.clearance import Taken, stretches
from tracker.timeline.compare import OtherPlan, Then, draw_compared, marks_then
from tracker.timeline.days_off import DaysOff, shade_rows, stretches_of
from tracker.timeline.diamonds import draw_milestone, draw_milestone_ghosts
from tracker.timeline.forecasts import draw_forecast, is_foreseen_behind
from tracker.timeline.labels import (
    Site,
    place_after,
    place_label,
    place_lag,
    site_of,
    text_area,
)
from tracker.timeline.links import CHOSEN, DRIVING, FINE, PLAIN, Routed, link_shapes, routed_links
from tracker.timeline.marks import (
    Span,
    extent_of,
    is_overdue,
    is_standing,
)
from tracker.timeline.placement import Placement
from tracker.timeline.primitives import (
    Align,
    Layer,
    Line,
    Measure,
    Rect,
    Scene,
    StyleName,
    Text,
)
from tracker.timeline.rows import Lane, RowGeometry, Viewport
from tracker.timeline.scale import Level, TimeScale
from tracker.timeline.standing import draw_standing
from tracker.timeline.ticks import grid_days

_LABEL_GAP: Final = 7.0
_NARROW: Final = frozenset({Level.YEAR, Level.DECADE})
"""Where many links lie close together."""


@record
class RowStates:
    """Rows that stand out, by index."""

    selected: AbstractSet[int] = frozenset()
    hovered: int | None = None
    dimmed: AbstractSet[int] = frozenset()
    """Rows of no concern now: a search has not found them."""
    chain: AbstractSet[int] = frozenset()
    """The ids of the links of a chain, see :mod:`chain`; nothing else is dimmed for it."""
    driving: AbstractSet[int] = frozenset()
    """The ids of the links that drive a forecast: they are added over everything but labels."""


@record
class Manner:
    """What the shapes depend on besides the chart: the language, and how wide texts are."""

    language: Language
    measure: Measure
    show_status_date: bool = True
    days_off: DaysOff | None = None
    """Where days are so wide that those off are shaded; see :mod:`days_off`."""
    other: OtherPlan | None = None
    """The plan to compare with, of the same rows as the chart."""


NO_STATES: Final = RowStates()


def lay_out(
    chart: Chart,
    scale: TimeScale,
    rows: RowGeometry,
    viewport: Viewport,
    manner: Manner,
    *,
    states: RowStates = NO_STATES,
    exposed: tuple[float, float] | None = None,
) -> Scene:
    """The scene of the chart below its header, (0, 0) at the top left of the viewport.

    ``exposed`` is the strip (top, bottom) of the viewport that has to be painted; all of it when
    left out.
    """
    scene = Scene(viewport.width, viewport.height, (-scale.x(0), -viewport.scroll_y))
    top, bottom = exposed or (0.0, viewport.height)
    today = scale.x(chart.status_date + 0.5)
    _grounds(scene, scale, (top, bottom), today if manner.show_status_date else 0.0)
    visible = visible_rows(rows, viewport, (top, bottom))
    first = 0
    calendars: list[Calendar | None] = []
    if visible is not None:
        # A view may have more lines than the chart has rows: a new row is being typed in one.
        first, last = visible[0], min(visible[1], len(chart) - 1)
        placement = Placement(chart, scale)
        placement.read(first, last)
        links = routed_links(placement, rows, viewport, (first, last))
        taken = Taken(rows, viewport, (first, last))
        _links(scene, links, scale.level, states, taken)
        calendars = [CALENDARS[placement.marks(at).calendar] for at in range(first, last + 1)]
        for index in range(first, last + 1):
            row_top = rows.top(index) - viewport.scroll_y
            height = rows.height(index)
            if placement.marks(index).flags & RowFlag.HEADING:
                band = Rect(0, row_top, viewport.width, height, StyleName.ROW_HEADING)
                scene.add(Layer.ROW_TINT, band)
            _row_ground(scene, index, row_top, height, states)
            lane = placement.lane(index, row_top, height)
            row = _Row(placement, scene, manner, lane, today, _halo(index, states), taken)
            row.draw(index)
            if index in states.dimmed and index not in states.selected:
                veil = Rect(0, row_top, viewport.width, height, StyleName.ROW_DIMMED)
                scene.add(Layer.VEIL, veil)
        _lags(scene, links, rows, viewport, manner, taken)
    if manner.days_off is not None and scale.level is Level.DAY:
        stretches = stretches_of(calendars, rows, first, viewport.scroll_y, (top, bottom))
        shade_rows(scene, scale, manner.days_off, stretches)
    if manner.show_status_date and 0 <= today <= viewport.width:
        scene.add(Layer.TODAY, Line(today, top, today, bottom, StyleName.TODAY))
    return scene


def visible_rows(
    rows: RowGeometry, viewport: Viewport, exposed: tuple[float, float]
) -> tuple[int, int] | None:
    """The first and last row of which any part lies in the strip, or None."""
    if not len(rows):
        return None
    first = rows.index_at(viewport.scroll_y + exposed[0])
    last = rows.index_at(viewport.scroll_y + exposed[1])
    ends = rows.top(last) + rows.height(last)
    return (first, last) if ends > viewport.scroll_y + exposed[0] else None


def _grounds(scene: Scene, scale: TimeScale, strip: tuple[float, float], today: float) -> None:
    top, bottom = strip
    past = min(today, scene.width)
    if past > 0:
        scene.add(Layer.PAST, Rect(0, top, past, bottom - top, StyleName.PAST))
    first, last = scale.visible(scene.width)
    minor, major = grid_days(scale.level, first, last)
    for days, style in ((minor, StyleName.GRID_MINOR), (major, StyleName.GRID_MAJOR)):
        for day in days:
            # The first whole pixel of the unit.
            x = scale.x(day) + 0.5
            scene.add(Layer.GRID, Line(x, top, x, bottom, style))


def _links(
    scene: Scene, links: list[Routed], level: Level, states: RowStates, taken: Taken
) -> None:
    """The lines of the links; those of the chain lie over the others."""
    plain = FINE if level in _NARROW else PLAIN
    chain = states.chain
    for link, points in sorted(links, key=lambda routed: routed.link.id in chain):
        if link.id in states.driving:
            scene.add(Layer.DRIVING_CHAIN, *link_shapes(points, DRIVING))
        else:
            look = CHOSEN if link.id in chain else plain
            scene.add(Layer.LINKS, *link_shapes(points, look))
        for stretch in stretches(points):
            taken.add(stretch)


def _lags(
    scene: Scene,
    links: list[Routed],
    rows: RowGeometry,
    viewport: Viewport,
    manner: Manner,
    taken: Taken,
) -> None:
    """What lies between the ends of a link beside its line, where there is room for it."""
    for link, points in links:
        text = lag_text(link.lag, link.lag_unit, translator(manner.language))
        if not text:
            continue
        wide = manner.measure(text, StyleName.TEXT_LAG)
        top = rows.top(link.predecessor) - viewport.scroll_y
        down = link.successor > link.predecessor
        boundary = top + rows.height(link.predecessor) if down else top
        spot = place_lag(points, boundary, wide, taken, scene.width)
        if spot is not None:
            scene.add(Layer.LABELS, Text(*spot, text, StyleName.TEXT_LAG))
            taken.add(text_area(*spot, wide))


def _row_ground(scene: Scene, index: int, top: float, height: float, states: RowStates) -> None:
    bottom = top + height
    if index in states.selected:
        scene.add(Layer.ROW_TINT, Rect(0, top, scene.width, height, StyleName.ROW_SELECTED))
        if index - 1 not in states.selected:
            line = Line(0, top - 0.5, scene.width, top - 0.5, StyleName.ROW_SELECTED_EDGE)
            scene.add(Layer.GRID, line)
        if index + 1 not in states.selected:
            line = Line(0, bottom - 0.5, scene.width, bottom - 0.5, StyleName.ROW_SELECTED_EDGE)
            scene.add(Layer.GRID, line)
        return
    if index == states.hovered:
        scene.add(Layer.ROW_TINT, Rect(0, top, scene.width, height, StyleName.ROW_HOVERED))
    if index + 1 not in states.selected:
        scene.add(Layer.GRID, Line(0, bottom - 0.5, scene.width, bottom - 0.5, StyleName.GRID_ROW))


def _halo(index: int, states: RowStates) -> StyleName:
    if index in states.selected:
        return StyleName.HALO_SELECTED
    return StyleName.HALO_HOVERED if index == states.hovered else StyleName.HALO


@record
class _Row:
    """Draws the marks of one row and finds room for its label."""

    placement: Placement
    scene: Scene
    manner: Manner
    lane: Lane
    today: float
    halo: StyleName
    taken: Taken

    @property
    def chart(self) -> Chart:
        return self.placement.chart

    @property
    def scale(self) -> TimeScale:
        return self.placement.scale

    def draw(self, index: int) -> None:
        marks = self.placement.marks(index)
        self._compare(index, marks)
        if is_standing(marks):
            self._standing(index, marks)
        elif marks.kind == MarkKind.MILESTONE:
            self._milestone(index, marks)
        else:
            self._bar(index, marks)
        if is_foreseen_behind(marks):
            self._forecast(index, marks)

    def _forecast(self, index: int, marks: RowMarks) -> None:
        foreseen = self.chart.foreseen(index)
        if foreseen is None:
            return
        right = draw_forecast(self.scene, marks, foreseen, self.scale, self.lane)
        left = self.scale.x(foreseen.first)
        if marks.kind == MarkKind.SUMMARY or right <= 0 or left >= self.scene.width:
            return
        first, last = (date.fromordinal(day) for day in foreseen)
        text = range_text(first, last, self.manner.language)
        wide = self.manner.measure(text, StyleName.TEXT_FORECAST)
        site = Site(Span(left, right), (Align.RIGHT,))
        x = place_label(site, wide, self.lane.below, self.taken, self.scene.width)
        if x is not None:
            self._text(x, text, StyleName.TEXT_FORECAST, self.lane.below)

    def _then(self, index: int) -> Then | None:
        return self.manner.other.row(index) if self.manner.other is not None else None

    def _compare(self, index: int, marks: RowMarks) -> None:
        then = self._then(index)
        if then is not None:
            before = marks_then(marks, then)
            draw_compared(self.scene, before, self.scale, self.lane, self.chart.status_date)

    def _slip(self, index: int) -> str:
        """How far the finish has moved since the plan that is compared with; "" for not at all."""
        then = self._then(index)
        if then is None or then.slip is None:
            return ""
        return slip_text(then.slip, translator(self.manner.language))

    def _bar(self, index: int, marks: RowMarks) -> None:
        bar = self.placement.bar(index)
        if bar is None:
            self._no_date(marks)
            return
        if marks.kind == MarkKind.SUMMARY:
            draw_summary(self.scene, bar, self.lane)
        else:
            draw_activity(self.scene, bar, self.lane, STATUSES[marks.status])
        end = self.scale.x(marks.finish_last + 1)
        if ghosts := self.chart.ghosts(index):
            ends = [self.scale.x(ghost.last + 1) for ghost in ghosts]
            draw_bar_ghosts(self.scene, ends, end, self.lane)
        if ghosts := self.chart.ghosts(index, Edge.START):
            begins = [self.scale.x(ghost.first) for ghost in ghosts]
            start = self.scale.x(marks.start_first)
            draw_bar_ghosts(self.scene, begins, start, self.lane, below=True)
        right = bar.extent.right
        if is_overdue(marks, self.chart.status_date) and not _is_unfolded(marks):
            draw_overdue(self.scene, end, self.today, self.lane.y)
            right = max(right, self.today)
        self._doubt(marks, Span(bar.extent.left, right))
        if slip := self._slip(index):
            self._beside(Site(Span(bar.extent.left, right), (Align.RIGHT,)), slip)

    def _milestone(self, index: int, marks: RowMarks) -> None:
        milestone = self.placement.milestone(index)
        if milestone is None:
            self._no_date(marks)
            return
        status = STATUSES[marks.status]
        limit = bool(marks.flags & RowFlag.LIMIT)
        draw_milestone(self.scene, milestone, self.lane, status, limit=limit)
        if earlier := self.placement.earlier(index):
            draw_milestone_ghosts(self.scene, earlier, milestone, self.lane)
        if is_overdue(marks, self.chart.status_date):
            right = extent_of(milestone.main, self.lane).right
            end = max(self.scale.x(marks.finish_last + 1), right)
            draw_overdue(self.scene, end, self.today, self.lane.y)
        style = StyleName.TEXT_LABEL_STRUCK if status is Status.CANCELLED else StyleName.TEXT_LABEL
        self._label(index, style)

    def _standing(self, index: int, marks: RowMarks) -> None:
        deadline = self.chart.label(index)
        if deadline is None:
            return
        draw_standing(self.scene, marks, deadline, self.lane, self.scale)
        text = deadline_text(deadline, self.manner.language, style=Style.SHORT)
        self._float(self._at_no_time, text)

    def _no_date(self, marks: RowMarks) -> None:
        """Say that nothing is known, quietly, so that the row does not look forgotten."""
        if not _is_unfolded(marks):
            text = translator(self.manner.language).text(Doubt.NO_DATE.value)
            self._float(self._at_no_time, text, StyleName.TEXT_NO_DATE)

    @property
    def _at_no_time(self) -> float:
        """Where a label stands that belongs to no time: beside the status date, else the edge."""
        beside = self.today if 0 <= self.today < self.scene.width else 0.0
        return beside + _LABEL_GAP + 5

    def _doubt(self, marks: RowMarks, extent: Span) -> None:
        """Name dates that contradict each other, beside the bar that shows both."""
        named = [doubt for flag, doubt in DOUBTS.items() if marks.flags & flag]
        if not named or extent.right <= 0 or extent.left >= self.scene.width:
            return
        text = ", ".join(translator(self.manner.language).text(doubt.value) for doubt in named)
        wide = DOUBT_SIGN + self.manner.measure(text, StyleName.TEXT_DOUBT)
        x = max(min(extent.right + _LABEL_GAP, self.scene.width - wide - 2), 2.0)
        draw_doubt(self.scene, x, self.lane.y)
        self._text(x + DOUBT_SIGN, text, StyleName.TEXT_DOUBT)

    def _label(self, index: int, style: StyleName) -> None:
        """The date beside its mark; left out where it, or all of its mark, is out of view."""
        deadline, site = self.chart.label(index), site_of(self.placement, index, self.lane)
        if deadline is None or site is None:
            return
        if site.extent.right <= 0 or site.extent.left >= self.scene.width:
            return
        text = deadline_text(deadline, self.manner.language, style=Style.SHORT)
        slip = self._slip(index)
        self._beside(site, f"{text} · {slip}" if slip else text, style)

    def _beside(self, site: Site, text: str, style: StyleName = StyleName.TEXT_LABEL) -> None:
        """A text beside its marks, where it meets no link."""
        wide = self.manner.measure(text, StyleName.TEXT_LABEL)
        x = place_label(site, wide, self.lane.y, self.taken, self.scene.width)
        if x is not None:
            self._text(x, text, style)

    def _float(self, x: float, text: str, style: StyleName = StyleName.TEXT_LABEL) -> None:
        """A text of no time: from ``x`` on, where it meets no link."""
        wide = self.manner.measure(text, style)
        free = place_after(x, wide, self.lane.y, self.taken, self.scene.width)
        if free is not None:
            self._text(free, text, style)

    def _text(
        self,
        x: float,
        text: str,
        style: StyleName = StyleName.TEXT_LABEL,
        y: float | None = None,
    ) -> None:
        y = self.lane.y if y is None else y
        halo = self.halo
        if halo is StyleName.HALO and self.manner.show_status_date and x < self.today:
            halo = StyleName.HALO_PAST
        self.scene.add(Layer.LABELS, Text(x, y, text, style, Align.LEFT, halo))
        self.taken.add(text_area(x, y, self.manner.measure(text, style)))


def _is_unfolded(marks: RowMarks) -> bool:
    """Whether this is a summary whose children, below it, say all there is to say."""
    return marks.kind == MarkKind.SUMMARY and not marks.flags & RowFlag.COLLAPSED
