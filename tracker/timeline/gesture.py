"""What a hand on the chart shows and does, as plain values: previews and outcomes.

Nothing is written here. A gesture (:mod:`tracker.timeline.gestures`, :mod:`link_gesture`) gives a
:class:`Preview` at each movement, and when the hand lets go an outcome that is performed as one
operation.
"""

from __future__ import annotations

from typing import Final, Protocol

from tracker.domain.model import Edge, Item, ItemKind, LinkType
from tracker.domain.moving import Span, own_span
from tracker.domain.period import Precision
from tracker.domain.portfolio import Portfolio
from tracker.records import record
from tracker.timeline.chart_row import RowMarks
from tracker.timeline.scale import Level

PRECISIONS: Final = {
    Level.DAY: Precision.DAY,
    Level.WEEK: Precision.DAY,
    Level.MONTH: Precision.MONTH,
    Level.QUARTER: Precision.QUARTER,
    Level.HALF_YEAR: Precision.HALF_YEAR,
    Level.YEAR: Precision.YEAR,
    Level.DECADE: Precision.YEAR,
}
"""How precise a date is that is given by pointing: as the cells of the header that is seen."""


@record
class Spot:
    """Where the pointer is: ``row`` is the index of the row there, -1 for none.

    ``edge`` is the end of that row's mark which is nearer. ``fine`` asks for finer steps.
    """

    day: float
    row: int = -1
    edge: Edge = Edge.START
    fine: bool = False


@record
class Subject:
    """A row that a gesture changes: its place in the chart, and its own dates."""

    index: int
    item_id: int
    marks: RowMarks
    span: Span | None


@record
class LinkDraft:
    """A link that is being drawn, from row to row; without ``target`` to where the pointer is."""

    origin: int
    origin_edge: Edge
    target: int | None = None
    target_edge: Edge = Edge.START

    @property
    def type(self) -> LinkType:
        """By the ends that are used: from a finish to a start is FS."""
        both = (self.origin_edge, self.target_edge)
        return LinkType("".join("S" if edge is Edge.START else "F" for edge in both))


@record
class Preview:
    """What would be if the hand let go now.

    ``rows`` are the changed marks with the indexes of their rows; the first is the one that was
    taken hold of, and ``span`` or ``percent`` is what its label says. ``finer`` marks a date that
    is more precise than what was committed. ``loop`` are the items that ``link`` would close a loop
    of, in its order.
    """

    rows: tuple[tuple[int, RowMarks], ...] = ()
    span: Span | None = None
    finer: bool = False
    percent: int | None = None
    link: LinkDraft | None = None
    loop: tuple[int, ...] = ()


NOTHING: Final = Preview()


@record
class NewSpans:
    """New dates for items, by id; an edge that is None stays as it is."""

    spans: tuple[tuple[int, Span], ...]


@record
class NewPercent:
    item_id: int
    percent: int


@record
class NewLink:
    predecessor_id: int
    successor_id: int
    type: LinkType


@record
class NewItem:
    kind: ItemKind
    span: Span


Outcome = NewSpans | NewPercent | NewLink | NewItem


class Gesture(Protocol):
    """One thing that a hand does, from its beginning until it lets go."""

    @property
    def preview(self) -> Preview: ...

    def to(self, spot: Spot) -> None:
        """Follow the pointer. Outside the years 1 to 9999 the preview stays as it was."""

    def step(self, units: int, *, fine: bool = False) -> None:
        """Go on by ``units`` steps, back when negative; a date once made finer stays so."""

    def outcome(self) -> Outcome | None:
        """What letting go does; None where nothing would change."""


def subject_of(portfolio: Portfolio, item: Item, index: int, marks: RowMarks) -> Subject:
    """An item in a row of the chart, as gestures take it."""
    return Subject(index, item.id, marks, own_span(portfolio, item))
