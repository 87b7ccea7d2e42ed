"""How the statements about a row stand to each other: dates to the one in force, figures."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from itertools import combinations

from tracker.domain.model import Bound, Claim, Commitment, Edge, Item, Measure
from tracker.domain.period import Order, Period
from tracker.domain.portfolio import Portfolio
from tracker.language import N_
from tracker.records import record


class Standing(Enum):
    """The value is the msgid that is shown; "" says nothing."""

    IN_FORCE = N_("in force")
    LESS_PRECISE = N_("less precise")
    CONFLICT = N_("conflict")
    MENTIONED = N_("mentioned")
    EARLIER = ""


@record
class Announcement:
    commitment: Commitment
    standing: Standing


def announcements(portfolio: Portfolio, item: Item, edge: Edge) -> list[Announcement]:
    """Every date announced for an edge, the latest first, with its standing."""
    in_force = portfolio.commitment_in_force(item, edge)
    return [
        Announcement(commitment, _standing(commitment, in_force))
        for commitment in reversed(portfolio.commitments_of(item, edge))
    ]


def _standing(commitment: Commitment, in_force: Commitment | None) -> Standing:
    if in_force is None or commitment.id == in_force.id:
        return Standing.IN_FORCE
    said, promised = commitment.deadline, in_force.deadline
    if isinstance(said, Period) and isinstance(promised, Period):
        if promised in said and said.precision.rank > promised.precision.rank:
            return Standing.LESS_PRECISE
        apart = said.plain.compare(promised.plain) in (Order.BEFORE, Order.AFTER)
        if apart and not commitment.binding:
            return Standing.CONFLICT
    return Standing.EARLIER if commitment.binding else Standing.MENTIONED


def disagreeing(portfolio: Portfolio, item: Item) -> int:
    """How many dates that were mentioned contradict the one in force."""
    return sum(
        found.standing is Standing.CONFLICT
        for edge in Edge
        for found in announcements(portfolio, item, edge)
    )


def contradict(one: Claim, other: Claim) -> bool:
    """Whether two figures cannot both be true: the same thing, on the same ground, counted apart.

    Another unit, period, basis or part of the whole is another figure. "Over 4 bn" and 5 bn agree;
    of "about" and "nearly" it cannot be told how far they reach.
    """

    def about(claim: Claim) -> tuple[object, ...]:
        return (claim.measure, claim.unit, claim.period, claim.basis, claim.detail)

    if about(one) != about(other) or {one.bound, other.bound} & {Bound.ABOUT, Bound.NEARLY}:
        return False
    (low, high), (other_low, other_high) = _reach(one), _reach(other)
    return high < other_low or other_high < low


def _reach(claim: Claim) -> tuple[Decimal, Decimal]:
    upper = claim.value if claim.upper is None else claim.upper
    if claim.bound is Bound.OVER:
        return claim.value, Decimal("Infinity")
    if claim.bound is Bound.UP_TO:
        return Decimal("-Infinity"), upper
    return claim.value, upper


def conflicting_measures(claims: list[Claim]) -> frozenset[Measure]:
    """The measures of which two claims contradict each other."""
    return frozenset(
        one.measure for one, other in combinations(claims, 2) if contradict(one, other)
    )
