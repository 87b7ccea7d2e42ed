"""Charts made in code, and scenes as text, for tests of the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tests.domain.portfolios import commitment, item, project
from tracker.domain.foresight import Foreseen
from tracker.domain.model import (
    Commitment,
    Edge,
    Item,
    ItemKind,
    Link,
    LinkType,
    Project,
    Row,
    State,
)
from tracker.domain.period import Period, period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.domain.ranges import DayRange
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.timeline.chart import Chart
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.outline_source import build_chart
from tracker.timeline.primitives import Line, Path, Primitive, Rect, Scene, StyleName, Text
from tracker.timeline.rows import UniformRows, Viewport
from tracker.timeline.scale import TimeScale
from tracker.workspace.outline_rows import OutlineRow
from tracker.workspace.query import Query, rows

STATUS_DATE = date(2026, 11, 23)


def measure(text: str, style: StyleName) -> float:
    """Every letter is 6 px wide."""
    return 6.0 * len(text)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def row(
    id: int,
    finish: str = "",
    start: str = "",
    *,
    kind: ItemKind = ItemKind.ACTIVITY,
    earlier: Iterable[str] = (),
    actual_start: str = "",
    actual_finish: str = "",
    **more: object,
) -> list[Row]:
    """An item with its commitments, ``earlier`` ones first."""
    actuals = {
        name: period_from_key(key)
        for name, key in (("actual_start", actual_start), ("actual_finish", actual_finish))
        if key
    }
    found: Item = item(id, f"Row {id}", kind=kind, **actuals, **more)
    commitments: list[Commitment] = [
        commitment(100 * id + place, id, key, announced=f"2023-{place + 1:02d}")
        for place, key in enumerate([*earlier, *([finish] if finish else [])])
    ]
    if start:
        commitments.append(commitment(100 * id + 99, id, start, edge=Edge.START))
    return [found, *commitments]


def milestone(id: int, finish: str = "", **more: object) -> list[Row]:
    return row(id, finish, kind=ItemKind.MILESTONE, **more)  # type: ignore[arg-type]


def link(id: int, before: int, after: int, link_type: LinkType = LinkType.FS) -> Row:
    return Link(id=id, uid=f"l{id}", predecessor_id=before, successor_id=after, type=link_type)


def outline(portfolio: Portfolio, query: Query | None = None) -> list[OutlineRow]:
    return rows(
        portfolio,
        query or Query(),
        translator=translator(Language.EN),
        status_date=STATUS_DATE,
    )


class Told:
    """A forecast that says of some items, by id, from which to which day they will be finished."""

    status_date = STATUS_DATE

    def __init__(self, portfolio: Portfolio, finishes: Mapping[int, tuple[str, str]]) -> None:
        self._portfolio = portfolio
        self._finishes = finishes

    def of(self, row: Project | Item) -> Foreseen | None:
        if isinstance(row, Project) or row.id not in self._finishes:
            return None
        first, last = (date.fromisoformat(day) for day in self._finishes[row.id])
        promised = self._portfolio.finish(row)
        slip = (last - promised.last).days if isinstance(promised, Period) else None
        status = Status.AT_RISK if (slip or 0) > 0 else Status.PLANNED
        return Foreseen(status=status, finish=DayRange(first, last), slip=slip)


def chart_of(
    *found: Row | Iterable[Row],
    query: Query | None = None,
    foreseen: Mapping[int, tuple[str, str]] | None = None,
) -> Chart:
    """The chart of one project with the rows given; row 0 is the project."""
    flat: list[Row] = [project()]
    for part in found:
        flat += [part] if isinstance(part, Row) else part
    portfolio = Portfolio(flat)
    if foreseen:
        portfolio.foresight = Told(portfolio, foreseen)
    return build_chart(portfolio, outline(portfolio, query), STATUS_DATE)


def scene_of(
    chart: Chart, scale: TimeScale, *, width: float = 1000.0, row_height: float = 32.0
) -> Scene:
    return lay_out(
        chart,
        scale,
        UniformRows(len(chart), row_height),
        Viewport(width, len(chart) * row_height),
        Manner(Language.EN, measure),
    )


def styled(scene: Scene, style: StyleName) -> list[Primitive]:
    return [shape for shape in scene if shape.style is style]


def as_text(scene: Scene) -> str:
    """One line a shape, layer by layer, in the order in which they are painted."""
    lines = []
    for layer, shapes in scene.layers.items():
        if shapes:
            lines.append(f"[{layer.name.lower()}]")
            lines += [_line(shape) for shape in shapes]
    return "\n".join(lines) + "\n"


def _line(shape: Primitive) -> str:
    match shape:
        case Rect():
            area = f"{shape.x:.1f} {shape.y:.1f} {shape.width:.1f} x {shape.height:.1f}"
            rounded = f" radius {shape.radius:g} {shape.corners.name}" if shape.radius else ""
            return f"{shape.style} rect {area}{rounded}"
        case Line():
            ends = f"{shape.x1:.1f},{shape.y1:.1f} {shape.x2:.1f},{shape.y2:.1f}"
            return f"{shape.style} line {ends}"
        case Path():
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
            return f"{shape.style} {'polygon' if shape.closed else 'path'} {points}"
        case Text():
            halo = f" on {shape.halo}" if shape.halo else ""
            return f"{shape.style} text {shape.x:.1f},{shape.y:.1f} {shape.text!r}{halo}"


DONE = State.DONE
