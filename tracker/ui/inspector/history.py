"""How each announced date stands to the one in force: what the history says beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tracker.domain.model import Commitment, Edge, Item
from tracker.domain.period import Order, Period
from tracker.domain.portfolio import Portfolio
from tracker.language import N_


class Standing(Enum):
    """The value is the msgid that is shown; "" says nothing."""

    IN_FORCE = N_("in force")
    LESS_PRECISE = N_("less precise")
    CONFLICT = N_("conflict")
    MENTIONED = N_("mentioned")
    EARLIER = ""


@dataclass(frozen=True, slots=True)
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
