"""Which figures are about the same thing, and which of them stands for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tracker.domain.model import Basis, Claim

_BASIS_ORDER: Final = (
    Basis.ACTUAL,
    Basis.DECLARED,
    Basis.PLANNED,
    Basis.TARGET,
    Basis.ESTIMATE,
    Basis.CALCULATED,
)


def figure_of(claim: Claim) -> tuple[object, ...]:
    """What a claim is about: of several with one answer, a single one stands for the figure.

    About a project or an item that is what it measures. A topic has many figures of one measure:
    the turnover of each year, the number of projects on the day of each publication, and parts of
    both; there it is also the part, and the period or else the day.
    """
    about = (claim.project_id, claim.item_id, claim.topic, claim.measure)
    if claim.topic is None:
        return about
    return (*about, claim.detail, claim.period or claim.as_of)


def leading(claims: Iterable[Claim]) -> Claim | None:
    """The one that stands for a figure where several were stated.

    The one that the user marked; else the best ground (actual, declared, planned, target,
    estimate, calculated), of these the latest statement, then the latest entry.
    """

    def weight(claim: Claim) -> tuple[bool, int, str, int]:
        stated = claim.as_of.last.isoformat() if claim.as_of else ""
        return (claim.leading, -_BASIS_ORDER.index(claim.basis), stated, claim.id)

    return max(claims, key=weight, default=None)
