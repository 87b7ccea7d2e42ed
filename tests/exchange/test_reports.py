"""What forms work out of rows: deadlines that near or are over, slips, quarters, jobs, figures."""

import io
from dataclasses import replace
from datetime import date

import pytest

from tests.domain.portfolios import commitment, item, project
from tests.exchange.export_portfolio import (
    STATUS_DATE,
    changed_workspace,
    context,
    report_portfolio,
)
from tracker.domain.errors import FileError, InputError
from tracker.domain.model import Item, State
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.exchange.dialects import DIALECTS
from tracker.exchange.form_request import FormRequest
from tracker.exchange.forms import bundled_form, kept_span, read_span, selected
from tracker.exchange.official_table import Asked, fill_form, form_sources
from tracker.exchange.table import Cell, PeriodCell, RowKind, Table
from tracker.exchange.table_in import understand
from tracker.exchange.table_in.reading import bytes_source
from tracker.exchange.table_out import write_csv
from tracker.language import Language, translator
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Query
from tracker.workspace.workspace import Workspace

ENGLISH = translator(Language.EN)

IN_UNICODE = [dialect for dialect in DIALECTS.values() if "utf" in dialect.encoding]
"""The dialects that hold every text; a one-byte one refuses Kazakh or Uzbek letters."""


def filled(
    form: str, portfolio: Portfolio | None = None, *, query: Query | None = None, **asked: object
) -> Table:
    table = fill_form(
        bundled_form(form),
        context=context(report_portfolio() if portfolio is None else portfolio),
        translator=ENGLISH,
        query=query,
        asked=Asked(**asked),  # type: ignore[arg-type]
    )
    return replace(table, rows=list(table.rows))


def column(table: Table, heading: str, kind: RowKind = RowKind.ROW) -> list[object]:
    place = table.headings.index(heading)
    cells: list[Cell] = [row.cells[place] for row in table.rows if row.kind is kind]
    return [getattr(cell, "text", cell) for cell in cells]


PLANT = Query(filter=RowFilter(project_ids=frozenset({6})))


# -- due -------------------------------------------------------------------------------------------


def due(period: str) -> list[object]:
    portfolio = Portfolio(
        [
            project(),
            *(
                item(number, name)
                for number, name in enumerate(["day", "quarter", "year", "next", "done"], 1)
            ),
            commitment(1, 1, "2026-12-10"),
            commitment(2, 2, "2026-Q4"),
            commitment(3, 3, "2027"),
            commitment(4, 4, "2027-Q1"),
            commitment(5, 5, "2026-12-11"),
            item(6, "without a deadline"),
        ]
    )
    portfolio.put(replace(portfolio.items[5], state=State.DONE))
    table = filled("due", portfolio, period=read_span(period, Language.EN))
    return column(table, "Measure")


@pytest.mark.parametrize(
    ("period", "names"),
    [
        ("10", ["quarter"]),
        ("30", ["day", "quarter"]),
        ("90", ["day", "quarter", "next", "year"]),
        ("this-quarter", ["day", "quarter"]),
        ("next-quarter", ["next", "year"]),
        ("Q4 2027", ["year"]),
        ("Q4 2026..Q1 2027", ["day", "quarter", "next", "year"]),
        ("..2026", ["day", "quarter"]),
        ("from Q1 2027 to H1 2027", ["next", "year"]),
        ("2027..", ["next", "year"]),
    ],
)
def test_what_may_fall_due_in_a_period_is_due(period: str, names: list[str]) -> None:
    assert due(period) == names


def test_the_period_stands_above_the_table_and_days_are_counted_to_the_end() -> None:
    table = filled("due", period=read_span("this-quarter", Language.EN))
    assert table.as_of == "as of 23.11.2026, falling due: Q4 2026"
    assert column(table, "Days left")[-1] == 38
    assert filled("due").as_of.endswith("23.11.2026 – 23.12.2026")
    span = read_span("2026-Q4..2027", Language.RU)
    assert filled("due", period=span).as_of.endswith("falling due: Q4 2026 – 2027")


@pytest.mark.parametrize("text", ["30", "next-quarter", "2026-Q4", "2026-Q4..2027-H1", "..2026"])
def test_a_period_is_kept_as_a_form_reads_it(text: str) -> None:
    assert kept_span(read_span(text, Language.RU)) == text


@pytest.mark.parametrize("text", ["2027..2026", "2027 - 2026"])
def test_a_period_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_span(text, Language.EN)


# -- overdue, slippage -----------------------------------------------------------------------------


def test_what_is_overdue_says_since_when_and_why() -> None:
    table = filled("overdue", query=PLANT)
    assert column(table, "Measure") == ["Commissioning"]
    assert column(table, "Overdue since") == ["01.07.2026"]
    assert column(table, "Number of changes") == [2]
    assert column(table, "Reason of the last change") == ["the tender failed"]
    assert column(table, "Progress of execution") == ["The line is being set up"]


def test_each_change_of_a_date_is_told_and_the_slip_is_as_wide_as_the_date() -> None:
    table = filled("slippage", query=PLANT)
    assert column(table, "Measure") == ["Commissioning", "Foundation"]
    first, second = str(column(table, "Changes of the deadline")[0]).splitlines()
    assert first.startswith("31.12.2025; announced: 01.02.2025; Undated")
    assert second == "H1 2026; announced: 20.01.2026; the tender failed"
    assert column(table, "First deadline") == ["Q4 2024", "Q2 2026"]
    assert column(table, "Slip of the deadline, days") == ["366…546", 0]
    assert column(table, "Slip of the execution, days") == [None, 46]


def test_a_date_that_was_only_mentioned_changes_nothing() -> None:
    mentioned = replace(commitment(2, 1, "2028", announced="2026-01"), binding=False)
    portfolio = Portfolio([project(), item(1, "One"), commitment(1, 1, "2026-Q4"), mentioned])
    table = filled("slippage", portfolio)
    assert column(table, "Changes of the deadline") == [None]
    assert column(table, "Slip of the deadline, days") == [0]


# -- commissioning ---------------------------------------------------------------------------------


def test_projects_stand_below_their_quarters_and_what_has_none_stands_apart() -> None:
    table = filled(
        "commissioning",
        Portfolio(
            [
                *(project(number, f"Project {number}") for number in range(1, 6)),
                *(item(number, "Opening", project_id=number) for number in range(1, 5)),
                commitment(1, 1, "2027-H1"),
                commitment(2, 2, "2026-12-31"),
                commitment(3, 3, "2026-Q4"),
                commitment(4, 4, "2026-08"),
            ]
        ),
    )
    assert column(table, "Project name", RowKind.SECTION) == [
        "I. Q3 2026 – projects: 1",
        "II. Q4 2026 – projects: 2",
        "III. Only a half-year or a year is stated – projects: 1",
        "IV. No deadline is stated – projects: 1",
    ]
    assert column(table, "No.") == [1, 2, 3, 4, 5]
    assert [row.kind for row in table.rows][:3] == [RowKind.SECTION, RowKind.ROW, RowKind.SECTION]


def test_a_quarter_has_its_sums_and_the_table_its_own() -> None:
    table = filled("commissioning")
    sums = column(table, "Investment volume (USD)", RowKind.TOTAL)
    assert [str(value) for value in sums] == ["121300000", "121300000.25", "242600000.25"]


# -- jobs, figures ---------------------------------------------------------------------------------


def test_jobs_that_nobody_stated_are_named_and_not_added() -> None:
    table = filled("jobs")
    assert column(table, "Jobs planned or declared")[-1] == 120
    assert column(table, "Jobs created")[-1] == 85
    assert column(table, "Not stated")[3:] == [
        "Jobs planned or declared, Jobs created",
        "Jobs planned or declared, Jobs created",
        None,
    ]
    (remark,) = column(table, "Source", RowKind.TOTAL)
    assert "Jobs created: sum of 2 of 6 rows" in str(remark)


def test_figures_that_contradict_each_other_are_marked_and_one_leads() -> None:
    table = filled("claims", query=PLANT)
    assert column(table, "Indicator") == ["Value", "Value", "Jobs", "Jobs"]
    assert column(table, "Conflict") == ["conflict", "conflict", None, None]
    assert column(table, "Leading figure") == [None, "leads", None, "leads"]
    everything = filled("claims")
    assert column(everything, "Measure or topic")[-1] == "The portfolio as a whole"


def test_the_sources_of_a_form_are_those_of_its_rows() -> None:
    found = form_sources(
        bundled_form("claims"),
        context=context(report_portfolio()),
        translator=ENGLISH,
        query=PLANT,
    )
    assert [source.key for source in found] == ["article", "undated"]


# -- changes ---------------------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return changed_workspace(tmp_path_factory.mktemp("changes") / "a.cotrack")


def changes(workspace: Workspace, query: Query | None = None, **asked: date) -> Table:
    request = FormRequest(
        form=bundled_form("changes"),
        portfolio=workspace.portfolio,
        language=Language.EN,
        status_date=STATUS_DATE,
        query=query or Query(),
        asked=Asked(**asked),  # type: ignore[arg-type]
        workspace=workspace,
    )
    table = request.table()
    return replace(table, rows=list(table.rows))


def test_changes_tell_old_and_new_from_one_day_to_another(workspace: Workspace) -> None:
    table = changes(workspace, since=date(2026, 11, 5))
    assert column(table, "What changed") == ["Finish", "Note"]
    assert column(table, "Before") == ["Q4 2026", None]
    assert column(table, "After") == ["H1 2027", "=1+1"]
    assert column(table, "Changed by") == ["A. Omarova", "A. Omarova"]
    until = changes(workspace, since=date(2026, 11, 5), until=date(2026, 11, 11))
    assert column(until, "What changed") == ["Note"]
    assert until.as_of == "from 05.11.2026 to 11.11.2026"


def test_changes_of_some_rows_leave_out_the_others(workspace: Workspace) -> None:
    other = Query(filter=RowFilter(project_ids=frozenset({99})))
    assert not changes(workspace, other, since=date(2026, 11, 5)).rows


def test_a_row_that_was_deleted_since_is_named_in_the_changes(workspace: Workspace) -> None:
    opening = workspace.portfolio.items[3]
    workspace.perform("delete-rows", lambda repository: repository.delete(Item, opening.id))
    table = changes(workspace, since=date(2026, 11, 5))
    assert "Official opening" in column(table, "Row")
    assert workspace.portfolio.row(RowKey("items", 3)) is None


# -- reports are no tables of rows -----------------------------------------------------------------


@pytest.mark.parametrize("dialect", IN_UNICODE, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", ["claims", "changes"])
def test_a_report_is_refused_by_name_when_it_is_imported(
    form: str, language: Language, dialect: object, workspace: Workspace
) -> None:
    found = DIALECTS[dialect.name]  # type: ignore[attr-defined]
    request = FormRequest(
        form=bundled_form(form),
        portfolio=report_portfolio(),
        language=language,
        status_date=STATUS_DATE,
        asked=Asked(since=date(2026, 11, 5)),
        workspace=workspace,
    )
    target = io.BytesIO()
    write_csv(request.table(found.days), target, found)
    with pytest.raises(FileError) as refused:
        understand(bytes_source(target.getvalue(), "report.csv"))
    assert bundled_form(form).title[language] in str(refused.value)


def test_machine_dates_stand_beside_each_period() -> None:
    request = FormRequest(
        form=selected(bundled_form("roadmap"), ["name", "finish"]),
        portfolio=report_portfolio(),
        language=Language.EN,
        status_date=STATUS_DATE,
        machine_dates=True,
    )
    table = request.table(DIALECTS["rfc4180"].days)
    assert table.headings[1:] == (
        *("Deadline", "Deadline: first day", "Deadline: last day"),
        "Deadline: precision",
    )
    found = {row.cells[0]: row.cells[1:] for row in table.rows}
    told = {name: [getattr(cell, "text", cell) for cell in cells] for name, cells in found.items()}
    assert told["Technical launch"] == ["2026-Q4", "2026-10-01", "2026-12-31", "quarter"]
    assert told["By a day"] == ["by 29 September 2026", None, "2026-09-29", "day"]
    assert told["Permanent"] == ["on an ongoing basis", None, None, None]
    assert isinstance(found["Technical launch"][0], PeriodCell)
