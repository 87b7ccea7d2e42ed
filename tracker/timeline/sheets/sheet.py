"""The rows of a timeline with their chart, and any cut of it: the part that all pages share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from tracker.domain.fields import Context
from tracker.domain.model import Project
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.language import N_, Translator
from tracker.records import record
from tracker.timeline.compare import OtherPlan
from tracker.timeline.days_off import DaysOff
from tracker.timeline.header import BAND_HEIGHT, HEADER_HEIGHT, lay_out_header
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.legend import COMPARED, entries_in_use, lay_out_legend
from tracker.timeline.outline_source import ChartGroup, build_chart
from tracker.timeline.primitives import Layer, Line, Measure, Rect, Scene, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import LAST_DAY, Level, TimeScale
from tracker.timeline.sheets.columns import Columns, ShownRow
from tracker.timeline.sheets.sources import Numbered
from tracker.timeline.ticks import LOWER, Unit, status_date_text, units

LABEL_ROOM: Final = 60.0
"""What is left beside the last mark at least, for its label."""


@record(kw_only=True)
class Subject:
    """What a timeline is of: ``rows`` as they stand on ``status_date``.

    ``remarks`` say, in the language of the page, what else holds for it: a filter, the day on
    which the file was like that. ``is_today`` tells whether the status date is called "Today".
    ``days_off`` finds the days off of a chart by its scale and width.
    """

    portfolio: Portfolio
    rows: Sequence[ShownRow]
    status_date: date
    title: str
    is_today: bool = False
    remarks: tuple[str, ...] = ()
    file_name: str = ""
    days_off: Callable[[TimeScale, float], DaysOff | None] | None = None
    other: OtherPlan | None = None
    """The plan to compare with, of the same rows; ``remarks`` should say which it is."""


@record
class Span:
    """The days ``first`` to ``last`` that were asked for, inclusive; None is all that is known."""

    first: date | None = None
    last: date | None = None


ALL_OF_TIME: Final = Span()


def remarks_of(subject: Subject, translator: Translator) -> tuple[str, ...]:
    """The day for which statuses hold, and what else the page has to say of itself."""
    status_day = Period.day(subject.status_date)
    day = deadline_text(status_day, translator.language, style=Style.LONG)
    return translator.text(N_("As of {day}")).format(day=day), *subject.remarks


class Sheet:
    """Columns and chart of a subject in one language, measured in the fonts of one painter."""

    def __init__(
        self,
        subject: Subject,
        *,
        translator: Translator,
        measure: Measure,
        most_columns: float,
        sources: Numbered | None = None,
    ) -> None:
        self.subject = subject
        self.translator = translator
        self.measure = measure
        self.chart = build_chart(subject.portfolio, subject.rows, subject.status_date)
        self.columns = Columns(
            subject.rows,
            Context(subject.portfolio, subject.status_date, {}),
            translator=translator,
            measure=measure,
            most=most_columns,
            references=sources.references if sources else None,
        )

    def legend(self, width: float) -> Scene:
        """What the marks mean that occur in any of the rows."""
        rows = self.chart.rows(0, len(self.chart) - 1)
        used = entries_in_use(rows, self.chart.status_date)
        other = self.subject.other
        if other is not None and other.differs(range(len(self.chart))):
            used = (*used, COMPARED)
        return lay_out_legend(width, self.translator, self.measure, entries=used)

    # -- time -------------------------------------------------------------------------------------

    def days(self, span: Span) -> tuple[int, int]:
        """The days asked for; where they were left open, all that is known of the rows."""
        status_day = self.subject.status_date.toordinal()
        known = self.chart.span()
        if known is None:
            year = Period.year(self.subject.status_date.year)
            known = year.first.toordinal(), year.last.toordinal()
        begin, end = known
        # The line of the status date belongs into the picture unless it lies far from everything.
        reach = (end - begin) // 4
        if begin - reach <= status_day <= end + reach:
            begin, end = min(begin, status_day), max(end, status_day)
        if span.first is not None:
            begin, end = span.first.toordinal(), max(end, span.first.toordinal())
        if span.last is not None:
            begin, end = min(begin, span.last.toordinal()), span.last.toordinal()
        return begin, end

    def fitted(self, span: Span, width: float) -> TimeScale:
        """The scale that shows a span in ``width``.

        Where it was left open, to the whole unit that leaves room for a label.
        """
        begin, end = self.days(span)
        close = TimeScale.fit(begin, end, width - LABEL_ROOM * (span.last is None))
        return TimeScale.fit(*self._in_units(span, begin, end, close), width)

    def magnified(self, span: Span, px_per_day: float) -> tuple[TimeScale, int, int]:
        """The scale of a magnification, and its days: whole units where they were left open."""
        begin, end = self.days(span)
        begin, end = self._in_units(span, begin, end, TimeScale(begin, px_per_day))
        return TimeScale(begin, px_per_day), begin, end

    @staticmethod
    def _in_units(span: Span, begin: int, end: int, scale: TimeScale) -> tuple[int, int]:
        """The days from the beginning of a unit to the end of one that leaves room for a label.

        Decades would leave most of a page empty: there it is years.
        """
        unit = Unit.YEAR if scale.level is Level.DECADE else LOWER[scale.level]
        if span.first is None:
            begin = next(units(unit, begin, begin))[0]
        if span.last is None:
            end = min(end + int(LABEL_ROOM / scale.px_per_day), LAST_DAY)
            end = next(units(unit, end, end))[1]
        return begin, end

    # -- parts of a page --------------------------------------------------------------------------

    def table(self, rows: range, row_height: float, *, names_only: bool) -> Scene:
        """The columns of ``rows`` with their titles, as high as the header and these rows."""
        width = self.columns.name_width if names_only else self.columns.width
        scene = Scene(width, HEADER_HEIGHT + len(rows) * row_height)
        scene.add(Layer.BANDS, Rect(0, 0, width, HEADER_HEIGHT, StyleName.HEADER))
        scene.add(
            Layer.LABELS,
            Text(8, BAND_HEIGHT / 2, self._projects, StyleName.TEXT_ROW_SECOND),
        )
        self.columns.draw_titles(scene, BAND_HEIGHT, BAND_HEIGHT, names_only=names_only)
        for y in (BAND_HEIGHT - 0.5, HEADER_HEIGHT - 0.5):
            scene.add(Layer.GRID, Line(0, y, width, y, StyleName.SHEET_LINE))
        for place, index in enumerate(rows):
            top = HEADER_HEIGHT + place * row_height
            self.columns.draw_row(scene, index, top, row_height - 1, names_only=names_only)
            bottom = top + row_height - 0.5
            scene.add(Layer.GRID, Line(0, bottom, width, bottom, StyleName.GRID_ROW))
        return scene

    def header(self, scale: TimeScale, width: float, cuts: Sequence[float] = ()) -> Scene:
        """The two bands over the whole chart."""
        return lay_out_header(
            scale,
            width,
            language=self.translator.language,
            measure=self.measure,
            status_date=self.subject.status_date.toordinal(),
            pill_text=status_date_text(
                self.subject.status_date,
                is_today=self.subject.is_today,
                translator=self.translator,
            ),
            days_off=self._days_off(scale, width),
            cuts=cuts,
        )

    def body(self, scale: TimeScale, width: float, rows: range, row_height: float) -> Scene:
        """The chart of ``rows``; (0, 0) is the top left of the chart of all rows."""
        count = len(self.chart)
        return lay_out(
            self.chart,
            scale,
            UniformRows(count, row_height),
            Viewport(width, count * row_height),
            Manner(
                self.translator.language,
                self.measure,
                days_off=self._days_off(scale, width),
                other=self.subject.other,
            ),
            exposed=(rows.start * row_height, rows.stop * row_height),
        )

    def _days_off(self, scale: TimeScale, width: float) -> DaysOff | None:
        find = self.subject.days_off
        return find(scale, width) if find else None

    @cached_property
    def _projects(self) -> str:
        """How many there are, in words; said on every page."""
        projects = sum(
            not isinstance(found, ChartGroup) and isinstance(found.row, Project)
            for found in self.subject.rows
        )
        text = self.translator.plural("{n} project", "{n} projects", projects)
        return text.format(n=projects)
