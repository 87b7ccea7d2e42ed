"""A deadline reads as officials of each country write it, and is read back as the same deadline."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.periods import DEADLINES, PERIODS
from tracker.domain.date_reader import read_deadline
from tracker.domain.period import Deadline, Period, Precision, deadline_from_key, period_from_key
from tracker.domain.period_text import (
    Style,
    axis_text,
    band_text,
    century_text,
    deadline_text,
    decade_text,
    span_text,
)
from tracker.language import Language

LANGUAGES = st.sampled_from(Language)

OFFICIAL = {
    "2026-12-31": (
        *("31 December 2026", "31 декабря 2026 г."),
        *("2026 жылғы 31 желтоқсан", "2026-yil 31-dekabr"),
    ),
    "2026-12": (
        *("December 2026", "декабрь 2026 года"),
        *("2026 жылғы желтоқсан", "2026-yil dekabr"),
    ),
    "2026-Q4": (
        *("Q4 2026", "IV квартал 2026 г."),
        *("2026 жылғы IV тоқсан", "2026-yil IV chorak"),
    ),
    "2027-H1": (
        *("H1 2027", "I полугодие 2027 г."),
        *("2027 жылғы I жартыжылдық", "2027-yil 1-yarim yillik"),
    ),
    "2027": ("2027", "2027 год", "2027 жыл", "2027-yil"),
    "2026-by": (
        *("by the end of 2026", "до конца 2026 года"),
        *("2026 жылдың соңына дейін", "2026-yil yakuniga qadar"),
    ),
    "2027-H1-by": (
        *("by the end of H1 2027", "до конца I полугодия 2027 г."),
        *("2027 жылғы I жартыжылдықтың соңына дейін", "2027-yil 1-yarim yillik yakuniga qadar"),
    ),
    "2026-Q4-by": (
        *("by the end of Q4 2026", "до конца IV квартала 2026 г."),
        *("2026 жылғы IV тоқсанның соңына дейін", "2026-yil IV chorak yakuniga qadar"),
    ),
    "2026-12-by": (
        *("by the end of December 2026", "до конца декабря 2026 года"),
        *("2026 жылғы желтоқсанның соңына дейін", "2026-yil dekabr oyi yakuniga qadar"),
    ),
    "2026-09-29-by": (
        *("by 29 September 2026", "до 29 сентября 2026 г."),
        *("2026 жылғы 29 қыркүйекке дейін", "2026-yil 29-sentabrga qadar"),
    ),
    "2027~": (
        "approximately 2027",
        "ориентировочно 2027 год",
        "шамамен 2027 жыл",
        "taxminan 2027-yil",
    ),
    "2027?": ("2027 (?)", "2027 год (?)", "2027 жыл (?)", "2027-yil (?)"),
    "2026-Q4-by%": (
        "approximately by the end of Q4 2026 (?)",
        "ориентировочно до конца IV квартала 2026 г. (?)",
        "шамамен 2026 жылғы IV тоқсанның соңына дейін (?)",
        "taxminan 2026-yil IV chorak yakuniga qadar (?)",
    ),
    "each-day": ("daily", "ежедневно", "күн сайын", "har kuni"),
    "each-week": ("weekly", "еженедельно", "апта сайын", "har hafta"),
    "each-month": ("monthly", "ежемесячно", "ай сайын", "har oyda"),
    "each-quarter": ("quarterly", "ежеквартально", "тоқсан сайын", "har chorakda"),
    "each-half-year": (
        *("half-yearly", "каждое полугодие"),
        *("жартыжылдық сайын", "har yarim yillikda"),
    ),
    "each-year": ("annually", "ежегодно", "жыл сайын", "har yili"),
    "each-month-by-10": (
        *("monthly by the 10th", "ежемесячно до 10 числа"),
        *("ай сайын 10-күніне дейін", "har oyda 10-sanaga qadar"),
    ),
    "permanent": (
        *("on an ongoing basis", "на постоянной основе"),
        *("тұрақты негізде", "doimiy ravishda"),
    ),
    "as-needed": (
        *("as needed", "по мере необходимости"),
        *("қажеттілігіне қарай", "zaruratga qarab"),
    ),
}
SHORTER = {
    "2026-12-31": ("31 Dec 2026", "31.12.2026", "31.12.2026", "31.12.2026"),
    "2026-12": ("Dec 2026", "декабрь 2026 г.", "2026 жылғы желтоқсан", "2026-yil dekabr"),
    "2024-02-15": ("15 Feb 2024", "15.02.2024", "15.02.2024", "15.02.2024"),
    "2024-08": ("Aug 2024", "август 2024 г.", "2024 жылғы тамыз", "2024-yil avgust"),
    "2026-09-29-by": ("by 29 Sep 2026", "до 29.09.2026", "29.09.2026 дейін", "29.09.2026 gacha"),
    "2026-12-by": (
        *("by the end of Dec 2026", "до конца декабря 2026 г."),
        *("2026 жылғы желтоқсанның соңына дейін", "2026-yil dekabr oyi yakuniga qadar"),
    ),
}
UNSHORTENED = {key: texts for key, texts in OFFICIAL.items() if key not in SHORTER}
TABULAR = {
    "2026-12-31": ("31.12.2026",) * 4,
    "2026-09-29-by": ("by 29.09.2026", "до 29.09.2026", "29.09.2026 дейін", "29.09.2026 gacha"),
}


def texts(key: str, style: Style) -> tuple[str, ...]:
    deadline = deadline_from_key(key)
    return tuple(deadline_text(deadline, language, style=style) for language in Language)


@pytest.mark.parametrize("key", OFFICIAL)
def test_the_long_style_is_the_official_wording(key: str) -> None:
    assert texts(key, Style.LONG) == OFFICIAL[key]


@pytest.mark.parametrize("key", SHORTER | UNSHORTENED)
def test_the_short_style_shortens_days_and_months_only(key: str) -> None:
    assert texts(key, Style.SHORT) == (SHORTER | UNSHORTENED)[key]


@pytest.mark.parametrize("key", OFFICIAL)
def test_the_table_style_writes_days_in_figures(key: str) -> None:
    assert texts(key, Style.TABLE) == TABULAR.get(key, OFFICIAL[key])


@given(DEADLINES, LANGUAGES, st.sampled_from(Style), LANGUAGES)
def test_what_is_written_is_read_back(
    deadline: Deadline, language: Language, style: Style, interface: Language
) -> None:
    text = deadline_text(deadline, language, style=style)
    assert read_deadline(text, language=interface) == deadline
    assert read_deadline(text) == deadline
    assert read_deadline(deadline.key) == deadline


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_reads_back_from_every_place_it_is_written(
    month: int, language: Language
) -> None:
    for key in (f"2026-{month:02}", f"2026-{month:02}-15"):
        for deadline in (period_from_key(key), period_from_key(key + "-by")):
            for style in Style:
                text = deadline_text(deadline, language, style=style)
                assert read_deadline(text) == deadline
    year = " 2026"
    whole = Period.month(2026, month)
    assert read_deadline(axis_text(whole, language) + year) == whole
    span = span_text(whole.first, whole.first, language).split(" – ")[0]
    assert read_deadline(span + year) == Period.day(whole.first)


@given(PERIODS, LANGUAGES)
def test_no_text_shows_a_day_that_nobody_gave(period: Period, language: Language) -> None:
    figures = {int(figure) for figure in re.findall("[0-9]+", deadline_text(period, language))}
    if period.precision is not Precision.DAY:
        assert figures <= {period.first.year, period.number}


ORDINALS = """
    1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th
    17th 18th 19th 20th 21st 22nd 23rd 24th 25th 26th 27th 28th 29th 30th 31st
"""


def test_english_ordinals() -> None:
    for number, ordinal in enumerate(ORDINALS.split(), start=1):
        every = deadline_from_key(f"each-month-by-{number}")
        assert deadline_text(every, Language.EN) == f"monthly by the {ordinal}"


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("2026-12-31", ("31", "31", "31", "31")),
        ("2026-02", ("Feb", "февр.", "ақп.", "fev")),
        ("2026-Q4", ("Q4", "IV кв.", "IV тоқ.", "IV ch.")),
        ("2027-H1", ("H1", "I пол.", "I жарт.", "1-yarim")),
        ("2026", ("2026", "2026", "2026", "2026")),
    ],
)
def test_a_cell_of_the_axis_leaves_the_year_to_the_band(key: str, cells: tuple[str, ...]) -> None:
    assert tuple(axis_text(period_from_key(key), language) for language in Language) == cells


@pytest.mark.parametrize(
    ("key", "bands"),
    [
        ("2026", ("2026", "2026 г.", "2026 ж.", "2026 y.")),
        (
            "2026-Q4",
            ("Q4 2026", "IV квартал 2026 г.", "2026 жылғы IV тоқсан", "2026-yil IV chorak"),
        ),
        ("2026-12", ("Dec 2026", "декабрь 2026 г.", "2026 жылғы желтоқсан", "2026-yil dekabr")),
    ],
)
def test_a_band_names_its_period_whole(key: str, bands: tuple[str, ...]) -> None:
    assert tuple(band_text(period_from_key(key), language) for language in Language) == bands


def test_decades_and_centuries() -> None:
    decades = ["2020s", "2020-е", "2020-жылдар", "2020-yillar"]
    assert [decade_text(2020, language) for language in Language] == decades
    centuries = ["21st century", "XXI век", "XXI ғасыр", "XXI asr"]
    assert [century_text(2000, language) for language in Language] == centuries
    earlier = ["IV век", "XIV век", "XIX век", "XX век"]
    assert [century_text(year, Language.RU) for year in (300, 1300, 1800, 1900)] == earlier


def test_a_span_tells_how_far_a_period_reaches() -> None:
    spans = ["1 Oct – 31 Dec", "1 окт. – 31 дек.", "1 қаз. – 31 жел.", "1-okt – 31-dek"]
    first, last = date(2026, 10, 1), date(2026, 12, 31)
    assert [span_text(first, last, language) for language in Language] == spans
    assert span_text(date(2026, 5, 1), date(2026, 6, 30), Language.RU) == "1 мая – 30 июн."
