"""Why a row is forecast when it is: the sentence, the chain and what had to be assumed."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.domain.fields import choice_label
from tracker.domain.foresight import judged_status
from tracker.domain.model import Item, Project
from tracker.domain.outline import ref_of
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.ranges import range_text
from tracker.forecast.explain import Step, chain_of
from tracker.forecast.plan import Assumption
from tracker.forecast.sentence import Explanations, explanation
from tracker.language import N_, Translator
from tracker.records import record
from tracker.workspace.foresight import PortfolioForesight

ASSUMPTIONS: Final = {
    Assumption.SPAN: N_("no duration given: the promised span is taken for it"),
    Assumption.NO_DURATION: N_("no duration given: it is done when what precedes it is"),
    Assumption.OUTRUN: N_("its promise is over, and nothing says how long it still takes"),
    Assumption.START: N_("under way since an unknown day"),
    Assumption.DONE: N_("done on an unknown day"),
}
"""What stands in for something that nobody gave, as a msgid."""


@record
class WhyStep:
    """One row of a driving chain. ``link`` is the id of the link to the row before it, 0 at the
    beginning of the chain; ``when`` is the forecast, "" for a row that is done or open."""

    key: RowKey
    name: str
    said: str
    when: str
    link: int = 0


@record
class Why:
    """``steps`` run from where the chain begins to the row; ``assumed`` names row and assumption.

    ``is_behind``: the row is foreseen to be finished after what was promised.
    """

    sentence: str
    steps: tuple[WhyStep, ...]
    assumed: tuple[str, ...]
    is_behind: bool


NOTHING: Final = Why("", (), (), is_behind=False)


def why(
    portfolio: Portfolio, foresight: PortfolioForesight, row: Project | Item, translator: Translator
) -> Why:
    """What an official can read aloud of a row; :data:`NOTHING` where nothing is foreseen."""
    known = foresight.of(row)
    if known is None:
        return NOTHING
    forecast = foresight.forecast
    chain = chain_of(forecast, ref_of(row))
    steps = tuple(_step(portfolio, foresight, step, translator) for step in reversed(chain))
    return Why(
        explanation(portfolio, forecast, row, translator),
        steps,
        tuple(_assumed(portfolio, foresight, chain, translator)),
        is_behind=(known.slip or 0) > 0,
    )


def sentence(portfolio: Portfolio, row: Project | Item, on: date, translator: Translator) -> str:
    """The sentence alone; "" where there is no forecast of the row for that day."""
    return Sentences(portfolio, on, translator).of(row)


class Sentences:
    """The sentences of many rows, as a long table asks for them.

    No chain is worked out that is not said, and what rows share once.
    """

    def __init__(self, portfolio: Portfolio, on: date, translator: Translator) -> None:
        self._portfolio = portfolio
        self._on = on
        self._translator = translator
        self._said: Explanations | None = None
        self._foresight: PortfolioForesight | None = None

    def of(self, row: Project | Item) -> str:
        """As :func:`sentence` says it."""
        foresight = self._portfolio.foresight
        if not isinstance(foresight, PortfolioForesight) or foresight.status_date != self._on:
            return ""
        if self._said is None or self._foresight is not foresight:
            self._foresight = foresight

            def finish_of(row: Project | Item) -> tuple[date, date] | None:
                known = foresight.of(row)
                return known.finish if known is not None else None

            forecast = foresight.forecast
            self._said = Explanations(self._portfolio, forecast, self._translator, finish_of)
        return self._said.of(row)


def driving_links(foresight: PortfolioForesight, row: Project | Item) -> frozenset[int]:
    """The ids of the links that drive a row."""
    chain = chain_of(foresight.forecast, ref_of(row))
    return frozenset(step.link.id for step in chain if step.link is not None)


def driving_items(foresight: PortfolioForesight, row: Project | Item) -> frozenset[int]:
    """The ids of the items that drive a row, the row itself among them."""
    return frozenset(step.item for step in chain_of(foresight.forecast, ref_of(row)))


def _step(
    portfolio: Portfolio, foresight: PortfolioForesight, step: Step, translator: Translator
) -> WhyStep:
    item = portfolio.items[step.item]
    known = foresight.of(item)
    when = ""
    if known is not None and known.finish is not None:
        when = range_text(*known.finish, translator.language)
    status = judged_status(portfolio, item, foresight.status_date)
    said = [_lowered(translator.text(choice_label(status)))]
    promised = portfolio.finish(item)
    if isinstance(promised, Period):
        period = deadline_text(promised, translator.language, style=Style.SHORT)
        said.append(translator.text(N_("committed {period}")).format(period=period))
    return WhyStep(
        RowKey(Item.table, item.id),
        item.name.best(translator.language),
        ", ".join(said),
        when,
        step.link.id if step.link is not None else 0,
    )


def _assumed(
    portfolio: Portfolio,
    foresight: PortfolioForesight,
    chain: tuple[Step, ...],
    translator: Translator,
) -> list[str]:
    assumed = foresight.forecast.assumed
    found = []
    for step in chain:
        for assumption in assumed.get(step.item, ()):
            name = portfolio.items[step.item].name.best(translator.language)
            found.append(f"{name}: {translator.text(ASSUMPTIONS[assumption])}")
    return found


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
