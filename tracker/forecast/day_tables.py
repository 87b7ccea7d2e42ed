"""Calendars by look-up: how many working days lie before an instant, and when the n-th one is.

Instants and days are counted from 1 January 1900; instant ``x`` is the midnight before day ``x``.
Row 0 counts every day: events and calendar days. The tables go twice as far as days are allowed to,
so that no duration and no lag reads past their end; beyond the last day every day is worked, and
what lands there is named and never shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.domain.model import Calendar
from tracker.forecast.calendars import WorkingDays, countries_of
from tracker.forecast.plan import FIRST_DAY, LAST_DAY, LONGEST

Int32 = npt.NDArray[np.int32]

BASE: Final = FIRST_DAY.toordinal()
END: Final = LAST_DAY.toordinal() + 1 - BASE
"""The instant after the last day."""
WIDTH: Final = END + 2 * LONGEST + 8
"""How many entries a row has."""
_SATURDAY: Final = 5


class DayTables:
    """``before[row, x]``: working days before instant ``x``. ``day[row, n]``: the n-th of them.

    ``row_of`` gives the row of a calendar; ``workless`` are the calendars without a working day,
    which count every day instead.
    """

    def __init__(self, working_days: WorkingDays, calendars: Iterable[Calendar | str]) -> None:
        self.row_of: dict[Calendar | str, int] = {}
        self.workless: set[Calendar | str] = set()
        rows = [(np.arange(WIDTH, dtype=np.int32), np.arange(WIDTH, dtype=np.int32))]
        for calendar in dict.fromkeys(calendars):
            if calendar == Calendar.EVERY_DAY:
                self.row_of[calendar] = 0
                continue
            tables = _tables(working_days, calendar)
            if tables is None:
                self.workless.add(calendar)
                self.row_of[calendar] = 0
            else:
                self.row_of[calendar] = len(rows)
                rows.append(tables)
        self.before = np.stack([before for before, _ in rows])
        self.day = np.stack([day for _, day in rows])


@lru_cache(maxsize=16)
def _tables(working_days: WorkingDays, calendar: Calendar | str) -> tuple[Int32, Int32] | None:
    """The two rows of a calendar; None where no day is worked."""
    works = worked(working_days, calendar)
    if not works.any():
        return None
    works = np.concatenate([works, np.ones(WIDTH - END, bool)])
    before = np.zeros(WIDTH, np.int32)
    np.cumsum(works[:-1], out=before[1:])
    day = np.full(WIDTH, WIDTH - 1, np.int32)
    found = np.flatnonzero(works)
    day[: len(found)] = found
    return before, day


def worked(working_days: WorkingDays, calendar: Calendar | str) -> npt.NDArray[np.bool_]:
    """Of each day from the first to the last allowed, whether it counts.

    The same as :meth:`WorkingDays.works` asked of every one. Raises KeyError as it does.
    """
    weekday = (np.arange(END) + FIRST_DAY.weekday()) % 7
    if not isinstance(calendar, Calendar):
        own = working_days.own_calendar(calendar)
        every = np.array(own.weekdays, bool)[weekday]
        special: dict[date, bool] = {}
        for country in countries_of(own.base):
            for day, found in working_days.specials(country).items():
                special[day] = special.get(day, True) and found.works
        _set(every, special | dict(own.days))
        return every
    every = np.ones(END, bool)
    for country in countries_of(calendar):
        works = weekday < _SATURDAY
        found_days = working_days.specials(country)
        _set(works, {day: found.works for day, found in found_days.items()})
        every &= works
    return every


def _set(works: npt.NDArray[np.bool_], days: dict[date, bool]) -> None:
    known = {day.toordinal() - BASE: is_worked for day, is_worked in days.items()}
    inside = [day for day in known if 0 <= day < END]
    works[inside] = [known[day] for day in inside]
