"""What is read aloud of a row and of each of its marks."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.domain.portfolios import project
from tests.timeline.bad_input import CASES, bad_rows
from tests.timeline.shapes import STATUS_DATE, chart_of, link, milestone, outline, row
from tracker.domain.model import Item, ItemKind, Names, Row, State
from tracker.domain.portfolio import Portfolio
from tracker.language import Language, translator
from tracker.language.lines import MOST_SHOWN
from tracker.timeline.row_marks import marks_of_row
from tracker.timeline.speech import Speech


def speech(rows: Iterable[Row], language: Language = Language.EN) -> tuple[Speech, dict[int, Item]]:
    portfolio = Portfolio([project(), *rows])
    items = {item.id: item for item in portfolio.items}
    return Speech(portfolio, STATUS_DATE, translator(language)), items


def said(rows: Iterable[Row], language: Language = Language.EN) -> str:
    speaker, items = speech(rows, language)
    return speaker.row(items[1])


def test_a_milestone_in_one_sentence() -> None:
    assert said(milestone(1, "2026-Q4")) == "Row 1, milestone, committed Q4 2026, planned"


def test_everything_that_is_drawn_is_said() -> None:
    rows = [
        *row(
            1,
            "2026-10-15",
            "2026-Q1",
            earlier=["2026-Q2", "2026-Q3"],
            actual_start="2026-02",
            percent=40,
        ),
        *milestone(2, "2026"),
        *milestone(3, "2027"),
        link(1, 2, 1),
        link(2, 1, 3),
        link(3, 2, 3),
    ]
    assert said(rows) == (
        "Row 1, activity, committed start Q1 2026, committed finish 15 October 2026, "
        "actual start February 2026, 40 % complete, overdue for 39 days, "
        "2 earlier commitments: Q2 2026; Q3 2026, 1 predecessor, 1 successor"
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            Language.RU,
            "Row 1, веха, срок по обязательству: IV квартал 2026 г., планируется, "
            "1 прежнее обязательство: III квартал 2026 г.",
        ),
        (
            Language.KK,
            "Row 1, межелік кезең, міндеттеме мерзімі: 2026 жылғы IV тоқсан, жоспарлануда, "
            "1 бұрынғы міндеттеме: 2026 жылғы III тоқсан",
        ),
        (
            Language.UZ,
            "Row 1, muhim bosqich, majburiyat muddati: 2026-yil IV chorak, rejalashtirilgan, "
            "1 ta oldingi majburiyat: 2026-yil III chorak",
        ),
    ],
)
def test_in_the_language_of_the_interface(language: Language, sentence: str) -> None:
    assert said(milestone(1, "2026-Q4", earlier=["2026-Q3"]), language) == sentence


def test_days_overdue_are_counted_as_each_language_counts() -> None:
    for finish, russian in (("2026-11-22", "1 день"), ("2026-11-20", "3 дня")):
        assert f"просрочено на {russian}" in said(milestone(1, finish), Language.RU)
    assert "overdue for 1 day" in said(milestone(1, "2026-11-22"))


def test_a_phase_says_what_its_parts_add_up_to_without_calling_it_a_commitment() -> None:
    rows = [*row(1, kind=ItemKind.PHASE), *milestone(2, "2026-03-01", parent_id=1)]
    assert said(rows) == (
        "Row 1, phase, start 1 March 2026, finish 1 March 2026, overdue for 267 days"
    )
    speaker, _ = speech(rows)
    assert speaker.row(speaker.portfolio.projects[1]).startswith("Center, project, start 1 March")


def test_what_is_missing_or_contradictory_is_said() -> None:
    assert said(milestone(1)) == "Row 1, milestone, not stated, no date"
    assert "finish before start" in said(row(1, "2024", "2026"))
    assert "on an ongoing basis" in said(row(1, "permanent"))


def test_each_mark_says_its_own_part() -> None:
    rows = row(
        1,
        "2026-Q3",
        "2026-Q1",
        earlier=["2026-Q2"],
        actual_start="2026-02-10",
        percent=40,
    )
    speaker, items = speech(rows)
    chart = chart_of(rows)
    assert [speaker.mark(items[1], mark) for mark in marks_of_row(chart, 1)] == [
        "actual start 10 February 2026",
        "committed start Q1 2026",
        "40 % complete",
        "earlier commitment Q2 2026, announced January 2023",
        "committed finish Q3 2026",
        "overdue for 54 days",
    ]


def test_a_reached_milestone_says_what_was_promised_and_what_came() -> None:
    rows = milestone(1, "2026-Q1", actual_finish="2026-05-01", state=State.DONE)
    speaker, items = speech(rows)
    found = [speaker.mark(items[1], mark) for mark in marks_of_row(chart_of(rows), 1)]
    assert found == ["committed Q1 2026", "actual finish 1 May 2026"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("case", CASES)
def test_no_row_and_no_mark_of_bad_input_is_left_without_a_word(
    case: str, language: Language
) -> None:
    portfolio = Portfolio(bad_rows(case))
    chart = chart_of(*bad_rows(case)[1:])
    speaker = Speech(portfolio, STATUS_DATE, translator(language))
    for place, found in enumerate(outline(portfolio)[:40]):
        sentence = speaker.row(found.row)
        assert sentence.startswith(speaker.name(found.row)) and len(sentence) < MOST_SHOWN + 600
        assert "\n" not in sentence and "{" not in sentence.replace(speaker.name(found.row), "")
        for mark in marks_of_row(chart, place):
            assert speaker.mark(found.row, mark)


def test_a_row_without_a_name_is_called_so() -> None:
    speaker, _ = speech(milestone(1))
    nameless = Item(id=9, project_id=1, position=1, kind=ItemKind.MILESTONE, name=Names())
    assert speaker.name(nameless) == "no name"
