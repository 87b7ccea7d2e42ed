"""A form that the program wrote is read back with every row unchanged: nothing is lost."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.exchange.export_portfolio import export_portfolio
from tests.exchange.random_portfolios import portfolios
from tests.exchange.tables import exported, looked_at, told
from tracker.domain.model import ItemKind, Row
from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import DIALECTS, Dialect
from tracker.exchange.forms import FORM_IDS
from tracker.exchange.json_document import read_document
from tracker.exchange.sample import load_sample
from tracker.exchange.table_in import Outcome
from tracker.language import Language

PORTFOLIOS = {
    "every case": export_portfolio(),
    "sample": Portfolio(read_document(load_sample())),
}


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=list(DIALECTS))
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FORM_IDS)
@pytest.mark.parametrize("portfolio", PORTFOLIOS.values(), ids=list(PORTFOLIOS))
def test_every_row_of_an_export_is_unchanged(
    portfolio: Portfolio, form: str, language: Language, dialect: Dialect
) -> None:
    table = exported(portfolio, form, language, dialect)
    assert table.mapping.language is language
    assert table.mapping.form == form
    assert table.not_imported == []
    preview = looked_at(portfolio, table)
    assert told(preview) == []
    assert len(preview.rows) > 4


def has_rows(portfolio: Portfolio, form: str) -> bool:
    if form == "register":
        return len(portfolio.projects) > 0
    return any(form == "roadmap" or item.kind is ItemKind.MILESTONE for item in portfolio.items)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=25)
@given(
    portfolios(),
    st.sampled_from(FORM_IDS),
    st.sampled_from(list(Language)),
    st.sampled_from(list(DIALECTS.values())),
)
def test_anything_that_a_file_can_hold_comes_back_unchanged(
    rows: list[Row], form: str, language: Language, dialect: Dialect
) -> None:
    portfolio = Portfolio(rows)
    assume(has_rows(portfolio, form))
    preview = looked_at(portfolio, exported(portfolio, form, language, dialect))
    assert told(preview) == []


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=15)
@given(portfolios(), portfolios(), st.sampled_from(FORM_IDS), st.sampled_from(list(Language)))
def test_every_row_is_counted_once(
    rows: list[Row], others: list[Row], form: str, language: Language
) -> None:
    portfolio = Portfolio(rows)
    assume(has_rows(portfolio, form))
    table = exported(portfolio, form, language, DIALECTS["excel-ru"])
    preview = looked_at(Portfolio(others), table)
    assert preview.counts.total() == len(preview.rows)
    assert len(preview.rows) + len(preview.others) == len(table.rows)
    for row in preview.rows:
        assert (row.outcome is Outcome.REJECTED) == bool(row.problems)
        assert (row.plan is not None) == (row.outcome in (Outcome.CREATED, Outcome.UPDATED))
