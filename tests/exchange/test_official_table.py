"""What a form makes of a portfolio: rows, sections, numbers, sums and what a number leaves out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.portfolios import commitment, item, project
from tests.exchange.export_portfolio import context, export_portfolio
from tracker.domain.model import Bound, Claim, ItemKind, Measure, Source, State
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import DIALECTS, Days
from tracker.exchange.forms import bundled_form
from tracker.exchange.official_rows import RowValues
from tracker.exchange.official_table import fill_form
from tracker.exchange.row_numbers import roman
from tracker.exchange.table import Cell, Content, DayCell, PeriodCell, RowKind, Table
from tracker.language import Language, translator
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Query, Sort


def filled(
    portfolio: Portfolio,
    form: str = "roadmap",
    *,
    language: Language = Language.EN,
    dialect: str = "excel-ru",
    query: Query | None = None,
) -> Table:
    table = fill_form(
        bundled_form(form),
        context=context(portfolio),
        translator=translator(language),
        days=DIALECTS[dialect].days,
        query=query,
    )
    return replace(table, rows=list(table.rows))


def column(table: Table, heading: str, kind: RowKind = RowKind.ROW) -> list[Cell]:
    place = table.headings.index(heading)
    return [row.cells[place] for row in table.rows if row.kind is kind]


def texts(table: Table, heading: str) -> list[object]:
    """The column's cells as they are worded."""
    return [getattr(cell, "text", cell) for cell in column(table, heading)]


def claim(id: int, project_id: int, value: int, unit: str = "USD", **more: object) -> Claim:
    return Claim(
        id=id,
        uid=f"k{id}",
        project_id=project_id,
        measure=Measure.VALUE,
        value=Decimal(value),
        unit=unit,
        **more,  # type: ignore[arg-type]
    )


def test_projects_are_sections_and_items_are_numbered_through() -> None:
    portfolio = Portfolio(
        [
            project(1, "First"),
            project(2, "Without rows"),
            project(3, "Third"),
            item(1, "Phase", kind=ItemKind.PHASE),
            item(2, "Step", parent_id=1),
            item(3, "Detail", parent_id=2),
            item(4, "Second step", parent_id=1),
            item(5, "Another phase"),
            item(6, "Its own", project_id=3),
        ]
    )
    table = filled(portfolio)
    assert column(table, "Measure", RowKind.SECTION) == ["I. First", "II. Third"]
    assert column(table, "No.") == [1, "1.1.", "1.1.1.", "1.2.", 2, 3]


def test_a_filter_leaves_no_section_without_rows() -> None:
    table = filled(export_portfolio(), query=Query(filter=RowFilter(project_ids=frozenset({2, 4}))))
    assert column(table, "Measure", RowKind.SECTION) == ["I. Taraz electrometallurgical plant"]
    assert column(table, "Measure") == ["Commissioning"]


def test_the_register_has_every_project_and_the_milestones_no_other_row() -> None:
    portfolio = export_portfolio()
    assert column(filled(portfolio, "register"), "No.") == [1, 2, 3, 4, 5]
    milestones = column(filled(portfolio, "milestones"), "Milestone")
    assert "Launch" not in milestones
    assert len(milestones) == 16


def test_milestones_come_by_their_deadline_and_else_as_asked() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "C"),
            item(2, "A"),
            item(3, "B"),
            commitment(1, 1, "2026-Q4"),
            commitment(2, 2, "2026-12-30"),
        ]
    )
    assert column(filled(portfolio, "milestones"), "Milestone") == ["A", "C", "B"]
    by_name = Query(sorts=(Sort("name", descending=True),))
    assert column(filled(portfolio, "milestones", query=by_name), "Milestone") == ["C", "B", "A"]


def test_the_original_wording_is_unchanged_in_its_own_language_only() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "One"),
            commitment(1, 1, "2026-Q4", wording="в 4-м квартале 2026-го", language="ru"),
        ]
    )
    heading = {
        Language.RU: "Срок исполнения",
        Language.EN: "Deadline",
        Language.KK: "Орындау мерзімі",
    }
    expected = {
        Language.RU: "в 4-м квартале 2026-го",
        Language.EN: "Q4 2026",
        Language.KK: "2026 жылғы IV тоқсан",
    }
    for language, text in expected.items():
        (cell,) = column(filled(portfolio, language=language), heading[language])
        assert cell == PeriodCell(text, period_from_key("2026-Q4"))
    strict = filled(portfolio, language=Language.RU, dialect="rfc4180")
    assert texts(strict, "Срок исполнения") == ["2026-Q4"]


def test_a_day_is_a_day_also_in_the_words_of_its_source() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "One"),
            commitment(1, 1, "2025-11-15", wording="15 ноября 2025 года", language="ru"),
        ]
    )
    (cell,) = column(filled(portfolio, language=Language.RU), "Срок исполнения")
    assert isinstance(cell, DayCell)
    assert cell.text == "15 ноября 2025 года"


def test_what_happened_is_no_deadline() -> None:
    portfolio = Portfolio(
        [
            project(1, "Begun"),
            item(1, "Agreement", kind=ItemKind.PHASE, actual_finish=period_from_key("2025-11-15")),
            item(2, "Construction"),
            project(2, "Completed"),
            item(3, "Start", project_id=2, actual_finish=period_from_key("2023")),
            item(4, "Opening", project_id=2, actual_finish=period_from_key("2024-08")),
            commitment(1, 3, "2022-Q4"),
        ]
    )
    roadmap = filled(portfolio)
    assert texts(roadmap, "Deadline") == [None, None, "Q4 2022", None]
    assert column(roadmap, "Progress of execution")[0] == "Executed: 15.11.2025"
    register = filled(portfolio, "register")
    assert texts(register, "Deadline") == [None, "Q4 2022"]
    assert texts(register, "Completed on") == [None, "August 2024"]


def test_a_completion_that_is_not_known_of_every_part_is_left_open() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "Start", actual_finish=period_from_key("2023")),
            item(2, "Opening", state=State.DONE),
        ]
    )
    assert column(filled(portfolio, "register"), "Status") == ["Completed"]
    assert column(filled(portfolio, "register"), "Completed on") == [None]


def test_a_phase_has_the_latest_deadline_of_its_parts() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "Phase", kind=ItemKind.PHASE),
            item(2, "Part", parent_id=1),
            item(3, "Cancelled part", parent_id=1, state=State.CANCELLED),
            item(4, "Part without end", parent_id=1),
            commitment(1, 2, "2026-Q4"),
            commitment(2, 3, "2030"),
            commitment(3, 4, "permanent"),
        ]
    )
    assert texts(filled(portfolio), "Deadline")[0] == "Q4 2026"


def test_parts_of_a_cell_are_parted_where_no_sentence_ended() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "One", note="A remark", actual_source_id=1),
            item(2, "Two", note="A sentence.", actual_source_id=1),
            Source(id=1, uid="s1", key="s", title="Newsroom"),
        ]
    )
    notes = column(filled(portfolio), "Note")
    assert notes == ["A remark; Source: Newsroom", "A sentence. Source: Newsroom"]


def test_statuses_are_in_the_words_of_the_form() -> None:
    portfolio = export_portfolio()
    roadmap = column(filled(portfolio, language=Language.RU), "Статус")
    assert {"Исполнено", "В работе", "На контроле", None} <= set(roadmap)
    register = column(filled(portfolio, "register", language=Language.RU), "Статус")
    assert "Реализуется" in register
    assert "В работе" not in register


def test_the_note_names_the_source() -> None:
    portfolio = export_portfolio()
    notes = column(filled(portfolio, language=Language.RU), "Примечание")
    assert "Источник: Newsroom, 14.07.2024" in notes


def test_currencies_are_never_mixed() -> None:
    portfolio = Portfolio(
        [project(1), project(2), project(3), claim(1, 1, 5), claim(2, 2, 7, "KZT"), claim(3, 3, 6)]
    )
    table = filled(portfolio, "register")
    assert column(table, "Investment volume (USD)") == [5, None, 6]
    assert column(table, "Investment volume (KZT)") == [None, 7, None]
    assert column(table, "Investment volume (USD)", RowKind.TOTAL) == [11]
    assert column(table, "Investment volume (KZT)", RowKind.TOTAL) == [7]


def test_a_sum_says_how_many_rows_it_covers() -> None:
    portfolio = Portfolio([project(1), project(2), claim(1, 1, 5)])
    (remark,) = column(filled(portfolio, "register"), "Source", RowKind.TOTAL)
    assert remark == "Investment volume (USD): sum of 1 of 2 rows"
    portfolio.put(claim(2, 2, 0))
    assert column(filled(portfolio, "register"), "Source", RowKind.TOTAL) == [None]


def test_what_is_unknown_is_not_zero() -> None:
    table = filled(Portfolio([project(1)]), "register")
    assert column(table, "Investment volume") == [None]
    assert [row.kind for row in table.rows] == [RowKind.ROW]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"bound": Bound.OVER}, "over 84,000,000"),
        ({"upper": Decimal(90_000_000)}, "84,000,000–90,000,000"),
    ],
)
def test_a_figure_that_is_no_exact_number_is_written_in_words_and_not_added(
    more: dict[str, object], text: str
) -> None:
    portfolio = Portfolio([project(1), project(2), claim(1, 1, 84_000_000, **more), claim(2, 2, 1)])
    table = filled(portfolio, "register")
    assert column(table, "Investment volume (USD)") == [text, 1]
    assert column(table, "Investment volume (USD)", RowKind.TOTAL) == [1]


def test_a_cost_covers_the_costs_below_it() -> None:
    money = {"currency": "KZT"}
    portfolio = Portfolio(
        [
            project(),
            item(1, "Phase", kind=ItemKind.PHASE, cost=Decimal(100), **money),
            item(2, "Part", parent_id=1, cost=Decimal(60), **money),
            item(3, "Part of a part", parent_id=2, cost=Decimal(10), **money),
            item(4, "Apart", cost=Decimal("0.1"), **money),
        ]
    )
    table = filled(portfolio)
    assert column(table, "Expected expenditure (KZT)") == [100, 60, 10, Decimal("0.1")]
    assert column(table, "Expected expenditure (KZT)", RowKind.TOTAL) == [Decimal("100.1")]
    assert column(table, "Note", RowKind.TOTAL) == [None]


def test_sums_keep_every_digit() -> None:
    portfolio = Portfolio(
        [
            project(1),
            project(2),
            replace(claim(1, 1, 0), value=Decimal(10) ** 40),
            replace(claim(2, 2, 0), value=Decimal("0.01")),
        ]
    )
    (total,) = column(filled(portfolio, "register"), "Investment volume (USD)", RowKind.TOTAL)
    assert total == Decimal("1" + "0" * 40 + ".01")


@pytest.mark.parametrize(("number", "text"), [(1, "I"), (4, "IV"), (19, "XIX"), (2026, "MMXXVI")])
def test_roman_numerals(number: int, text: str) -> None:
    assert roman(number) == text


def test_a_table_says_what_its_columns_hold() -> None:
    table = filled(export_portfolio(), "register")
    assert (table.title, table.as_of) == ("Project register", "as of 23.11.2026")
    assert table.preamble == (table.title, table.as_of)
    contents = {column.heading: column.content for column in table.columns}
    assert contents["No."] is Content.ROW_NUMBER
    assert contents["Capacity"] is contents["New jobs"] is Content.NUMBER
    assert contents["Unit of measure"] is Content.UNIT
    assert contents["Deadline"] is Content.PERIOD
    assert contents["Status"] is Content.TEXT
    wrapping = {column.heading for column in table.columns if column.wraps}
    assert {"Project name", "Note", "Source"} <= wrapping
    assert "Deadline" not in wrapping


def test_a_period_stays_a_period_in_its_cell() -> None:
    portfolio = Portfolio([project(), item(1, "One"), commitment(1, 1, "2026-Q4")])
    expected = PeriodCell("IV квартал 2026 г.", period_from_key("2026-Q4"))
    assert column(filled(portfolio, language=Language.RU), "Срок исполнения") == [expected]


def test_a_column_of_rows_has_the_values_of_each_row() -> None:
    portfolio = export_portfolio()
    values = RowValues(context(portfolio), translator(Language.RU), Days.DOTTED)
    rows = [*portfolio.projects, *portfolio.items]
    for key in values.fields:
        for some in (rows, list(portfolio.items), list(portfolio.projects)):
            if key != "number":
                assert values.column(key, some) == [values.value(key, row) for row in some], key
