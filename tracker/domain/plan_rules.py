"""Which values of the plan of one item cannot stand beside each other, and why.

Each rule is written once, here; whoever takes values in asks :func:`plan_conflict` with the item as
it would be. What was reported is a fact and is never refused: a rule holds a constraint against it
where the constraint is typed. A deadline may be missed, so it contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from tracker.domain.errors import ConflictError, Term
from tracker.domain.fields import choice_label
from tracker.domain.model import ConstraintKind, Item, ItemKind, State
from tracker.language import N_

LOW_OVER_LIKELY: Final = N_(
    "The shortest duration ({low}) is longer than the likely one ({likely}). Change either of them."
)
LIKELY_OVER_HIGH: Final = N_(
    "The likely duration ({likely}) is longer than the longest one ({high}). Change either of them."
)
LOW_OVER_HIGH: Final = N_(
    "The shortest duration ({low}) is longer than the longest one ({high}). Change either of them."
)
NO_DATE: Final = N_(
    "“{constraint}” needs its date. Give the constraint date, or clear the constraint."
)
DATE_OF_NOTHING: Final = N_(
    "“As late as possible” has no date. Clear the constraint date, or choose another constraint."
)
BEGUN_AS_LATE: Final = N_(
    "It is under way or done. Only what has not begun can be as late as possible."
)
BEGAN_BEFORE: Final = N_(
    "It began before that date, as reported. Correct the actual start, or the constraint."
)
HAPPENED_BEFORE: Final = N_(
    "It was finished before that date, as reported. Correct the actual finish, or the constraint."
)
BEGAN_AFTER: Final = N_(
    "It began after that date, as reported. Correct the actual start, or the constraint."
)
FINISHED_AFTER: Final = N_(
    "It was finished after that date, as reported. Correct the actual finish, or the constraint."
)

PLAN_FIELDS: Final = ("duration_low", "duration", "duration_high", "constraint", "constraint_date")
"""The keys of the fields that the rules are about, in the order in which they are typed."""


class PlanConflict(NamedTuple):
    """``fields`` are the keys of those that do not go together."""

    fields: tuple[str, ...]
    reason: ConflictError


def plan_conflict(item: Item, typed: Collection[str]) -> PlanConflict | None:
    """The first rule that an item breaks by one of the fields that were ``typed``; None for none.

    What an older file holds otherwise stays as it is until one of its fields is typed.
    """
    found = (each for each in (*_durations(item), *_constraint(item)))
    return next((each for each in found if not set(each.fields).isdisjoint(typed)), None)


def _durations(item: Item) -> Iterator[PlanConflict]:
    low, likely, high = item.duration_low, item.duration_likely, item.duration_high
    if low is not None and likely is not None and low > likely:
        reason = ConflictError(LOW_OVER_LIKELY, low=low, likely=likely)
        yield PlanConflict(("duration_low", "duration"), reason)
    if likely is not None and high is not None and likely > high:
        reason = ConflictError(LIKELY_OVER_HIGH, likely=likely, high=high)
        yield PlanConflict(("duration", "duration_high"), reason)
    if low is not None and high is not None and low > high:
        reason = ConflictError(LOW_OVER_HIGH, low=low, high=high)
        yield PlanConflict(("duration_low", "duration_high"), reason)


def _constraint(item: Item) -> Iterator[PlanConflict]:
    kind, when = item.constraint_kind, item.constraint_date
    if kind is None:
        return
    both = ("constraint", "constraint_date")
    if kind is ConstraintKind.AS_LATE:
        if when is not None:
            yield PlanConflict(both, ConflictError(DATE_OF_NOTHING))
        if _is_begun(item):
            yield PlanConflict(("constraint",), ConflictError(BEGUN_AS_LATE))
    elif when is None:
        reason = ConflictError(NO_DATE, constraint=Term(choice_label(kind)))
        yield PlanConflict(both, reason)
    elif message := _contradiction(item):
        yield PlanConflict(both, ConflictError(message))


def _is_begun(item: Item) -> bool:
    reported = item.actual_start or item.actual_finish or item.percent
    return bool(reported) or item.state in (State.IN_PROGRESS, State.DONE)


def _contradiction(item: Item) -> str:
    """How what was reported certainly contradicts the constraint, as a msgid; "" for not at all."""
    kind, when = item.constraint_kind, item.constraint_date
    assert when is not None
    start, finish = item.actual_start, item.actual_finish
    if kind in (ConstraintKind.NOT_BEFORE, ConstraintKind.FIXED):
        if start is not None and start.last < when.first:
            return BEGAN_BEFORE
        if finish is not None and finish.last < when.first:
            return HAPPENED_BEFORE
    if kind in (ConstraintKind.NOT_AFTER, ConstraintKind.FIXED):
        if start is not None and start.first > when.last:
            return BEGAN_AFTER
        # Work that is fixed begins in the period, and may end after it.
        ends = kind is ConstraintKind.NOT_AFTER or item.kind is ItemKind.MILESTONE
        if ends and finish is not None and finish.first > when.last:
            return FINISHED_AFTER
    return ""
