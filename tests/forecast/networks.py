"""Random plans, small enough for the slow reference.

They are made from a number: drawn piece by piece by hypothesis most of them would be bare.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tracker.domain.model import Calendar, LagUnit, LinkType
from tracker.forecast.calendars import SpecialDay, WorkingDays
from tracker.forecast.plan import EVENT, Activity, Dependency, Duration, Plan, Span

STATUS = date(2026, 12, 14)
"""A Monday; holidays of both countries and a working Saturday are near."""
_TODAY = STATUS.toordinal()


def random_plan(seed: int, most: int) -> Plan:
    """A plan without loops of up to ``most`` activities, with links of every kind."""
    chance = Random(seed)
    many = chance.randint(2, most)
    rows = [random_activity(chance, id) for id in range(1, many + 1)]
    links = [_link(chance, id, many) for id in range(1, chance.randint(1, 2 * many) + 1)]
    chance.shuffle(rows)
    return Plan(
        status_date=STATUS,
        activities=rows,
        dependencies=links,
        working_days=WorkingDays(_own_days(chance)),
    )


def random_activity(chance: Random, id: int) -> Activity:
    low = chance.randint(1, 8)
    likely = low + chance.randint(0, 4)
    event = chance.random() < 0.3
    row = Activity(
        id=id,
        project=chance.randint(1, 2),
        calendar=chance.choice(list(Calendar)),
        duration=EVENT if event else Duration(low, likely, likely + chance.randint(0, 5)),
    )
    match chance.randint(0, 15):
        case 0:
            return replace(row, finished=_past(chance))
        case 1:
            return replace(row, began=_past(chance), finished=_past(chance))
        case 2 | 3 if not event:
            return replace(row, began=_past(chance))
        case 4:
            return replace(row, fixed=_span(chance))
        case 5 | 6 if not event:
            return replace(row, starts=_span(chance))
        case 7 | 8:
            return replace(row, finishes=_span(chance))
        case 9:
            return replace(row, not_before=_span(chance).first)
    return row


def _link(chance: Random, id: int, many: int) -> Dependency:
    before = chance.randint(1, many - 1)
    return Dependency(
        id,
        before,
        chance.randint(before + 1, many),
        chance.choice(list(LinkType)),
        chance.choice([0, 0, 1, 3, 7, -1, -4]),
        chance.choice(list(LagUnit)),
    )


def _span(chance: Random) -> Span:
    first = _TODAY + chance.randint(-20, 40)
    return Span(first, first + chance.randint(0, 12))


def _past(chance: Random) -> Span:
    first = _TODAY - chance.randint(0, 25)
    return Span(first, min(first + chance.randint(0, 12), _TODAY))


def _own_days(chance: Random) -> tuple[SpecialDay, ...]:
    return tuple(
        SpecialDay(
            chance.choice([Calendar.KZ, Calendar.UZ]),
            STATUS + timedelta(days=chance.randint(-5, 40)),
            works=chance.random() < 0.5,
        )
        for _ in range(chance.randint(0, 4))
    )
