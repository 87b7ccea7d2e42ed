"""The forecast of a portfolio as views, filters and exports ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from tracker.domain.foresight import Foreseen
from tracker.domain.model import Item, Project, ScenarioMove
from tracker.domain.outline import ref_of
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio, RowKey, ref_of_key
from tracker.domain.ranges import DayRange
from tracker.domain.status import Status
from tracker.forecast.compute import compute
from tracker.forecast.plan import Duration
from tracker.forecast.planning import plan_of
from tracker.forecast.result import Forecast, Range, RowForecast
from tracker.forecast.shown import shown_finish
from tracker.forecast.states import state_of
from tracker.workspace.operations.risk import kept_run
from tracker.workspace.sampling import KeptSampling, Sampled, kept_sampling
from tracker.workspace.working_days import working_days


class PortfolioForesight:
    """A :class:`tracker.domain.foresight.Foresight` over a computed forecast.

    What it says of a row is worked out when it is first asked for.
    """

    def __init__(self, portfolio: Portfolio, forecast: Forecast) -> None:
        self.forecast = forecast
        self._portfolio = portfolio
        self._known: dict[int, Foreseen | None] = {}

    @cached_property
    def sampling(self) -> KeptSampling | None:
        """The sampling that is kept in the file, and whether it holds for this forecast."""
        return kept_sampling(self._portfolio, self.forecast)

    @property
    def status_date(self) -> date:
        return self.forecast.plan.status_date

    def of(self, row: Project | Item) -> Foreseen | None:
        ref = ref_of(row)
        if ref not in self._known:
            self._known[ref] = self._foreseen(row)
        return self._known[ref]

    def dates(self, row: Project | Item) -> RowForecast | None:
        """The dates, floats and assumptions; None where nothing is foreseen."""
        if isinstance(row, Project):
            return self.forecast.project(row.id)
        return self.forecast.item(row.id)

    def remaining(self, row: Project | Item) -> Duration | None:
        """What is left of work under way, in working days of its calendar; None of all else."""
        node = self.forecast.network.node_of.get(row.id) if isinstance(row, Item) else None
        if node is None:
            return None
        activity = self.forecast.activity(node)
        is_left = activity.began is not None and activity.finished is None
        return activity.duration if is_left and not activity.is_event else None

    def forget(self, keys: Iterable[RowKey] | None) -> None:
        """These rows say something else now, which the status has to follow at once; None: any."""
        if keys is None:
            self._known.clear()
            return
        for key in keys:
            self._known.pop(ref_of_key(key), None)

    def succeeded_by(self, forecast: Forecast) -> PortfolioForesight | None:
        """Another foresight of the file, of a forecast after an edit, with all that this one knows.

        None where what is said of every row may be another: of another day, or since a sampling
        holds now, or no longer. See :func:`tracker.workspace.following.succeeded`.
        """
        if type(self) is not PortfolioForesight or self.status_date != forecast.plan.status_date:
            return None
        found = PortfolioForesight(self._portfolio, forecast)
        run = kept_run(self._portfolio)
        known = self.sampling
        if run is not (known.run if known else None):
            return None
        if run and known and forecast.rests_on(run.inputs) != known.holds:
            return None
        vars(found)["sampling"] = known
        found._known = self._known
        return found

    def give_up(self, refs: Iterable[int]) -> dict[int, Foreseen | None]:
        """Forget what was said of rows; what it was, of those that were asked for."""
        known = self._known
        return {ref: known.pop(ref) for ref in refs if ref in known}

    def _foreseen(self, row: Project | Item) -> Foreseen | None:
        dates = self.dates(row)
        if dates is None:
            return None
        status = state_of(self._portfolio, self.forecast, row)
        finish = shown_finish(self._portfolio, self.forecast, row, dates)
        promised = self._portfolio.finish(row)
        slip = None
        if finish is not None and dates.finish is not None and isinstance(promised, Period):
            slip = (finish.last - promised.last).days
            if dates.finish.last <= promised.last:
                # It is in time, however widely that is said.
                slip = min(slip, 0)
        is_open = status is not Status.DONE
        sampled = self._sampled(row) if is_open and finish is not None else None
        holds = sampled is not None and sampled.holds
        return Foreseen(
            status=status,
            start=_range(dates.start),
            finish=_range(finish),
            slip=slip if is_open else None,
            total_float=dates.total_float,
            p50=sampled.p50 if sampled and holds else None,
            p80=sampled.p80 if sampled and holds else None,
            driving=sampled.driving if sampled and holds else None,
            is_outdated=sampled is not None and not holds,
            is_assumed=bool(dates.assumed),
        )

    def sampled(self, row: Project | Item) -> Sampled | None:
        """What the kept sampling says of a row that is not done, though it may hold no longer."""
        known = self.of(row)
        if known is None or known.status is Status.DONE or known.finish is None:
            return None
        return self._sampled(row)

    def _sampled(self, row: Project | Item) -> Sampled | None:
        if self.sampling is None:
            return None
        return self.sampling.of(self._portfolio, self.forecast, row)


def foresee(
    portfolio: Portfolio, on: date, *, supposed: Iterable[ScenarioMove] = ()
) -> PortfolioForesight:
    """Forecast a portfolio on a status date, as it is or with what a scenario supposes."""
    return PortfolioForesight(portfolio, forecast_of(portfolio, on, supposed=supposed))


def forecast_of(
    portfolio: Portfolio, on: date, *, supposed: Iterable[ScenarioMove] = ()
) -> Forecast:
    forecast = compute(plan_of(portfolio, on, working_days(portfolio), supposed=supposed))
    if len(portfolio.risk_runs):
        # Compared here, so that whoever computes aside has all of it.
        _ = forecast.inputs
    return forecast


def with_foresight(portfolio: Portfolio, on: date) -> Portfolio:
    """The portfolio, with its forecast for a status date: for what is read or exported once."""
    portfolio.foresight = foresee(portfolio, on)
    return portfolio


def _range(days: Range | None) -> DayRange | None:
    return None if days is None else DayRange(*days)
