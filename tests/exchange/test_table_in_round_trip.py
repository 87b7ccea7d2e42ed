"""A form that the program wrote is read back with every row unchanged: nothing is lost."""

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.domain.portfolios import commitment, item, project
from tests.exchange.export_portfolio import export_portfolio
from tests.exchange.random_portfolios import portfolios
from tests.exchange.tables import ENGLISH, ON, exported, looked_at, table_of, told
from tracker.domain.errors import UserError
from tracker.domain.fields import FIELD, Context
from tracker.domain.model import ItemKind, Names, Row
from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import DIALECTS, Dialect
from tracker.exchange.form_request import FormRequest
from tracker.exchange.forms import bundled_form
from tracker.exchange.forms.keys import FORESEEN, ONLY_WORKED_OUT
from tracker.exchange.json_document import read_document
from tracker.exchange.official_table import fill_form
from tracker.exchange.sample import load_sample
from tracker.exchange.table import RowKind
from tracker.exchange.table_in import Outcome, understand
from tracker.exchange.table_in.headings import row_forms
from tracker.exchange.table_in.reading import bytes_source
from tracker.exchange.table_out import write_csv
from tracker.language import Language, translator
from tracker.workspace.foresight import with_foresight
from tracker.workspace.outline_rows import OutlineNumbers

UTF_8 = [dialect for dialect in DIALECTS.values() if dialect.holds_everything]
PORTFOLIOS = {
    "every case": with_foresight(export_portfolio(), ON),
    "sample": with_foresight(Portfolio(read_document(load_sample())), ON),
}


@pytest.mark.parametrize("dialect", UTF_8, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", row_forms())
@pytest.mark.parametrize("portfolio", PORTFOLIOS.values(), ids=list(PORTFOLIOS))
def test_every_row_of_an_export_is_unchanged(
    portfolio: Portfolio, form: str, language: Language, dialect: Dialect
) -> None:
    table = exported(portfolio, form, language, dialect)
    assert table.mapping.language is language
    assert table.mapping.form == form
    # What a form works out of the rows is no value of theirs.
    keys = {column.key for column in bundled_form(form).columns}
    assert len(table.not_imported) == len(keys & ONLY_WORKED_OUT)
    preview = looked_at(portfolio, table)
    assert told(preview) == []


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=list(DIALECTS))
@pytest.mark.parametrize("form", row_forms())
def test_chosen_columns_and_dates_for_programs_come_back_unchanged(
    form: str, dialect: Dialect
) -> None:
    """Half of the columns in another order, names among them, in every language in turn."""
    portfolio = PORTFOLIOS["every case"]
    for turn, language in enumerate(Language):
        columns = bundled_form(form).columns
        chosen = [each for each in columns if each.key in ("name", "project")]
        chosen += [each for each in columns if each not in chosen][turn % 2 :: 2]
        request = FormRequest(
            form=replace(bundled_form(form), columns=tuple(reversed(chosen))),
            portfolio=portfolio,
            language=language,
            status_date=ON,
            machine_dates=True,
        )
        target = io.BytesIO()
        try:
            write_csv(request.table(dialect.days), target, dialect)
        except UserError:
            assert not dialect.holds_everything
            continue
        table = understand(bytes_source(target.getvalue(), "export.csv"))
        assert told(looked_at(portfolio, table)) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", ["roadmap", "slippage"])
def test_the_forecast_of_an_export_is_known_and_left_out(form: str, language: Language) -> None:
    table = exported(PORTFOLIOS["sample"], form, language, DIALECTS["excel-ru"])
    places = {use.heading: use.place for use in table.not_imported}
    forecast, reason = (places[heading_of(form, key, language)] for key in FORECAST)
    told_of = [row.text(reason) for row in table.rows if row.text(forecast)]
    assert told_of and all(told_of)
    # The file that takes the table in may have been forecast on another day, or not at all.
    assert told(looked_at(Portfolio(PORTFOLIOS["sample"].rows()), table)) == []


FORECAST = ("forecast", "forecast_reason")


def heading_of(form: str, key: str, language: Language) -> str:
    columns = bundled_form(form).columns
    return next(column.heading[language] for column in columns if column.field == key)


@pytest.mark.parametrize("key", sorted(FORESEEN))
def test_a_forecast_under_the_heading_of_the_program_is_left_out(key: str) -> None:
    for language in Language:
        heading = translator(language).text(FIELD[key].label)
        table = table_of([["Name", heading], ["Technical launch", "2027"]])
        assert [use.heading for use in table.not_imported] == [heading]


def has_rows(portfolio: Portfolio, form: str) -> bool:
    context = Context(portfolio, ON, OutlineNumbers(portfolio))
    table = fill_form(bundled_form(form), context=context, translator=ENGLISH)
    return any(row.kind is RowKind.ROW for row in table.rows)


@pytest.mark.parametrize("names", [("", ""), ("Launch", "")])
@pytest.mark.parametrize("owner", ["", "Plant"])
@pytest.mark.parametrize("form", ["roadmap", "milestones", "overdue", "slippage"])
def test_milestones_without_a_name_are_known_by_where_they_stand(
    form: str, owner: str, names: tuple[str, str]
) -> None:
    rows: list[Row] = [replace(project(1), name=Names(en=owner)), project(2, "Other")]
    for id, name in enumerate((*names, ""), 1):
        found = item(id, "", project_id=1 if id <= len(names) else 2, kind=ItemKind.MILESTONE)
        rows += [replace(found, name=Names(en=name)), commitment(id, id, f"202{id}")]
    portfolio = Portfolio(rows)
    table = exported(portfolio, form, Language.EN, DIALECTS["excel-ru"])
    preview = looked_at(portfolio, table)
    assert told(preview) == []
    assert sum(row.key is not None and row.key.table == "items" for row in preview.rows) == 3


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=25)
@given(
    portfolios(),
    st.sampled_from(row_forms()),
    st.sampled_from(list(Language)),
    st.sampled_from(UTF_8),
)
def test_anything_that_a_file_can_hold_comes_back_unchanged(
    rows: list[Row], form: str, language: Language, dialect: Dialect
) -> None:
    portfolio = Portfolio(rows)
    assume(has_rows(portfolio, form))
    preview = looked_at(portfolio, exported(portfolio, form, language, dialect))
    assert told(preview) == []


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=15)
@given(portfolios(), portfolios(), st.sampled_from(row_forms()), st.sampled_from(list(Language)))
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
