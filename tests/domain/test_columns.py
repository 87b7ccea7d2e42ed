"""A column of many rows holds what each row holds by itself."""

from datetime import date

from hypothesis import given, settings

from tests.bench.portfolios import portfolio as large_portfolio
from tests.domain.portfolios import center
from tests.domain.steps import STEPS, beginning, take
from tests.exchange.random_portfolios import portfolios
from tracker.domain.columns import DatedTexts, commitments_in_force, reader
from tracker.domain.fields import FIELD, FIELDS, Context, value_of
from tracker.domain.model import Edge, Row
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.workspace.outline_rows import OutlineNumbers, OutlineRows

ON = date(2026, 11, 23)


def told(portfolio: Portfolio) -> None:
    """Each field, of rows of any kind and of items alone, in parts as a table asks for them."""
    context = Context(portfolio, ON, OutlineNumbers(portfolio))
    rows = [row.row for row in OutlineRows(portfolio)]
    items = list(portfolio.items)
    for field in FIELDS:
        read = reader(field, context)
        for some in (rows, items[:7], items[7:], items[:7]):
            assert read(some) == [value_of(field, row, context) for row in some], field.key


@settings(max_examples=30)
@given(portfolios())
def test_a_column_holds_what_its_cells_hold(rows: list[Row]) -> None:
    told(Portfolio(rows))


@settings(max_examples=20)
@given(STEPS)
def test_a_column_holds_what_its_cells_hold_after_changes(steps: list) -> None:
    portfolio = beginning()
    told(portfolio)
    for step in steps:
        take(portfolio, step)
    told(portfolio)


def test_what_rows_hold_alike_is_the_same_object() -> None:
    portfolio = large_portfolio(400)
    context = Context(portfolio, ON, OutlineNumbers(portfolio))
    items = list(portfolio.items)
    for key in ("responsible", "source"):
        values = [value for value in reader(FIELD[key], context)(items) if value is not None]
        assert len({id(value) for value in values}) == len(set(values)) < len(values), key
    year, texts = period_from_key("2026"), DatedTexts()
    [one, other, none, same] = texts.of([(year, "a", ""), (year, "b", ""), None, (year, "a", "")])
    assert one is same and one != other and none is None
    assert texts.of([(year, "a", "")])[0] is one


def test_commitments_are_those_in_force_at_either_edge() -> None:
    portfolio = center()
    items = list(portfolio.items)
    for edge in Edge:
        found = commitments_in_force(portfolio, items, edge)
        assert found == [portfolio.commitment_in_force(item, edge) for item in items]
