"""What a hand on the chart does to dates and to the work reported, step by step. Pure.

A gesture is begun where :mod:`tracker.timeline.hit_test` says what was pressed. Mouse and keyboard
drive the same gestures: ``to`` follows the pointer, ``step`` a key. What they give is said in
:mod:`tracker.timeline.gesture`; nothing is written here.

Dates snap to their own precision by the rules of :mod:`tracker.domain.moving`: the middle of the
date that leads follows the pointer, and the unit in which it falls is what is shown. ``fine`` asks
for the next finer unit instead, and the preview then says so. Days are ordinals with a fraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.domain.model import Edge, ItemKind
from tracker.domain.moving import Span, finer, in_place, middle, refined, units_between
from tracker.domain.period import Period, Precision
from tracker.domain.status import Status
from tracker.timeline.chart_row import STATUSES, DeadlineKind, MarkKind, RowMarks, marks_with
from tracker.timeline.gesture import (
    NOTHING,
    NewItem,
    NewPercent,
    NewSpans,
    Outcome,
    Preview,
    Spot,
    Subject,
)
from tracker.timeline.marks import work_edges

_PERCENT_STEP: Final = 5


class Move:
    """Moves bars and milestones as a whole, each by as many units of its own precision.

    The first of ``subjects`` was taken hold of at the day ``grabbed`` and leads. All have a span.
    """

    def __init__(self, subjects: Sequence[Subject], grabbed: float) -> None:
        self._subjects = subjects
        self._grabbed = grabbed
        self._spans = [_span(subject) for subject in subjects]
        self._fine = False
        self._units = 0
        self.preview = NOTHING
        self._show(0, fine=False)

    def to(self, spot: Spot) -> None:
        lead = self._base(fine=spot.fine)[0].leading
        try:
            goal = in_place(lead, middle(lead) + spot.day - self._grabbed)
            self._show(units_between(lead, goal), fine=spot.fine)
        except (ValueError, OverflowError):
            return

    def step(self, units: int, *, fine: bool = False) -> None:
        try:
            if fine and not self._fine:
                # From here on in finer steps: what was reached so far is what gets refined.
                self._spans = [span.moved(self._units) for span in self._spans]
                self._show(units, fine=True)
            else:
                self._show(self._units + units, fine=self._fine)
        except (ValueError, OverflowError):
            return

    def outcome(self) -> Outcome | None:
        spans = [span.moved(self._units) for span in self._base(fine=self._fine)]
        if spans == [subject.span for subject in self._subjects]:
            return None
        ids = (subject.item_id for subject in self._subjects)
        return NewSpans(tuple(zip(ids, spans, strict=True)))

    def _base(self, *, fine: bool) -> list[Span]:
        return [span.refined() for span in self._spans] if fine else self._spans

    def _show(self, units: int, *, fine: bool) -> None:
        moved = [span.moved(units) for span in self._base(fine=fine)]
        self._units, self._fine = units, fine
        rows = tuple(
            (subject.index, _marks(subject, span))
            for subject, span in zip(self._subjects, moved, strict=True)
        )
        lead = self._subjects[0]
        self.preview = Preview(rows, moved[0], finer=_is_finer(_span(lead), moved[0]))


class Resize:
    """Moves one end of a bar. An end that is not given yet takes the precision of the other.

    No end passes the other: a finish does not come before the period in which its start lies.
    """

    def __init__(self, subject: Subject, edge: Edge, grabbed: float) -> None:
        self._subject = subject
        self._edge = edge
        self._grabbed = grabbed
        span = _span(subject)
        start = edge is Edge.START
        self._given, self._other = (span.start, span.finish) if start else (span.finish, span.start)
        self._now = self._given
        self.preview = NOTHING
        if self._now is not None:
            self._show(self._now)

    def to(self, spot: Spot) -> None:
        try:
            self._show(self._at(spot))
        except (ValueError, OverflowError):
            return

    def step(self, units: int, *, fine: bool = False) -> None:
        now = self._now
        if now is None:
            assert self._other is not None, "a bar has at least one date"
            now = self._other.plain
        if fine and now.precision is (self._given or now).precision:
            now = refined(now, finer(now.precision))
        try:
            self._show(now.shifted(units))
        except (ValueError, OverflowError):
            return

    def outcome(self) -> Outcome | None:
        if self._now is None or self._now == self._given:
            return None
        return NewSpans(((self._subject.item_id, self._edge_only(self._now)),))

    def _at(self, spot: Spot) -> Period:
        if self._given is None:
            assert self._other is not None, "a bar has at least one date"
            precision = self._other.precision
            return _containing(spot.day, finer(precision) if spot.fine else precision)
        base = self._given
        if spot.fine:
            base = refined(base, finer(base.precision))
        return in_place(base, middle(base) + spot.day - self._grabbed)

    def _show(self, period: Period) -> None:
        other = self._other
        if other is not None:
            if self._edge is Edge.FINISH and period.last < other.first:
                period = in_place(period, other.first.toordinal())
            elif self._edge is Edge.START and period.first > other.last:
                period = in_place(period, other.last.toordinal())
        self._now = period
        span = self._edge_only(period)
        committed = self._given or other
        finer_now = committed is not None and period.precision.rank < committed.precision.rank
        rows = ((self._subject.index, _marks(self._subject, span)),)
        self.preview = Preview(rows, span, finer=finer_now)

    def _edge_only(self, period: Period) -> Span:
        return Span(period, None) if self._edge is Edge.START else Span(None, period)


class Progress:
    """Sets the share of the work reported: in steps of 5 %, finely in steps of 1 %."""

    def __init__(self, subject: Subject, grabbed: float | None = None) -> None:
        self._subject = subject
        self._begin, self._target = work_edges(subject.marks)
        self._percent = max(subject.marks.percent, 0)
        # Where the hand took hold beside the exact end of the work: it stays as far from it.
        end = self._begin + (self._target - self._begin) * self._percent / 100
        self._offset = 0.0 if grabbed is None else grabbed - end
        self.preview = NOTHING
        self._show(self._percent)

    def to(self, spot: Spot) -> None:
        step = 1 if spot.fine else _PERCENT_STEP
        share = (spot.day - self._offset - self._begin) / (self._target - self._begin)
        self._show(round(share * 100 / step) * step)

    def step(self, units: int, *, fine: bool = False) -> None:
        self._show(self._percent + units * (1 if fine else _PERCENT_STEP))

    def outcome(self) -> Outcome | None:
        if self._percent == max(self._subject.marks.percent, 0):
            return None
        return NewPercent(self._subject.item_id, self._percent)

    def _show(self, percent: int) -> None:
        self._percent = min(max(percent, 0), 100)
        marks = self._subject.marks._replace(percent=self._percent)
        self.preview = Preview(((self._subject.index, marks),), percent=self._percent)


class Stretch:
    """Gives dates where there are none: from the unit that was pressed to the one let go in.

    On the row of a milestone only the last unit counts. On an empty line it makes a new item: a
    milestone within one unit, an activity over several.
    """

    def __init__(
        self, index: int, precision: Precision, pressed: float, subject: Subject | None = None
    ) -> None:
        self._index = index
        self._precision = precision
        self._pressed = pressed
        self._subject = subject
        self._now = Spot(pressed)
        self._span: Span | None = None
        self.preview = NOTHING

    def to(self, spot: Spot) -> None:
        precision = finer(self._precision) if spot.fine else self._precision
        try:
            ends = [_containing(day, precision) for day in (self._pressed, spot.day)]
        except (ValueError, OverflowError):
            return
        self._now = spot
        start, finish = sorted(ends, key=lambda period: period.first)
        if self._kind(start, finish) == MarkKind.MILESTONE:
            self._span = Span(None, ends[1])
        else:
            self._span = Span(start, finish)
        self.preview = Preview(((self._index, self._marks(self._span)),), self._span)

    def step(self, units: int, *, fine: bool = False) -> None:
        precision = finer(self._precision) if fine else self._precision
        try:
            now = _containing(self._now.day, precision).shifted(units)
        except (ValueError, OverflowError):
            return
        self.to(Spot(middle(now), fine=fine))

    def outcome(self) -> Outcome | None:
        if self._span is None:
            return None
        if self._subject is not None:
            return NewSpans(((self._subject.item_id, self._span),))
        kind = ItemKind.MILESTONE if self._span.start is None else ItemKind.ACTIVITY
        return NewItem(kind, self._span)

    def _kind(self, start: Period, finish: Period) -> int:
        if self._subject is not None:
            return self._subject.marks.kind
        return MarkKind.MILESTONE if start == finish else MarkKind.ACTIVITY

    def _marks(self, span: Span) -> RowMarks:
        if self._subject is not None:
            return _marks(self._subject, span)
        kind = MarkKind.MILESTONE if span.start is None else MarkKind.ACTIVITY
        planned = STATUSES.index(Status.PLANNED)
        empty = RowMarks(kind, planned, DeadlineKind.PERIOD, 0, 0, -1, *[0] * 8)
        return _marks(Subject(self._index, 0, empty, None), span)


def _span(subject: Subject) -> Span:
    assert subject.span is not None, "only rows with dates of their own are moved"
    return subject.span


def _is_finer(before: Span, after: Span) -> bool:
    return any(
        old is not None and new is not None and new.precision.rank < old.precision.rank
        for old, new in ((before.start, after.start), (before.finish, after.finish))
    )


def _containing(day: float, precision: Precision) -> Period:
    return Period.containing(date.fromordinal(int(day // 1)), precision)


def _marks(subject: Subject, span: Span) -> RowMarks:
    return marks_with(subject.marks, span)
