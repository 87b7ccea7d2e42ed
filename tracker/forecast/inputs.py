"""What a sampling follows from, as one number: while it is the same, the results hold."""

from __future__ import annotations

from dataclasses import fields
from hashlib import sha256
from operator import attrgetter
from typing import Final

from tracker.forecast.plan import Activity, Dependency, Plan

_MOVES_NOTHING: Final = ("promised", "supposed")
OF_ACTIVITY: Final = attrgetter(
    *(each.name for each in fields(Activity) if each.name not in _MOVES_NOTHING)
)
"""What of an activity counts."""
_OF_DEPENDENCY: Final = attrgetter(*(each.name for each in fields(Dependency)))


def inputs_of(plan: Plan) -> str:
    """The SHA-256 of all that a sampling follows from, in hexadecimal digits.

    What was promised of a finish is only what a date is measured against, and does not count.
    """
    parts = (
        plan.status_date,
        sorted(map(OF_ACTIVITY, plan.activities)),
        sorted(map(_OF_DEPENDENCY, plan.dependencies)),
        sorted((id, sorted(phase.parts), phase.calendar) for id, phase in plan.phases.items()),
        sorted((id, sorted(parts)) for id, parts in plan.projects.items()),
        sorted(plan.standing | plan.cancelled | plan.undated),
        plan.working_days.exceptions,
        plan.working_days.own,
    )
    return sha256(repr(parts).encode()).hexdigest()
