"""The shapes that a chart consists of, each with the name of its style.

No colours and no fonts here: a :class:`StyleName` says what a shape means, the painter knows how it
looks in a theme. Lengths are device-independent pixels, y grows downwards, (0, 0) is the top left
of the viewport.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from tracker.domain.status import Status
from tracker.records import record


class StyleName(StrEnum):
    """What a shape means. Fills, lines and texts share the names; no name is used for two kinds."""

    # A painter looks names up for every shape of a frame: the hash of the text, without a call.
    __hash__ = str.__hash__

    # Grounds
    HEADER = auto()
    PAST = auto()
    NON_WORKING = auto()
    HOLIDAY_MARK = auto()
    ROW_SELECTED = auto()
    ROW_HOVERED = auto()
    ROW_DIMMED = auto()
    ROW_HEADING = auto()
    # Lines of the grid
    GRID_MINOR = auto()
    GRID_MAJOR = auto()
    GRID_ROW = auto()
    ROW_SELECTED_EDGE = auto()
    HEADER_MINOR = auto()
    HEADER_EDGE = auto()
    # Links
    LINK = auto()
    LINK_ARROW = auto()
    LINK_CHOSEN = auto()
    LINK_CHOSEN_ARROW = auto()
    LINK_REFUSED = auto()
    LINK_REFUSED_ARROW = auto()
    CONNECTOR = auto()
    LINK_FINE = auto()
    LINK_FINE_ARROW = auto()
    # Bars: firm and soft fills, their edges, the work reported
    BAR = auto()
    BAR_SOFT = auto()
    BAR_HATCH = auto()
    BAR_EDGE = auto()
    BAR_OPEN = auto()
    BAR_CORE = auto()
    BAR_CORE_SOFT = auto()
    DONE_BAR = auto()
    DONE_SOFT = auto()
    DONE_HATCH = auto()
    DONE_EDGE = auto()
    DONE_OPEN = auto()
    DONE_CORE = auto()
    DONE_CORE_SOFT = auto()
    PLAN_BAR = auto()
    PLAN_SOFT = auto()
    PLAN_HATCH = auto()
    PLAN_EDGE = auto()
    PLAN_OPEN = auto()
    PLAN_CORE = auto()
    PLAN_CORE_SOFT = auto()
    SUMMARY = auto()
    SUMMARY_SOFT = auto()
    SUMMARY_HATCH = auto()
    SUMMARY_TICK = auto()
    # Milestones
    DIAMOND = auto()
    DIAMOND_DONE = auto()
    DIAMOND_PLAN = auto()
    DIAMOND_KEPT = auto()
    DIAMOND_CHECK = auto()
    DIAMOND_PAUSE = auto()
    WHISKER = auto()
    WHISKER_OPEN = auto()
    WHISKER_DONE = auto()
    WHISKER_DONE_OPEN = auto()
    WHISKER_PLAN = auto()
    WHISKER_PLAN_OPEN = auto()
    WHISKER_KEPT = auto()
    STRIKE = auto()
    # Duties without an end
    STANDING = auto()
    STANDING_TICK = auto()
    STANDING_MARK = auto()
    # The plan of another day
    COMPARED = auto()
    COMPARED_SOFT = auto()
    # Earlier commitments, overdue
    GHOST = auto()
    GHOST_TRAIL = auto()
    GHOST_ARROW = auto()
    GHOST_CAP = auto()
    OVERDUE = auto()
    OVERDUE_MARK = auto()
    OVERDUE_ARROW = auto()
    # Dates that contradict each other
    DOUBT = auto()
    DOUBT_BAR = auto()
    # The status date
    TODAY = auto()
    TODAY_PILL = auto()
    # What a hand does just now
    HINT = auto()
    HINT_REFUSED = auto()
    LOOP_ROW = auto()
    # Texts
    TEXT_BAND = auto()
    TEXT_AXIS = auto()
    TEXT_AXIS_NOW = auto()
    TEXT_PILL = auto()
    TEXT_LABEL = auto()
    TEXT_LABEL_STRUCK = auto()
    TEXT_NO_DATE = auto()
    TEXT_DOUBT = auto()
    TEXT_HINT = auto()
    TEXT_LAG = auto()
    TEXT_FORECAST = auto()
    # What the program works out
    FORECAST_BAR = auto()
    FORECAST_EDGE = auto()
    FORECAST_SOFT = auto()
    FORECAST_LINE = auto()
    FORECAST_DASHED = auto()
    FORECAST_TRAIL = auto()
    FORECAST_DIAMOND = auto()
    DRIVING = auto()
    DRIVING_ARROW = auto()
    TEXT_LEGEND = auto()
    TEXT_OVERVIEW = auto()
    # The columns beside a chart on paper
    CHIP_DONE = auto()
    CHIP_PROG = auto()
    CHIP_PLAN = auto()
    CHIP_RISK = auto()
    CHIP_OVER = auto()
    STATUS_DONE = auto()
    STATUS_PROG = auto()
    STATUS_PLAN = auto()
    STATUS_RISK = auto()
    STATUS_OVER = auto()
    ROW_DIAMOND = auto()
    TEXT_CHIP_DONE = auto()
    TEXT_CHIP_PROG = auto()
    TEXT_CHIP_PLAN = auto()
    TEXT_CHIP_RISK = auto()
    TEXT_CHIP_OVER = auto()
    TEXT_CHIP_STRUCK = auto()
    TEXT_ROW = auto()
    TEXT_ROW_STRUCK = auto()
    TEXT_ROW_STRONG = auto()
    TEXT_ROW_STRONG_STRUCK = auto()
    TEXT_ROW_LATE = auto()
    TEXT_ROW_SETTLED = auto()
    TEXT_ROW_SETTLED_STRUCK = auto()
    TEXT_ROW_SECOND = auto()
    # What stands around a chart on paper
    TEXT_TITLE = auto()
    TEXT_SECTION = auto()
    TEXT_CAPTION = auto()
    SHEET_LINE = auto()
    TRIM_MARK = auto()
    # Tables on paper
    TABLE_HEAD = auto()
    TABLE_SECTION = auto()
    TEXT_HEADLINE = auto()
    TEXT_CELL = auto()
    TEXT_CELL_STRONG = auto()
    TEXT_CELL_FINE = auto()
    TEXT_CELL_FINE_STRONG = auto()
    # The passport of a project
    CARD = auto()
    CARD_AT_ODDS = auto()
    PAPER_RULE = auto()
    TEXT_PAPER = auto()
    TEXT_PAPER_STRONG = auto()
    TEXT_PAPER_QUIET = auto()
    TEXT_FINE_QUIET = auto()
    TEXT_FIGURE = auto()
    TEXT_REFERENCE = auto()
    # Grounds behind texts
    HALO = auto()
    HALO_PAST = auto()
    HALO_SELECTED = auto()
    HALO_HOVERED = auto()
    HALO_HEADER = auto()
    # The minimap
    OVERVIEW = auto()
    OVERVIEW_VISIBLE = auto()
    OVERVIEW_LINE = auto()
    OVERVIEW_FRAME = auto()
    OVERVIEW_HANDLE = auto()
    OVERVIEW_DONE = auto()
    OVERVIEW_PROG = auto()
    OVERVIEW_PLAN = auto()
    OVERVIEW_OVER = auto()


class Layer(Enum):
    """What is painted before what; the members stand in that order."""

    __hash__ = object.__hash__

    BANDS = auto()
    PAST = auto()
    NON_WORKING = auto()
    ROW_TINT = auto()
    GRID = auto()
    LINKS = auto()
    COMPARED = auto()
    BARS = auto()
    GHOSTS = auto()
    OVERDUE = auto()
    FORECASTS = auto()
    DRIVING_CHAIN = auto()
    TODAY = auto()
    LABELS = auto()
    VEIL = auto()
    DRAG_HINT = auto()
    FOCUS = auto()


class Align(Enum):
    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


class Corners(Enum):
    """Which corners of a rectangle its radius rounds."""

    ALL = auto()
    LEFT = auto()
    RIGHT = auto()


class Rect(NamedTuple):
    """A filled rectangle; a style of a hatch fills it with lines aligned to the chart."""

    x: float
    y: float
    width: float
    height: float
    style: StyleName
    radius: float = 0.0
    corners: Corners = Corners.ALL


class Line(NamedTuple):
    """A straight line. Upright and level lines are snapped to whole pixels by the painter."""

    x1: float
    y1: float
    x2: float
    y2: float
    style: StyleName


class Path(NamedTuple):
    """A polyline, or a polygon when ``closed``; ``radius`` rounds its inner corners."""

    points: tuple[tuple[float, float], ...]
    style: StyleName
    closed: bool = False
    radius: float = 0.0


class Text(NamedTuple):
    """One line of text: ``y`` is the middle of its height, ``x`` its left, middle or right.

    ``halo`` is the ground behind it, ``halo_width`` wide on each side. A text wider than
    ``max_width`` ends with an ellipsis.
    """

    x: float
    y: float
    text: str
    style: StyleName
    align: Align = Align.LEFT
    halo: StyleName | None = None
    halo_width: float = 3.0
    max_width: float | None = None


class Symbol(NamedTuple):
    """The glyph of a status around (x, y), ``size`` wide and high."""

    x: float
    y: float
    status: Status
    style: StyleName
    size: float = 12.0


Primitive = Rect | Line | Path | Text | Symbol

Measure = Callable[[str, StyleName], float]
"""The width of a text in the style of a text, in pixels."""


@record(frozen=False)
class Scene:
    """Shapes by layer. ``hatch_origin`` is where the chart's own (0, 0) lies in the viewport.

    Hatching starts there, so that it does not crawl when the chart is scrolled.
    """

    width: float
    height: float
    hatch_origin: tuple[float, float] = (0.0, 0.0)
    layers: dict[Layer, list[Primitive]] = field(
        default_factory=lambda: {layer: [] for layer in Layer}
    )

    def add(self, layer: Layer, *primitives: Primitive) -> None:
        self.layers[layer] += primitives

    def __iter__(self) -> Iterator[Primitive]:
        """Every shape in the order in which it is painted."""
        for layer in Layer:
            yield from self.layers[layer]
