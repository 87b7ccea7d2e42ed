"""The figures of a form of claims: of each project and item, then of the portfolio as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, Final

from tracker.domain.claims import leading
from tracker.domain.fields import Context, Field
from tracker.domain.model import Basis, Claim, Item, Names, Project, Source, Topic
from tracker.exchange.forms.keys import CLAIM_FIELDS, PROJECT
from tracker.exchange.official_rows import amount_of
from tracker.language import N_, Language, translator
from tracker.workspace.statements import contradict

_TOPICS: Final = {Topic.PORTFOLIO: N_("The portfolio as a whole"), Topic.TRADE: N_("Trade")}
LEADING: Final = N_("leads")
CONFLICT: Final = N_("conflict")


class ClaimValues:
    """What the columns of a form show of a claim."""

    fields: Mapping[str, Field] = CLAIM_FIELDS

    def __init__(self, context: Context) -> None:
        self._portfolio = context.portfolio
        self._leading: set[int] = set()
        self._conflicting: set[int] = set()

    def value(self, key: str, claim: Claim) -> Any:
        return _VALUES[key](self, claim)

    def column(self, key: str, claims: Sequence[Claim]) -> list[Any]:
        return [_VALUES[key](self, claim) for claim in claims]

    def sources(self, claim: Claim) -> list[Source]:
        source = self._portfolio.sources.get(claim.source_id) if claim.source_id else None
        return [source] if source else []

    def found(self, rows: list[Project | Item], *, topics: bool) -> Iterator[Claim]:
        """The claims of some rows in their order, then those of the topics, and how they stand."""
        stated = [self._portfolio.claims_of(row) for row in rows]
        if topics:
            stated += [
                sorted(self._portfolio.claims.where("topic", topic), key=lambda claim: claim.id)
                for topic in Topic
            ]
        for claims in stated:
            self._judge(claims)
            yield from sorted(claims, key=_order)

    def _judge(self, claims: list[Claim]) -> None:
        """Note which claims contradict another one, and which of several for one thing leads."""
        for one, other in combinations(claims, 2):
            if contradict(one, other):
                self._conflicting |= {one.id, other.id}
        for measure in {claim.measure for claim in claims}:
            if claims[0].topic is None:
                found = leading(claim for claim in claims if claim.measure is measure)
                if found is not None:
                    self._leading.add(found.id)

    def _row(self, claim: Claim) -> Project | Item | None:
        if claim.item_id:
            return self._portfolio.items[claim.item_id]
        return self._portfolio.projects[claim.project_id] if claim.project_id else None

    def _project(self, claim: Claim) -> Names | None:
        row = self._row(claim)
        if row is None:
            return None
        return (self._portfolio.projects[row.project_id] if isinstance(row, Item) else row).name

    def _subject(self, claim: Claim) -> Names | None:
        row = self._row(claim)
        if row is not None:
            # Of a project its own column tells.
            return row.name if isinstance(row, Item) else None
        if claim.topic is None:
            return None
        said = {each: translator(each).text(_TOPICS[claim.topic]) for each in Language}
        return Names(**{each.value: text for each, text in said.items()})

    def _of_source(self, claim: Claim, attribute: str) -> str | None:
        return next((getattr(found, attribute) or None for found in self.sources(claim)), None)


def _order(claim: Claim) -> tuple[object, ...]:
    """Figures for one thing side by side, the earliest statement first."""
    stated = claim.as_of.last.isoformat() if claim.as_of else ""
    period = claim.period.last.isoformat() if claim.period else ""
    return (list(type(claim.measure)).index(claim.measure), claim.detail, period, stated, claim.id)


_VALUES: Final[Mapping[str, Callable[[ClaimValues, Claim], Any]]] = {
    "number": lambda values, claim: None,
    PROJECT: ClaimValues._project,
    "subject": ClaimValues._subject,
    "measure": lambda values, claim: claim.measure,
    "detail": lambda values, claim: claim.detail or None,
    # The ground stands in a column of its own.
    "figure": lambda values, claim: replace(amount_of(claim), basis=Basis.DECLARED),
    "basis": lambda values, claim: claim.basis,
    "figure_period": lambda values, claim: claim.period,
    "as_of": lambda values, claim: claim.as_of,
    "stated_by": lambda values, claim: claim.stated_by or None,
    "side": lambda values, claim: claim.side,
    "wording": lambda values, claim: claim.wording or None,
    "leading": lambda values, claim: LEADING if claim.id in values._leading else None,
    "conflict": lambda values, claim: CONFLICT if claim.id in values._conflicting else None,
    "source": lambda values, claim: tuple(values.sources(claim)) or None,
    "source_title": lambda values, claim: values._of_source(claim, "title"),
    "url": lambda values, claim: values._of_source(claim, "url"),
    "note": lambda values, claim: claim.note or None,
}
