"""What the dry run says of each row: new, changed field by field, unchanged, or refused and why."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.portfolios import center, commitment, item, project
from tests.exchange.tables import ENGLISH, looked_at, table_of, told
from tracker.domain.model import (
    Body,
    BodyRole,
    Claim,
    Edge,
    ItemKind,
    Measure,
    Names,
    Role,
    Source,
    State,
)
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.values import Amount
from tracker.exchange.forms import Rows
from tracker.exchange.table_in import (
    DateOrder,
    DecimalSign,
    Ground,
    Options,
    Outcome,
    Preview,
)
from tracker.exchange.table_in.layout import RowIs
from tracker.language import Language


def of_center(*rows: list[str], heading: str = "Name;Deadline") -> Preview:
    return looked_at(center(), table_of([heading.split(";"), *rows]), project="Center")


def reason(preview: Preview) -> str:
    (line,) = told(preview)
    assert " rejected " in line
    return line.partition(" rejected ")[2]


# -- which row is meant ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Technical launch", "technical  LAUNCH", " Technical launch "])
def test_a_row_is_known_by_its_name_whatever_its_case_and_spaces(name: str) -> None:
    preview = of_center([name, "Q4 2026"])
    assert told(preview) == []
    assert preview.rows[0].key == RowKey("items", 2)


def test_a_row_is_known_by_its_name_in_any_language() -> None:
    portfolio = center()
    launch = replace(portfolio.items[2], name=Names(ru="Ёлка", uz="Oʻzbek"))
    portfolio.put(launch)
    for name in ("елка", "o'zbek", "O‘ZBEK"):
        preview = looked_at(portfolio, table_of([["Name", "Deadline"], [name, "Q4 2026"]]))
        assert told(preview) == []


def test_a_uid_decides_and_a_new_name_is_then_a_change() -> None:
    preview = of_center(["i2", "Launch of the center"], heading="UID;Name")
    assert told(preview) == ["2 updated name: Technical launch → Launch of the center"]
    assert "no row with this UID" in reason(of_center(["p1", "Center"], heading="UID;Name"))


def test_a_project_is_known_by_its_code_before_its_name() -> None:
    portfolio = Portfolio([project(1, "Old name", code="K-1"), project(2, "Other")])
    table = table_of([["Code", "Project name", "Region"], ["K-1", "New name", "Astana"]])
    preview = looked_at(portfolio, table)
    assert table.mapping.rows is Rows.PROJECTS
    assert told(preview) == ["2 updated name: Old name → New name; region: Astana"]


def test_two_rows_with_one_name_are_refused_and_told_apart_by_their_parents() -> None:
    portfolio = Portfolio(
        [
            project(),
            item(1, "First", kind=ItemKind.PHASE),
            item(2, "Second", kind=ItemKind.PHASE),
            item(3, "Report", parent_id=1),
            item(4, "Report", parent_id=2),
        ]
    )
    rows = [["Name", "Note"], ["Report", "x"]]
    assert "Several rows “Report”" in reason(looked_at(portfolio, table_of(rows), project="Center"))
    rows = [["No.", "Name", "Note"], ["1", "First", ""], ["1.1", "Report", ""]]
    rows += [["2", "Second", ""], ["2.1.", "Report", "x"]]
    preview = looked_at(portfolio, table_of(rows), project="Center")
    assert told(preview) == ["5 updated note: x"]
    assert preview.rows[3].key == RowKey("items", 4)


def test_one_code_goes_to_one_project() -> None:
    rows = [["Project", "Code"], ["Plant", "P-1"], ["Port", "p-1"], ["Plant", "P-1"]]
    preview = looked_at(center(), table_of(rows))
    assert [row.outcome for row in preview.rows] == [
        Outcome.CREATED,
        Outcome.REJECTED,
        Outcome.REJECTED,
    ]
    assert "Row 2 of the table gives the same code" in told(preview)[1]


def test_what_a_row_cannot_become_is_told_before_anything_is_written() -> None:
    preview = of_center(["Launch", "Milestone"], heading="Name;Kind")
    assert "has rows below it and cannot become a milestone" in reason(preview)


def test_a_deadline_that_follows_from_other_rows_and_its_wording_must_agree() -> None:
    preview = of_center(
        ["Launch", "H1 2027", "by the end of 2026"], heading="Name;Deadline;Original wording"
    )
    assert "say different dates" in reason(preview)


def test_the_same_row_twice_is_taken_once() -> None:
    preview = of_center(["Technical launch", "2027"], ["Technical launch", "2028"])
    assert "Row 2 of the table is about the same row" in told(preview)[1]
    preview = of_center(["New", "2027"], ["new", "2028"])
    assert "Row 2 of the table has the same name" in told(preview)[1]


def test_without_a_project_a_row_that_is_new_is_refused() -> None:
    table = table_of([["Name", "Deadline"], ["Technical launch", "2027"], ["New", "2027"]])
    preview = looked_at(center(), table)
    assert [row.outcome for row in preview.rows] == [Outcome.UPDATED, Outcome.REJECTED]
    assert "which project it belongs to" in told(preview)[1]


def test_projects_come_from_sections_or_from_a_column() -> None:
    rows = [["No.", "Measure", "Deadline", "Status"], ["", "I. Center", "", ""]]
    rows += [
        ["1", "New", "2027", "Planned"],
        ["", "II. Plant", "", ""],
        ["2", "Furnace", "2028", ""],
    ]
    preview = looked_at(center(), table_of(rows))
    assert told(preview) == [
        "3 created name: New; state: Planned; finish: 2027",
        "4 created name: Plant",
        "5 created name: Furnace; finish: 2028",
    ]
    plan = preview.rows[3].plan
    assert plan is not None and plan.new is not None
    assert plan.new.project is preview.rows[2].plan
    rows = [["Project", "Milestone"], ["center", "New"], ["Elsewhere", "New"]]
    preview = looked_at(center(), table_of(rows))
    assert "There is no project “Elsewhere”" in told(preview)[1]
    assert preview.rows[1].problems[0].column == "Project"


def test_with_a_project_given_sections_are_its_phases() -> None:
    rows = [["No.", "Name", "Deadline"], ["", "Launch", ""], ["1", "Test run", "2026"]]
    rows += [["", "II. Growth", ""], ["2", "Second line", "2029"]]
    preview = looked_at(center(), table_of(rows), project="Center")
    assert [row.outcome for row in preview.rows] == ["unchanged", "created", "created", "created"]
    new = [row.plan.new for row in preview.rows if row.plan and row.plan.new]
    assert new[0].parent == RowKey("items", 1)
    assert new[1].kind is ItemKind.PHASE
    assert new[2].parent is preview.rows[2].plan


def test_a_remark_below_the_table_becomes_no_project() -> None:
    rows = [["No.", "Measure", "Deadline"], ["", "I. Center", ""], ["1", "New", "2027"]]
    rows += [["", "Filled in by: the office", ""], ["", "", ""], ["", "III. Empty", ""]]
    preview = looked_at(center(), table_of(rows))
    assert [row.outcome for row in preview.rows[2:]] == [Outcome.REJECTED] * 2
    assert "no rows stand below it" in told(preview)[1]


def test_many_rows_of_one_name_are_told_apart_by_what_they_say() -> None:
    items = [item(at, "Report", note=f"n{at}") for at in range(1, 400)]
    portfolio = Portfolio([project(), *items])
    rows = [["Name", "Note"], *(["Report", each.note] for each in items)]
    assert told(looked_at(portfolio, table_of(rows), project="Center")) == []


def test_a_row_below_one_that_was_refused_is_refused_too() -> None:
    rows = [["No.", "Name", "Deadline"], ["1", "Phase", "03/04/2026"], ["1.1", "Part", "2026"]]
    preview = looked_at(center(), table_of(rows), project="Center")
    assert "belongs to row 2, which was refused" in told(preview)[1]


def test_sums_numbers_of_columns_and_blank_rows_are_no_rows() -> None:
    rows = [["№ п/п", "Мероприятие", "Срок исполнения", "Примечание"], ["1", "2", "3", "4"]]
    rows += [["1", "Итого", "2027", ""], ["", "", "", ""], ["", "Итого:", "", "27 000"]]
    preview = looked_at(center(), table_of(rows), project="Center")
    assert [row.name for row in preview.rows] == ["Итого"]
    assert [kind for _, kind in preview.others] == [RowIs.NUMBERS, RowIs.BLANK, RowIs.TOTAL]


# -- what it says ----------------------------------------------------------------------------------


def test_a_changed_date_is_a_new_commitment_in_its_own_words() -> None:
    preview = of_center(["Technical launch", "до конца 2027 года"])
    assert told(preview) == ["2 updated finish: Q4 2026 → by the end of 2027"]
    plan = preview.rows[0].plan
    assert plan is not None
    assert plan.values == []
    (promise,) = plan.promises
    assert (promise.edge, promise.deadline.key, promise.wording, promise.language) == (
        Edge.FINISH,
        "2027-by",
        "до конца 2027 года",
        "ru",
    )


def test_a_date_in_other_words_is_no_change() -> None:
    assert told(of_center(["Technical launch", "IV кв. 2026"])) == []


def test_an_empty_cell_changes_nothing() -> None:
    assert told(of_center(["Technical launch", ""])) == []


def test_an_ambiguous_date_is_refused_unless_other_rows_tell_the_order() -> None:
    refused = reason(of_center(["New", "03/04/2026"]))
    assert "3 April 2026" in refused and "4 March 2026" in refused
    preview = of_center(["New", "03/04/2026"], ["Other", "31/12/2026"])
    assert told(preview)[0] == "2 created name: New; finish: 3 Apr 2026"
    table = table_of(
        [["Name", "Deadline"], ["New", "03/04/2026"]], Options(date_order=DateOrder.MONTH_FIRST)
    )
    preview = looked_at(center(), table, project="Center")
    assert told(preview) == ["2 created name: New; finish: 4 Mar 2026"]


def test_the_deadline_and_its_original_wording_must_agree() -> None:
    heading = "Name;Deadline;Original wording;Announced on"
    row = ["Technical launch", "Q1 2028", "I кв. 2028", "01.02.2026"]
    preview = of_center(row, heading=heading)
    assert told(preview) == [
        "2 updated finish: Q4 2026 → Q1 2028; announced_on: 14 Jul 2024 → 1 Feb 2026"
    ]
    row[2] = "II кв. 2028"
    assert "say different dates" in reason(of_center(row, heading=heading))
    row[1] = ""
    assert told(of_center(row, heading=heading))[0].startswith(
        "2 updated finish: Q4 2026 → Q2 2028"
    )


def test_an_earlier_commitment_that_is_on_record_is_no_change() -> None:
    portfolio = center()
    portfolio.put(commitment(9, 2, "2025", announced="2023"))
    table = table_of([["Name", "Deadline", "Announced on"], ["Technical launch", "2025", "2023"]])
    assert told(looked_at(portfolio, table)) == []
    table = table_of([["Name", "Deadline"], ["Technical launch", "2025"]])
    assert told(looked_at(portfolio, table)) == ["2 updated finish: Q4 2026 → 2025"]


def test_a_milestone_has_no_start_and_a_new_row_with_one_is_an_activity() -> None:
    heading = "Name;Start;Finish"
    assert "no start" in reason(of_center(["Technical launch", "2025", ""], heading=heading))
    preview = of_center(["New", "2025", "2026"], heading=heading)
    plan = preview.rows[0].plan
    assert plan is not None and plan.new is not None
    assert plan.new.kind is ItemKind.ACTIVITY
    assert "no start" in reason(of_center(["New", "2025", "Milestone"], heading="Name;Start;Kind"))


def test_a_status_is_a_report_unless_it_follows_from_the_dates() -> None:
    heading = "Name;Deadline;Status"
    assert told(of_center(["Technical launch", "", "Planned"], heading=heading)) == []
    assert told(of_center(["Technical launch", "", "Исполнено"], heading=heading)) == [
        "2 updated state: Done"
    ]
    assert "follows from dates" in reason(
        of_center(["Technical launch", "", "Overdue"], heading=heading)
    )
    assert told(of_center(["Technical launch", "2025", "просрочено"], heading=heading)) == [
        "2 updated finish: Q4 2026 → 2025"
    ]
    assert "is not a status" in reason(
        of_center(["Technical launch", "", "Somehow"], heading=heading)
    )


def test_statuses_are_judged_on_the_day_of_the_table() -> None:
    rows = [["Roadmap", "", ""], ["as of 1 March 2027", "", ""], ["Name", "Deadline", "Status"]]
    rows += [["Technical launch", "Q4 2026", "Overdue"]]
    assert told(looked_at(center(), table_of(rows))) == []
    rows[1] = ["as of 1 March 2026", "", ""]
    assert "follows from dates" in reason(looked_at(center(), table_of(rows)))


def test_bodies_are_known_in_any_language_and_their_order_counts() -> None:
    portfolio = center()
    for row in (
        Body(id=1, uid="b1", name=Names(ru="Министерство"), short_name=Names(ru="МТИ")),
        Body(id=2, uid="b2", name=Names(en="Ministry")),
        BodyRole(id=1, uid="r1", item_id=2, body_id=1, role=Role.RESPONSIBLE),
        BodyRole(id=2, uid="r2", item_id=2, body_id=2, role=Role.RESPONSIBLE, position=1),
    ):
        portfolio.put(row)
    heading = ["Name", "Responsible executors"]
    table = table_of([heading, ["Technical launch", "мти; ministry"]])
    assert told(looked_at(portfolio, table)) == []
    table = table_of([heading, ["Technical launch", "Ministry; МТИ"]])
    assert told(looked_at(portfolio, table)) == [
        "2 updated responsible: МТИ; Ministry → Ministry; МТИ"
    ]


def test_sources_are_added_and_never_taken_away() -> None:
    portfolio = center()
    portfolio.put(Source(id=1, uid="s1", key="article", title="The article", publisher="Newsroom"))
    table = table_of([["Name", "Source"], ["Technical launch", "the article; Minutes № 3"]])
    preview = looked_at(portfolio, table)
    assert told(preview) == ["2 updated source: the article; Minutes № 3"]
    plan = preview.rows[0].plan
    assert plan is not None
    assert plan.sources == [1, "Minutes № 3"]


def test_a_text_that_names_several_sources_is_refused() -> None:
    portfolio = center()
    for at, title in enumerate(("One", "Other"), 1):
        portfolio.put(Source(id=at, uid=f"s{at}", key=f"k{at}", title=title, publisher="Kazinform"))
    rows = [["Name", "Source"], ["Technical launch", "Kazinform"]]
    assert "Several sources" in reason(looked_at(portfolio, table_of(rows)))
    rows[1][1] = "Other"
    assert told(looked_at(portfolio, table_of(rows))) == ["2 updated source: Other"]


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    [
        ("Value (USD)", "121300000,25", Amount(Decimal("121300000.25"), "USD")),
        ("Value, mln USD", "121,3", Amount(Decimal(121_300_000), "USD")),
        ("Стоимость проекта (млрд тг)", "185,1", Amount(Decimal(185_100_000_000), "KZT")),
        ("Value", "185,1 млрд тг", Amount(Decimal(185_100_000_000), "KZT")),
        ("Value (USD)", "5 млрд тг", Amount(Decimal(5_000_000_000), "KZT")),
    ],
)
def test_money_is_read_with_the_unit_of_its_heading(
    heading: str, cell: str, amount: Amount
) -> None:
    rows = [["Project name", "Region", heading], ["Center", "", cell]]
    preview = looked_at(center(), table_of(rows, Options(decimal_sign=DecimalSign.COMMA)))
    plan = preview.rows[0].plan
    assert plan is not None
    assert [value for _, value in plan.values] == [amount]


def test_a_number_with_two_readings_is_refused_unless_the_sign_is_known() -> None:
    rows = [["Project name", "Region", "Jobs"], ["Center", "", "14,700"]]
    assert "can be read as the whole number 14700" in reason(looked_at(center(), table_of(rows)))
    more = [*rows, ["Plant", "", "1,5"]]
    assert told(looked_at(center(), table_of(more)))[0] == "2 updated jobs: 14.700 jobs"
    table = table_of(rows, Options(decimal_sign=DecimalSign.POINT))
    assert told(looked_at(center(), table)) == ["2 updated jobs: 14,700 jobs"]


def test_a_unit_that_nobody_knows_is_refused() -> None:
    rows = [["Project name", "Capacity", "Unit of measure"], ["Center", "500", "t a year"]]
    assert told(looked_at(center(), table_of(rows))) == ["2 updated capacity: 500 t a year"]
    rows[1][2] = "pud"
    assert "“pud” is no unit" in reason(looked_at(center(), table_of(rows)))
    portfolio = center()
    figure = {"measure": Measure.CAPACITY, "value": Decimal(1), "unit": "pud"}
    portfolio.put(Claim(id=1, uid="k1", project_id=1, **figure))  # type: ignore[arg-type]
    assert told(looked_at(portfolio, table_of(rows))) == ["2 updated capacity: 1 pud → 500 pud"]


def test_what_is_worked_out_cannot_be_imported() -> None:
    rows = [["Project name", "Region", "Deadline"], ["Center", "", "2030"]]
    assert "is worked out" in reason(looked_at(center(), table_of(rows)))
    rows[1][2] = "H1 2027"
    assert told(looked_at(center(), table_of(rows))) == []


def test_a_cell_of_several_parts_is_taken_apart() -> None:
    heading = "№ п/п;Мероприятие;Срок исполнения;Ход исполнения;Примечание"
    row = ["1", "Technical launch", "", "Исполнено: IV кв. 2026 г. 72 %; Акт подписан.", ""]
    assert told(of_center(row, heading=heading)) == [
        "2 updated actual_finish: Q4 2026; percent: 72; progress: Акт подписан."
    ]
    row = ["1", "Technical launch", "", "", "Замечание; Источник: Протокол"]
    assert told(of_center(row, heading=heading)) == ["2 updated note: Замечание; source: Протокол"]


def test_a_row_that_is_too_short_is_taken_and_one_too_long_refused() -> None:
    preview = of_center(["Technical launch"], ["Official opening", "H1 2027", "", "x"])
    assert preview.rows[0].outcome is Outcome.UNCHANGED
    assert "more cells than the table has headings" in told(preview)[0]


def test_a_cell_with_an_end_of_string_is_refused() -> None:
    assert "characters that are no text" in reason(of_center(["Technical launch", "20\x0026"]))
    assert "characters that are no text" in reason(of_center(["New\x00", "2026"]))


def test_two_columns_for_one_field_must_agree() -> None:
    heading = "Name;Deadline;Deadline"
    assert told(of_center(["Technical launch", "Q4 2026", ""], heading=heading)) == []
    assert "given twice" in reason(
        of_center(["Technical launch", "Q4 2026", "2027"], heading=heading)
    )


def test_a_refused_row_is_called_by_the_beginning_of_its_name() -> None:
    (row,) = of_center(["x" * 40_000, "2026"]).rows
    assert row.outcome is Outcome.REJECTED
    assert len(row.name) < 300 < len(row.source.text(0))


def test_all_problems_of_a_row_are_told_with_their_cells() -> None:
    heading = "Name;Deadline;% complete"
    preview = of_center(["Technical launch", "soon", "101"], heading=heading)
    problems = preview.rows[0].problems
    assert [(each.column, each.value) for each in problems] == [
        ("Deadline", "soon"),
        ("% complete", "101"),
    ]
    assert "Deadline: “soon” is not understood" in reason(preview)


def test_a_plan_that_does_not_go_together_is_refused_at_each_of_its_cells() -> None:
    heading = "Name;Shortest duration, working days;Duration, working days;Constraint"
    preview = of_center(["Technical launch", "30", "20", ""], heading=heading)
    problems = preview.rows[0].problems
    assert [(each.place, each.column, each.value) for each in problems] == [
        (1, "Shortest duration, working days", "30"),
        (2, "Duration, working days", "20"),
    ]
    assert "The shortest duration (30) is longer than the likely one (20)" in reason(preview)
    preview = of_center(["Technical launch", "", "", "Not before"], heading=heading)
    assert [(each.place, each.value) for each in preview.rows[0].problems] == [(3, "Not before")]
    assert "needs its date" in reason(preview)
    assert told(of_center(["Technical launch", "20", "30", ""], heading=heading)) == [
        "2 updated duration_low: 20; duration: 30"
    ]


def test_a_name_of_its_own_language_is_kept_there() -> None:
    preview = of_center(["Technical launch", "Технический запуск"], heading="Name;Name in Russian")
    assert told(preview) == ["2 updated name_ru: Технический запуск"]


# -- headings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "language", "fields"),
    [
        ("№;Наименование мероприятий;Форма завершения;Срок исполнения (реализации);Исполнители",
         Language.RU, "number name form_of_completion finish responsible"),
        ("№;Іс-шараның атауы;Мерзімі;Жауапты;Ескерту", Language.KK,
         "number name finish responsible note"),
        ("T/r;Chora-tadbirlar;Ijro muddati;Mas'ul ijrochilar;Izoh", Language.UZ,
         "number name finish responsible note"),
        ("No;Activity;Due date;Executor", Language.EN, "number name finish responsible"),
        ("Тадбир номи;Ижро муддати;Масъул ижрочи;Изоҳ", Language.UZ,
         "name finish responsible note"),
        ("No.;Measure or project;Committed;Body;% done", Language.EN,
         "number name finish responsible percent"),
    ],
)  # fmt: skip
def test_headings_of_other_tables_are_known(headings: str, language: Language, fields: str) -> None:
    table = table_of([headings.split(";"), ["1", "x", "2026", "y", "z"]])
    assert table.mapping.language is language
    assert " ".join(use.fields[0] for use in table.mapping.columns) == fields


def test_title_lines_above_and_columns_without_meaning_are_told() -> None:
    rows = [["План", "", ""], ["", "", ""], ["Мероприятие", "Срок", "Внутренний шифр"]]
    table = table_of([*rows, ["Запуск", "2026", "7"], ["Открытие", "2027", "8"]])
    assert table.layout.header == 2
    assert [use.heading for use in table.not_imported] == ["Внутренний шифр"]


def test_columns_are_known_by_their_content_where_the_heading_says_nothing() -> None:
    rows = [["What", "When", "How far", "Where"]]
    rows += [["Launch", "Q4 2026", "5 %", "Astana"], ["Opening", "H1 2027", "7 %", "Shymkent"]]
    table = table_of(rows)
    uses = table.mapping.columns
    assert [use.fields for use in uses] == [("name",), ("finish",), ("percent",), ()]
    assert {use.ground for use in uses[:3]} == {Ground.CONTENT}


def test_a_guess_by_content_never_refuses_every_row_of_a_register() -> None:
    """The deadline of a project follows from its rows and cannot be imported."""
    rows = [["Loyiha nomi", "Tashabbuskor", "Ishga tushirish muddati"]]
    rows += [["Taraz zavodi", "Asia Metall", "2026 yil"], ["Jetisoy", "TST", "2028 yil IV chorak"]]
    table = table_of(rows)
    assert table.mapping.rows is Rows.PROJECTS
    assert [use.heading for use in table.not_imported] == ["Ishga tushirish muddati"]
    assert [row.outcome for row in looked_at(center(), table).rows] == [Outcome.CREATED] * 2


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_says_nothing_where_no_words_are_meant(dash: str) -> None:
    headings = ["Name", "Deadline", "Responsible", "Cost, mn KZT", "Source", "Note"]
    table = table_of([headings, ["Power line", dash, dash, dash, dash, dash]])
    (row,) = looked_at(center(), table, project="Center").rows
    assert [change.field.key for change in row.changes] == ["name", "note"]


def test_each_outcome_is_counted() -> None:
    preview = of_center(["Technical launch", "Q4 2026"], ["Official opening", "2028"], ["New", "x"])
    assert preview.counts == {Outcome.UNCHANGED: 1, Outcome.UPDATED: 1, Outcome.REJECTED: 1}


def test_a_state_that_was_reported_already_is_no_change() -> None:
    portfolio = center()
    portfolio.put(replace(portfolio.items[2], state=State.SUSPENDED))
    table = table_of([["Name", "Status"], ["Technical launch", "приостановлено"]])
    assert told(looked_at(portfolio, table)) == []


def test_the_texts_of_a_change_are_in_the_language_of_the_reader() -> None:
    preview = of_center(["New", "2027"])
    (_, finish) = preview.rows[0].changes
    assert finish.texts(ENGLISH) == ("", "2027")
    assert period_from_key("2027") == finish.new.deadline  # type: ignore[attr-defined]
