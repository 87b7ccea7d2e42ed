"""A filter in words: what can be chosen in each condition, and what has been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from tracker.domain.cells import body_text
from tracker.domain.fields import FIELD, choice_label
from tracker.domain.model import ItemKind, Role, Side
from tracker.domain.period_range import PeriodRange
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.language import N_, Translator
from tracker.records import record
from tracker.workspace.expressions import by_column, column_text, expression_text, joined
from tracker.workspace.filters import NO_BODY, NO_FILTER, NOT_STATED, RowFilter

CONDITION_NAMES: Final = {
    "statuses": N_("Status"),
    "sides": N_("Side"),
    "kinds": N_("Kind"),
    "regions": N_("Region"),
    "sectors": N_("Sector"),
    "bodies": N_("Responsible"),
    "period": N_("Period"),
}
"""The conditions of a RowFilter that a user sets, as msgids, in the order in which they stand."""

_SAID_NOT: Final = N_("Not stated")


@record
class Choice:
    """One value of a condition, and its text; a ``note`` says of what kind it is."""

    value: object
    text: str
    note: str = ""


def choices(condition: str, portfolio: Portfolio, translator: Translator) -> list[Choice]:
    """What can be chosen in a condition: what there is, and at the end what is not stated."""
    text = translator.text
    match condition:
        case "statuses":
            return [Choice(status, text(choice_label(status))) for status in Status]
        case "sides":
            sides = [Choice(side, text(choice_label(side))) for side in Side]
            return [*sides, Choice(None, text(_SAID_NOT))]
        case "kinds":
            kinds = [Choice(kind, text(choice_label(kind))) for kind in ItemKind]
            return [Choice(None, text(N_("Project"))), *kinds]
        case "regions":
            return _terms((project.region for project in portfolio.projects), translator)
        case "sectors":
            return _terms((project.sector for project in portfolio.projects), translator)
        case "bodies":
            answering = {
                role.body_id for role in portfolio.body_roles if role.role is Role.RESPONSIBLE
            }
            names = [
                Choice(body.id, body_text(body, translator.language))
                for body in portfolio.bodies
                if body.id in answering
            ]
            return [*_by_text(names), Choice(NO_BODY, text(_SAID_NOT))]
        case _:
            raise KeyError(condition)


@record
class Condition:
    """One condition of a filter in words: of what, what; and the filter without it.

    ``key`` tells it from the others: the condition's name, or the key of the field that is asked.
    """

    key: str
    title: str
    values: tuple[str, ...]
    without: RowFilter


def conditions(
    row_filter: RowFilter, portfolio: Portfolio, translator: Translator
) -> Iterator[Condition]:
    """Each condition that a user has set, those asked in words last, one for each column."""
    for name, title in CONDITION_NAMES.items():
        if name in row_filter.active:
            values = tuple(said(row_filter, name, portfolio, translator))
            without = replace(row_filter, **{name: getattr(NO_FILTER, name)})
            yield Condition(name, translator.text(title), values, without)
    columns = by_column(row_filter.where)
    for key, asked in columns.items():
        others = {column: other for column, other in columns.items() if column != key}
        title = FIELD[key].label if key else N_("Several columns")
        text = column_text(asked, translator) if key else expression_text(asked, translator)
        without = replace(row_filter, where=joined(others))
        yield Condition(f"field-{key}", translator.text(title), (text,), without)


def _terms(values: Iterable[str], translator: Translator) -> list[Choice]:
    """The terms that are used, by their texts; and that none is, where that occurs."""
    used = set(values)
    found = _by_text(Choice(term, translator.text(term)) for term in used if term)
    return [*found, Choice(NOT_STATED, translator.text(_SAID_NOT))] if "" in used else found


def _by_text(found: Iterable[Choice]) -> list[Choice]:
    return sorted(found, key=lambda choice: choice.text.casefold())


def said(
    row_filter: RowFilter, condition: str, portfolio: Portfolio, translator: Translator
) -> list[str]:
    """The texts of what is asked for in one condition; what is there no more has none."""
    if condition == "period":
        period = row_filter.period
        if isinstance(period, PeriodRange):
            return [period.text(translator.language, Style.SHORT)]
        return [deadline_text(period, translator.language, style=Style.SHORT)] if period else []
    chosen = getattr(row_filter, condition)
    found = choices(condition, portfolio, translator)
    return [choice.text for choice in found if choice.value in chosen]
