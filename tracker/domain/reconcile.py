"""Declared totals against recorded rows, with the gap named.

Officials publish totals of the whole portfolio now and then ("78 projects, $1.7bn, more than 15,000
jobs"). Each publication is a snapshot of its own day and its own way of counting: snapshots are
never added up or drawn as one line. What is recorded is summed over the projects, of each only the
one figure that leads: a sum and its parts (185.1 bn KZT in all, 27 bn for infrastructure) are never
added. Currencies are never converted, and a project of which nothing is known counts as unknown.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Final

from tracker.domain.model import Basis, Bound, Claim, Measure, Project, State, Topic
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.records import record

MEASURES: Final = (Measure.PROJECTS, Measure.VALUE, Measure.JOBS)
"""What is compared, in this order."""


@record
class Snapshot:
    """The totals that one source declared for one day, by measure."""

    as_of: Period | None
    source_id: int | None
    totals: dict[Measure, Claim]


@record
class Sum:
    """The leading figures of ``projects`` projects in one unit, added up.

    ``exact`` is false where one of them is a range or a bound ("over 50 bn KZT").
    """

    unit: str
    value: Decimal
    projects: int
    exact: bool


@record
class Line:
    """One declared total beside what is recorded.

    ``recorded`` is in the unit of ``declared``; ``elsewhere`` are sums in other units, which cannot
    be compared. ``unknown`` counts the projects of which no such figure is recorded.
    """

    measure: Measure
    declared: Claim
    recorded: Sum
    elsewhere: tuple[Sum, ...]
    unknown: int

    @property
    def gap(self) -> Decimal:
        """How much of the declared total is not recorded; negative where more is recorded."""
        return self.declared.value - self.recorded.value


@record
class Reconciliation:
    snapshot: Snapshot
    lines: tuple[Line, ...]


def snapshots(portfolio: Portfolio) -> list[Snapshot]:
    """Every published set of totals of the whole portfolio, the earliest first.

    Parts of the whole (a figure with a detail) and calculated figures are no declared totals.
    """
    found: defaultdict[tuple[Period | None, int | None], dict[Measure, Claim]] = defaultdict(dict)
    for claim in portfolio.claims.where("topic", Topic.PORTFOLIO):
        if claim.measure in MEASURES and not claim.detail and claim.basis is not Basis.CALCULATED:
            found[claim.as_of, claim.source_id][claim.measure] = claim
    published = [Snapshot(*of, totals) for of, totals in found.items()]
    return sorted(published, key=lambda snapshot: _day(snapshot.as_of))


def _day(as_of: Period | None) -> str:
    return as_of.last.isoformat() if as_of else ""


def reconcile(portfolio: Portfolio, snapshot: Snapshot | None = None) -> Reconciliation | None:
    """Compare a snapshot with the recorded projects; None where nothing was ever declared.

    Without a ``snapshot`` it is the latest one that says how many projects there are, else the
    latest. Cancelled projects are left out.
    """
    if snapshot is None:
        published = snapshots(portfolio)
        counting = [found for found in published if Measure.PROJECTS in found.totals]
        if not published:
            return None
        snapshot = (counting or published)[-1]
    projects = [row for row in portfolio.projects if row.state is not State.CANCELLED]
    lines = [
        _line(portfolio, projects, snapshot.totals[measure])
        for measure in MEASURES
        if measure in snapshot.totals
    ]
    return Reconciliation(snapshot, tuple(lines))


def _line(portfolio: Portfolio, projects: list[Project], declared: Claim) -> Line:
    measure, unit = declared.measure, declared.unit
    if measure is Measure.PROJECTS:
        count = len(projects)
        return Line(measure, declared, Sum(unit, Decimal(count), count, True), (), 0)
    leading = [portfolio.leading_claim(project, measure) for project in projects]
    known = [claim for claim in leading if claim is not None]
    sums = {
        found: _sum(found, [claim for claim in known if claim.unit == found])
        for found in dict.fromkeys(claim.unit for claim in known)
    }
    recorded = sums.pop(unit, Sum(unit, Decimal(0), 0, True))
    elsewhere = tuple(sorted(sums.values(), key=lambda one: one.unit))
    return Line(measure, declared, recorded, elsewhere, len(projects) - len(known))


def _sum(unit: str, claims: list[Claim]) -> Sum:
    exact = all(claim.bound is Bound.EXACT and claim.upper is None for claim in claims)
    return Sum(unit, sum((claim.value for claim in claims), Decimal(0)), len(claims), exact)
