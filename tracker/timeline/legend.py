"""What the marks mean: one sample of each kind that is in use, with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil
from typing import Final

from tracker.domain.status import Status
from tracker.language import N_, Translator
from tracker.records import record
from tracker.timeline.bars import draw_activity, draw_overdue
from tracker.timeline.chart_row import STATUSES, DeadlineKind, MarkKind, RowFlag, RowMarks
from tracker.timeline.compare import compared_outline
from tracker.timeline.diamonds import diamond_path, draw_milestone
from tracker.timeline.marks import Bar, Diamond, Milestone, Span, is_overdue, is_standing
from tracker.timeline.primitives import (
    Layer,
    Line,
    Measure,
    Path,
    Scene,
    StyleName,
    Text,
)
from tracker.timeline.rows import Lane

_SAMPLE: Final = 34.0
_GAP: Final = 10.0
_COLUMN_GAP: Final = 24.0
LEGEND_ROW: Final = 24.0
"""The height of one line of the legend."""

_UNDER_WAY: Final = frozenset({Status.IN_PROGRESS, Status.OVERDUE})

_Draw = Callable[[Scene, float, Lane], None]
_IsUsed = Callable[[RowMarks, int], bool]


@record
class LegendEntry:
    """``draw`` paints a sample 34 px wide from x on; ``text`` is a msgid.

    ``is_used`` tells whether a row has such a mark on a status date, which is an ordinal.
    """

    text: str
    draw: _Draw
    is_used: _IsUsed


def _committed(scene: Scene, x: float, lane: Lane) -> None:
    diamond = Diamond(Span(x, x + _SAMPLE), is_day=False)
    draw_milestone(scene, Milestone(diamond, None), lane, Status.IN_PROGRESS, limit=False)


def _planned(scene: Scene, x: float, lane: Lane) -> None:
    diamond = Diamond(Span(x, x + _SAMPLE), is_day=False)
    draw_milestone(scene, Milestone(diamond, None), lane, Status.PLANNED, limit=False)


def _done(scene: Scene, x: float, lane: Lane) -> None:
    diamond = Diamond(Span(x, x + _SAMPLE), is_day=False)
    draw_milestone(scene, Milestone(diamond, None), lane, Status.DONE, limit=False)


def _uncertain(scene: Scene, x: float, lane: Lane) -> None:
    firm, soft = Span(x, x + 16), Span(x + 16, x + _SAMPLE)
    bar = Bar(Span(x, x + _SAMPLE), firm, (soft,), sharp_left=True)
    draw_activity(scene, bar, lane, Status.IN_PROGRESS)


def _reported(scene: Scene, x: float, lane: Lane) -> None:
    span = Span(x, x + _SAMPLE)
    bar = Bar(span, span, (), sharp_left=True, sharp_right=True, core=Span(x, x + 22))
    draw_activity(scene, bar, lane, Status.IN_PROGRESS)


def _earlier(scene: Scene, x: float, lane: Lane) -> None:
    tip = x + _SAMPLE
    scene.add(
        Layer.GHOSTS,
        diamond_path(x + 6, lane.y, 10, StyleName.GHOST),
        Line(x + 12, lane.y, tip - 5, lane.y, StyleName.GHOST_TRAIL),
        Path(
            ((tip, lane.y), (tip - 5, lane.y - 2.5), (tip - 5, lane.y + 2.5)),
            StyleName.GHOST_ARROW,
            closed=True,
        ),
    )


def _overdue(scene: Scene, x: float, lane: Lane) -> None:
    draw_overdue(scene, x, x + _SAMPLE, lane.y)


def _standing(scene: Scene, x: float, lane: Lane) -> None:
    tip = x + _SAMPLE
    scene.add(
        Layer.BARS,
        Line(x, lane.y - 4, x, lane.y + 4, StyleName.STANDING_TICK),
        Line(x, lane.y, tip, lane.y, StyleName.STANDING),
        Path(
            ((tip - 5, lane.y - 4), (tip, lane.y), (tip - 5, lane.y + 4)), StyleName.STANDING_TICK
        ),
    )


def _forecast(scene: Scene, x: float, lane: Lane) -> None:
    middle, right = x + _SAMPLE / 2, x + _SAMPLE - 1
    ends = x + 1, right
    scene.add(
        Layer.FORECASTS,
        Line(x + 1, lane.y, right, lane.y, StyleName.FORECAST_LINE),
        *(Line(at, lane.y - 3, at, lane.y + 3, StyleName.FORECAST_LINE) for at in ends),
        diamond_path(middle, lane.y, 10, StyleName.FORECAST_DIAMOND),
    )


def _compared(scene: Scene, x: float, lane: Lane) -> None:
    firm, soft = Span(x + 1, x + 20), Span(x + 20, x + _SAMPLE - 1)
    bar = Bar(Span(x + 1, x + _SAMPLE - 1), firm, (soft,), sharp_left=True)
    scene.add(Layer.COMPARED, *compared_outline(bar, lane, reach=5))


def _uses_forecast(marks: RowMarks, status_date: int) -> bool:
    return bool(marks.flags & RowFlag.FORESEEN_BEHIND)


def _is_item(marks: RowMarks) -> bool:
    return marks.kind != MarkKind.SUMMARY


def _uses_committed(marks: RowMarks, status_date: int) -> bool:
    is_period = marks.deadline == DeadlineKind.PERIOD
    return _is_item(marks) and is_period and STATUSES[marks.status] in _UNDER_WAY


def _uses_planned(marks: RowMarks, status_date: int) -> bool:
    is_period = marks.deadline == DeadlineKind.PERIOD
    settled = _UNDER_WAY | {Status.DONE}
    return _is_item(marks) and is_period and STATUSES[marks.status] not in settled


def _uses_done(marks: RowMarks, status_date: int) -> bool:
    has_date = marks.finish_first > 0 or marks.actual_finish_first > 0
    return _is_item(marks) and has_date and STATUSES[marks.status] is Status.DONE


def _uses_uncertain(marks: RowMarks, status_date: int) -> bool:
    soft = marks.start_first != marks.start_last or marks.finish_first != marks.finish_last
    return marks.kind != MarkKind.MILESTONE and soft


def _uses_reported(marks: RowMarks, status_date: int) -> bool:
    reported = marks.actual_start_first > 0 or marks.percent > 0
    return marks.kind == MarkKind.ACTIVITY and reported


def _uses_earlier(marks: RowMarks, status_date: int) -> bool:
    return bool(marks.flags & RowFlag.CHANGED)


def _uses_standing(marks: RowMarks, status_date: int) -> bool:
    return is_standing(marks)


ENTRIES: Final = (
    LegendEntry(N_("Committed period"), _committed, _uses_committed),
    LegendEntry(N_("Planned"), _planned, _uses_planned),
    LegendEntry(N_("Done"), _done, _uses_done),
    LegendEntry(N_("Uncertain span"), _uncertain, _uses_uncertain),
    LegendEntry(N_("Work reported"), _reported, _uses_reported),
    LegendEntry(N_("Overdue"), _overdue, is_overdue),
    LegendEntry(N_("Earlier commitment"), _earlier, _uses_earlier),
    LegendEntry(N_("Forecast"), _forecast, _uses_forecast),
    LegendEntry(N_("Without an end"), _standing, _uses_standing),
)

COMPARED: Final = LegendEntry(N_("Plan compared with"), _compared, lambda marks, status_date: False)
"""Of the outlines that another plan draws: no row says by itself that it has one."""


def entries_in_use(rows: Iterable[RowMarks], status_date: int) -> tuple[LegendEntry, ...]:
    """What the marks of ``rows`` are explained by, in the order of :data:`ENTRIES`."""
    missing = list(ENTRIES)
    for marks in rows:
        missing = [entry for entry in missing if not entry.is_used(marks, status_date)]
        if not missing:
            break
    return tuple(entry for entry in ENTRIES if entry not in missing)


def lay_out_legend(
    width: float,
    translator: Translator,
    measure: Measure,
    *,
    entries: tuple[LegendEntry, ...] = ENTRIES,
) -> Scene:
    """The entries in columns of one width, as many side by side as ``width`` takes.

    The scene is as high as its lines; entries run across before they run down.
    """
    if not entries:
        return Scene(width, 0)
    texts = [translator.text(entry.text) for entry in entries]
    widest = max((measure(text, StyleName.TEXT_LEGEND) for text in texts), default=0.0)
    column = _SAMPLE + _GAP + widest + _COLUMN_GAP
    columns = min(max(int((width + _COLUMN_GAP) // column), 1), len(entries))
    lines = ceil(len(entries) / columns)
    scene = Scene(width, lines * LEGEND_ROW)
    for place, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        line, across = divmod(place, columns)
        x, lane = across * column, Lane.of(line * LEGEND_ROW, LEGEND_ROW)
        entry.draw(scene, x, lane)
        room = width - x - _SAMPLE - _GAP
        scene.add(
            Layer.LABELS,
            Text(x + _SAMPLE + _GAP, lane.y, text, StyleName.TEXT_LEGEND, max_width=room),
        )
    return scene
