"""The rows of a form with the headings over them: their projects, or their quarters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from tracker.domain.fields import Context
from tracker.domain.model import Item, Project
from tracker.domain.period import Deadline, Period, Precision
from tracker.domain.period_text import Style, deadline_text
from tracker.exchange.forms import Form, Quarters
from tracker.exchange.official_cells import Values
from tracker.exchange.official_rows import is_of
from tracker.language import Language
from tracker.records import record
from tracker.workspace.outline_rows import OutlineRow


@record
class Section:
    """A heading over the entries that follow."""

    text: str


class Entry(NamedTuple):
    """A row of the form. ``depth`` is 1, more for what stands below another row."""

    row: Any
    depth: int = 1


Line = Section | Entry


def outlined(
    found: Sequence[OutlineRow], form: Form, context: Context, language: Language
) -> list[Line]:
    """Rows in the order in which they were found, below their projects where the form has these.

    A project without a row of its own would be a heading over nothing.
    """
    lines: list[Line] = []
    heading: Section | None = None
    for row in found:
        if is_of(form, row.row, context):
            if heading is not None:
                lines.append(heading)
                heading = None
            lines.append(Entry(row.row, row.depth))
        else:
            heading = Section(row.row.name.best(language))
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
        entries = [Entry(row) for row in members]
        lines.append(Section(_heading(found, words, len(entries), language)))
        lines += entries
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
