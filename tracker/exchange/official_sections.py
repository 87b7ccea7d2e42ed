"""The rows of a form with the headings over them: their projects, or their quarters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, overload

from tracker.domain.fields import Context
from tracker.domain.model import Item, Project
from tracker.domain.period import Deadline, Period, Precision
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.exchange.forms import Form, Quarters
from tracker.exchange.official_cells import Values
from tracker.exchange.official_rows import Place, is_of
from tracker.language import Language
from tracker.records import record


@record
class Section:
    """A heading over the entries that follow."""

    text: str


class Entries(NamedTuple):
    """Rows of the form that follow each other, of any kind.

    Each has a depth: 1, more for what stands below another row.
    """

    rows: Sequence[Any]
    depths: Sequence[int]

    @classmethod
    def flat(cls, rows: Sequence[Any]) -> Entries:
        """Rows none of which stands below another one."""
        return cls(rows, [1] * len(rows))


Line = Section | Entries


class _RowsByRef(Sequence[Project | Item]):
    """Rows of a portfolio that are looked up when they are asked for: there may be very many."""

    def __init__(self, portfolio: Portfolio, refs: Sequence[int]) -> None:
        self._portfolio = portfolio
        self._refs = refs

    def __len__(self) -> int:
        return len(self._refs)

    @overload
    def __getitem__(self, place: int) -> Project | Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Project | Item]: ...
    def __getitem__(self, place: int | slice) -> Project | Item | list[Project | Item]:
        row_of = self._portfolio.row_of
        if isinstance(place, slice):
            return list(map(row_of, self._refs[place]))
        return row_of(self._refs[place])

    def __iter__(self) -> Iterator[Project | Item]:
        return map(self._portfolio.row_of, self._refs)


def outlined(
    found: Iterable[Place], form: Form, context: Context, language: Language
) -> list[Line]:
    """Rows in the order in which they were found, below their projects where the form has these.

    A project without a row of its own would be a heading over nothing.
    """
    lines: list[Line] = []
    heading: Section | None = None
    refs: list[int] = []
    for ref, depth in found:
        if ref < 0 and not is_of(form, project := context.portfolio.projects[-ref], context):
            heading, refs = Section(project.name.best(language)), []
            continue
        if not refs:
            if heading is not None:
                lines.append(heading)
            depths: list[int] = []
            lines.append(Entries(_RowsByRef(context.portfolio, refs), depths))
        refs.append(ref)
        depths.append(depth)
    return lines


class _Quarter(NamedTuple):
    """Where a row stands: below its quarter, then below a coarser period, then below none."""

    rank: int
    period: Period | None


def by_quarter(
    rows: Iterable[Project | Item], words: Quarters, values: Values, language: Language
) -> list[Line]:
    """Rows below the quarters of their deadlines; they come in the order of these.

    What has no quarter stands apart: a half-year or a year is never put into one.
    """

    def quarter(row: Project | Item) -> _Quarter:
        dated = values.value("finish", row)
        return _quarter_of(dated.deadline if dated is not None else None)

    lines: list[Line] = []
    ordered = sorted(rows, key=lambda row: _order(quarter(row)))
    for found, members in groupby(ordered, quarter):
        of_quarter = list(members)
        lines.append(Section(_heading(found, words, len(of_quarter), language)))
        lines.append(Entries.flat(of_quarter))
    return lines


def _quarter_of(deadline: Deadline | None) -> _Quarter:
    if not isinstance(deadline, Period):
        return _Quarter(2, None)
    if deadline.precision.rank > Precision.QUARTER.rank:
        return _Quarter(1, None)
    return _Quarter(0, Period.containing(deadline.first, Precision.QUARTER))


def _order(quarter: _Quarter) -> tuple[object, ...]:
    return (quarter.rank, quarter.period.first.toordinal() if quarter.period else 0)


def _heading(quarter: _Quarter, words: Quarters, count: int, language: Language) -> str:
    if quarter.period is None:
        return (words.coarse if quarter.rank == 1 else words.none)[language].format(n=count)
    told = deadline_text(quarter.period, language, style=Style.TABLE)
    return words.heading[language].format(quarter=told, n=count)
