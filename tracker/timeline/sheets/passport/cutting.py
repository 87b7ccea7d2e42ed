"""How much of a passport goes on its page: what is left out first where not all has room.

First the type becomes small and sources are listed by publisher and day. Then, until the rest fits:
the oldest notes, the oldest of the announced dates, figures that neither lead nor differ, the rows
of the timeline below the first level, works (settled ones first), each down to a few; then, in
:data:`_STEPS`, down to none. How many were left out is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from typing import Any, Final

from tracker.records import record
from tracker.timeline.sheets.passport.content import Passport


class ChartRows(IntEnum):
    """Which rows the small timeline has."""

    NONE = 0
    FIRST_LEVEL = 1
    ALL = 2


@record(kw_only=True)
class Share:
    """How many of each kind are shown."""

    fine: bool = False
    whole_sources: bool = True
    notes: int
    histories: int
    chart: ChartRows
    figures: int
    works: int
    differences: int
    facts: int


_MOST: Final = 80
"""More of a kind than a page has lines for: nobody needs to try."""
_STEPS: Final = (
    *(("notes", 3), ("histories", 4), ("figures", 4), ("chart", 1), ("works", 14)),
    *(("histories", 0), ("notes", 0), ("figures", 0), ("works", 8), ("chart", 0)),
    *(("works", 0), ("differences", 0), ("facts", 0)),
)


def everything(passport: Passport) -> Share:
    """All of it, as far as any page could hold it."""
    announced = sum(len(history.announced) for history in passport.histories)
    return Share(
        notes=min(len(passport.notes), _MOST),
        histories=min(announced, _MOST),
        chart=ChartRows.ALL,
        figures=min(len(passport.figures), _MOST),
        works=min(len(passport.works), _MOST),
        differences=min(len(passport.differences), _MOST),
        facts=min(len(passport.facts), _MOST),
    )


def fitting(passport: Passport, fits: Callable[[Share], bool]) -> Share:
    """The largest share that ``fits``, else the smallest there is."""
    whole = everything(passport)
    fine = replace(whole, fine=True)
    share = replace(fine, whole_sources=False)
    for tried in (whole, fine, share):
        if fits(tried):
            return tried
    for kind, few in _STEPS:
        if getattr(share, kind) <= few:
            continue
        least = _with(share, kind, few)
        if fits(least):
            share = _most(share, kind, few, fits)
            break
        share = least
    return _refilled(whole, share, fits)


def _refilled(whole: Share, share: Share, fits: Callable[[Share], bool]) -> Share:
    """``share`` with as much as its page has room left for beside what decided the height."""
    for kind, _few in reversed(_STEPS):
        few, many = int(getattr(share, kind)), int(getattr(whole, kind))
        if few < many:
            fuller = _with(share, kind, many)
            share = fuller if fits(fuller) else _most(fuller, kind, few, fits)
    return share


def _most(share: Share, kind: str, few: int, fits: Callable[[Share], bool]) -> Share:
    """The share with as many of ``kind`` as fit: with few of them it fits, with all it does not."""
    fewest, too_many = few, int(getattr(share, kind))
    while too_many - fewest > 1:
        middle = (fewest + too_many) // 2
        if fits(_with(share, kind, middle)):
            fewest = middle
        else:
            too_many = middle
    return _with(share, kind, fewest)


def _with(share: Share, kind: str, number: int) -> Share:
    changed: dict[str, Any] = {kind: ChartRows(number) if kind == "chart" else number}
    return replace(share, **changed)
