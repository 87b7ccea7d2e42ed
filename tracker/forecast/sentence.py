"""The explanation of a forecast as sentences that can be read aloud, in four languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from tracker.domain.model import Edge, Item, LagUnit, LinkType, Project
from tracker.domain.outline import ref_of
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.ranges import range_text
from tracker.domain.status import Status, status_of
from tracker.forecast.explain import Chains, Reason, Step
from tracker.forecast.plan import Assumption, Dependency
from tracker.forecast.result import Forecast, RowForecast
from tracker.forecast.shown import is_open_ended, shown_finish
from tracker.forecast.states import against_promise
from tracker.language import N_, Translator

_LINKS: Final = {
    LinkType.FS: N_("{predecessor} must finish first"),
    LinkType.SS: N_("{predecessor} must start first"),
    LinkType.FF: N_("it cannot finish before {predecessor} finishes"),
    LinkType.SF: N_("it cannot finish before {predecessor} starts"),
}

_PROMISED: Final = N_("it is promised for {promise}"), N_("it is promised {limit}")
_OUTRUN: Final = (
    N_("it was promised for {promise} and is not reported as done"),
    N_("it was promised {limit} and is not reported as done"),
)
_OVERDUE: Final = (
    N_("{item} is overdue: promised for {promise}, not reported as done."),
    N_("{item} is overdue: promised {limit}, not reported as done."),
)
"""What is said of a promise, and of one that is a limit: “by the end of 2026”."""

_SAID_BESIDE: Final = frozenset({Reason.PROMISE, Reason.DONE})
"""Where a chain ends so, its promise stands in brackets already."""

_MOST_KEPT: Final = 10_000
"""Of how many rows is kept what other rows may say of them too."""


def explanation(
    portfolio: Portfolio, forecast: Forecast, row: Project | Item, translator: Translator
) -> str:
    """Why the forecast of a row is when it is; "" where nothing is forecast.

    "Technical launch moves to Jan – Mar 2027 because Power line (Q4 2026) must finish first and is
    40 days late." A second sentence says where the chain begins.
    """
    return Explanations(portfolio, forecast, translator).of(row)


class Explanations:
    """The explanations of many rows, of which many share a reason and where its chain begins.

    They hold for as long as the portfolio and the forecast stay as they are. ``finish_of`` gives
    what :func:`~tracker.forecast.shown.shown_finish` says of a row, by whoever knows it already.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        forecast: Forecast,
        translator: Translator,
        finish_of: Callable[[Project | Item], tuple[date, date] | None] | None = None,
    ) -> None:
        self._finish_of = finish_of or self._shown
        self._portfolio = portfolio
        self._forecast = forecast
        self._translator = translator
        self._ = translator.text
        self._chains = Chains(forecast)
        self._forecasts: dict[int, RowForecast | None] = {}
        self._roots: dict[int, str] = {}
        self._before: dict[int, tuple[str, str]] = {}

    def of(self, row: Project | Item) -> str:
        """As :func:`explanation` says it."""
        for kept in (self._forecasts, self._roots, self._before):
            if len(kept) > _MOST_KEPT:
                kept.clear()
        return self._explanation(row)

    def _explanation(self, row: Project | Item) -> str:
        steps = self._chains.of(ref_of(row))
        known = self._known(row)
        if not steps or known is None or known.finish is None:
            return ""
        if is_open_ended(self._portfolio, self._forecast, row, known):
            return self._open_ended(row)
        headline = self._headline(row, known)
        first = steps[0]
        if known.done:
            return self._(N_("{headline}.")).format(headline=headline)
        if first.item != ref_of(row):
            return self._by_part(headline, self._portfolio.items[first.item])
        match first.reason:
            case Reason.DONE:
                return self._(N_("{headline}.")).format(headline=headline)
            case Reason.PROMISE if self._standing(row, known) is None and not self._is_supposed(
                row
            ):
                return self._(N_("{headline}, as promised.")).format(headline=headline)
        clause = self._clause(first, row)
        text = self._(N_("{headline} because {reason}.")).format(headline=headline, reason=clause)
        silent = len(steps) == 1 or (len(steps) == 2 and steps[-1].reason in _SAID_BESIDE)
        return text if silent else f"{text} {self._root(steps)}"

    def _by_part(self, headline: str, part: Item) -> str:
        """A phase or project: which part finishes last, and why that one is then."""
        last = self._(N_("{item} finishes last")).format(item=self._name(part))
        text = self._(N_("{headline} because {reason}.")).format(headline=headline, reason=last)
        return f"{text} {self._explanation(part)}"

    # -- the headline -----------------------------------------------------------------------------

    def _headline(self, row: Project | Item, known: RowForecast) -> str:
        assert known.finish is not None
        if known.done:
            template = N_("{item} was done: {when}")
        else:
            template = {
                Status.LATE: N_("{item} moves to {when}"),
                Status.AT_RISK: N_("{item} may move to {when}"),
                None: N_("{item} is forecast for {when}"),
            }[self._standing(row, known)]
        shown = self._finish_of(row)
        assert shown is not None, "what is open-ended has another sentence"
        when = range_text(*shown, self._translator.language)
        return self._(template).format(item=self._name(row), when=when)

    def _shown(self, row: Project | Item) -> tuple[date, date] | None:
        known = self._known(row)
        return shown_finish(self._portfolio, self._forecast, row, known) if known else None

    def _open_ended(self, row: Project | Item) -> str:
        """Of a row of which nothing says when it will be finished, or was."""
        name = self._name(row)
        status = status_of(self._portfolio, row, self._forecast.plan.status_date)
        if status is Status.DONE:
            return self._(N_("{item} was done; on which day is not known.")).format(item=name)
        if isinstance(row, Item) and self._promise(row):
            return self._of_promise(_OVERDUE, row)
        template = N_("{item} is not finished, and nothing says when it will be.")
        return self._(template).format(item=name)

    def _root(self, steps: Sequence[Step]) -> str:
        """Where a chain begins."""
        step = steps[-1]
        if step.item not in self._roots:
            item = self._portfolio.items[step.item]
            self._roots[step.item] = self._(N_("The chain begins with {root}: {reason}.")).format(
                root=self._name(item), reason=self._clause(step, item)
            )
        return self._roots[step.item]

    # -- the reasons ------------------------------------------------------------------------------

    def _clause(self, step: Step, row: Project | Item) -> str:
        item = self._portfolio.items[step.item]
        match step.reason:
            case Reason.LINK:
                return self._link_clause(step)
            case Reason.PROMISE if self._is_supposed(item):
                return self._(N_("other dates are supposed of it"))
            case Reason.PROMISE:
                return self._of_promise(_PROMISED, item)
            case Reason.NOT_BEFORE if item.constraint_date is not None:
                text = N_("it may not begin before {promise}")
                return self._(text).format(promise=self._text(item.constraint_date))
            case Reason.FIXED:
                return self._(N_("its date is fixed"))
            case Reason.AS_LATE:
                return self._(N_("it is to be as late as possible"))
            case Reason.DONE:
                return self._(N_("it is done"))
            case Reason.UNDER_WAY:
                return self._left(item)
        known = self._known(item)
        if known is not None and Assumption.OUTRUN in known.assumed and self._promise(item):
            return self._of_promise(_OUTRUN, item)
        day = Period.day(self._forecast.plan.status_date)
        return self._(N_("nothing of it is done by {day}")).format(day=self._text(day))

    def _left(self, item: Item) -> str:
        activity = self._forecast.activity(self._forecast.network.node_of[item.id])
        if activity.is_event:
            return self._(N_("it is under way, and how long it still takes is not known"))
        low, _, high = activity.duration
        if low == high:
            text = self._translator.plural(
                "{n} working day of work is left", "{n} working days of work are left", high
            )
            return text.format(n=high)
        text = self._translator.plural(
            "{low} to {n} working day of work is left",
            "{low} to {n} working days of work are left",
            high,
        )
        return text.format(low=low, n=high)

    def _link_clause(self, step: Step) -> str:
        assert step.predecessor is not None
        if step.predecessor not in self._before:
            before = self._portfolio.items[step.predecessor]
            self._before[step.predecessor] = self._with_promise(before), self._lateness(before)
        predecessor, late = self._before[step.predecessor]
        type = step.link.type if step.link else LinkType.FS
        clause = self._(_LINKS[type]).format(predecessor=predecessor)
        if late and type in (LinkType.FS, LinkType.SS):
            clause = self._(N_("{clause} and is {late}")).format(clause=clause, late=late)
        elif late:
            clause = self._(N_("{clause}, which is {late}")).format(clause=clause, late=late)
        return self._with_lag(clause, step.link)

    def _with_lag(self, clause: str, link: Dependency | None) -> str:
        if link is None or not link.lag:
            return clause
        plural = self._translator.plural
        n = abs(link.lag)
        match link.lag > 0, link.lag_unit:
            case True, LagUnit.WORKING_DAYS:
                text = plural(
                    "{clause}, and {n} working day must pass after it",
                    "{clause}, and {n} working days must pass after it",
                    n,
                )
            case True, LagUnit.CALENDAR_DAYS:
                text = plural(
                    "{clause}, and {n} day must pass after it",
                    "{clause}, and {n} days must pass after it",
                    n,
                )
            case False, LagUnit.WORKING_DAYS:
                text = plural(
                    "{clause}, but for {n} working day", "{clause}, but for {n} working days", n
                )
            case _:
                text = plural("{clause}, but for {n} day", "{clause}, but for {n} days", n)
        return text.format(clause=clause, n=n)

    def _lateness(self, item: Item) -> str:
        """By how many days an item passes its own promise, no better known than its forecast."""
        known = self._known(item)
        promise = self._portfolio.deadline(item)
        if known is None or known.finish is None or not isinstance(promise, Period):
            return ""
        shown = shown_finish(self._portfolio, self._forecast, item, known)
        if shown is None:
            return ""
        low, high = ((day - promise.last) // timedelta(days=1) for day in shown)
        if high <= 0:
            return ""
        plural = self._translator.plural
        if low <= 0:
            text = plural("up to {n} day late", "up to {n} days late", high)
        elif low == high:
            text = plural("{n} day late", "{n} days late", high)
        else:
            text = plural("{low} to {n} day late", "{low} to {n} days late", high)
        return text.format(low=low, n=high)

    # -- words ------------------------------------------------------------------------------------

    def _known(self, row: Project | Item) -> RowForecast | None:
        ref = ref_of(row)
        if ref not in self._forecasts:
            forecast = self._forecast
            self._forecasts[ref] = forecast.item(ref) if ref > 0 else forecast.project(-ref)
        return self._forecasts[ref]

    def _keeps_promise(self, row: Project | Item, known: RowForecast) -> bool:
        return self._standing(row, known) is None and not self._is_supposed(row)

    def _is_supposed(self, row: Project | Item) -> bool:
        node = self._forecast.network.node_of.get(row.id) if isinstance(row, Item) else None
        return node is not None and self._forecast.activity(node).supposed

    def _standing(self, row: Project | Item, known: RowForecast) -> Status | None:
        promise = self._portfolio.deadline(row, Edge.FINISH) if isinstance(row, Item) else None
        return against_promise(known.finish, promise.last) if isinstance(promise, Period) else None

    def _name(self, row: Project | Item) -> str:
        name = row.name.best(self._translator.language)
        return self._translator.context("in a sentence", "{name}").format(name=name)

    def _with_promise(self, item: Item) -> str:
        promise = self._promise(item)
        if not promise:
            return self._name(item)
        template = self._(N_("{item} ({promise})"))
        return template.format(item=self._name(item), promise=promise)

    def _promise(self, item: Item) -> str:
        promise = self._portfolio.deadline(item)
        return self._text(promise) if isinstance(promise, Period) else ""

    def _of_promise(self, templates: tuple[str, str], item: Item) -> str:
        promise = self._portfolio.deadline(item)
        is_limit = isinstance(promise, Period) and promise.by
        said = self._promise(item)
        template = self._(templates[is_limit])
        return template.format(promise=said, limit=said, item=self._name(item))

    def _text(self, period: Period) -> str:
        return deadline_text(period, self._translator.language, style=Style.SHORT)
