"""The sampling of the risk that is kept in a file, as long as it holds and afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.domain.model import Item, Project, RiskResult, RiskRun
from tracker.domain.outline import ref_of
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.forecast.result import Forecast
from tracker.forecast.risk import ItemRisk, Risk
from tracker.forecast.shown import shown_sampled
from tracker.language import N_, Translator
from tracker.records import record
from tracker.workspace.operations.risk import kept_run


class Sampled(NamedTuple):
    """What a sampling says of an item or a project, no finer than it is known.

    ``driving`` is in how many of a hundred runs an item decides when its project is finished.
    """

    p50: Period
    p80: Period
    driving: int | None
    holds: bool


@record
class KeptSampling:
    """``holds``: what was sampled is what the file says now; else the results are out of date.

    ``results`` are by the reference of the row, see :func:`tracker.domain.outline.ref_of`.
    """

    run: RiskRun
    holds: bool
    results: Mapping[int, RiskResult]

    def of(self, portfolio: Portfolio, forecast: Forecast, row: Project | Item) -> Sampled | None:
        result = self.results.get(ref_of(row))
        if result is None:
            return None
        p50, p80 = (
            shown_sampled(portfolio, forecast, row, day.first) for day in (result.p50, result.p80)
        )
        share = round(100 * result.driving / self.run.runs) if isinstance(row, Item) else None
        return Sampled(p50, p80, share, self.holds)

    def risk(self) -> Risk:
        """As if it had been sampled just now."""
        found = {
            ref: ItemRisk(result.p50.first, result.p80.first, result.driving)
            for ref, result in self.results.items()
        }
        return Risk(
            items={ref: each for ref, each in found.items() if ref > 0},
            projects={-ref: each for ref, each in found.items() if ref < 0},
            runs=self.run.runs,
            seed=self.run.seed,
            distribution=self.run.distribution,
            inputs=self.run.inputs,
        )


def kept_sampling(portfolio: Portfolio, forecast: Forecast) -> KeptSampling | None:
    """What :func:`tracker.workspace.operations.kept_run` gives, and whether it holds."""
    run = kept_run(portfolio)
    if run is None:
        return None
    kept = portfolio.risk_results.where("run_id", run.id)
    results = {result.item_id or -(result.project_id or 0): result for result in kept}
    return KeptSampling(run, forecast.rests_on(run.inputs), results)


def outdated_text(run: RiskRun, translator: Translator) -> str:
    """That a sampling holds no longer."""
    day = deadline_text(run.status_date, translator.language, style=Style.SHORT)
    return translator.text(
        N_("The risk was sampled as of {day}; the plan has changed since, and it holds no longer.")
    ).format(day=day)
