"""Both header bands at every level: whole units of the calendar without gaps, in four languages."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language import Language, translator
from tracker.timeline.scale import FIRST_DAY, LAST_DAY, Level
from tracker.timeline.ticks import (
    Unit,
    bands,
    grid_days,
    status_date_text,
    units,
)

FIRST, LAST = date(2026, 11, 16).toordinal(), date(2027, 1, 11).toordinal()

BANDS = {
    Level.DAY: (["Nov 2026", "Dec 2026", "Jan 2027"], ["16", "17", "18"]),
    Level.WEEK: (["Nov 2026", "Dec 2026", "Jan 2027"], ["16 Nov", "23 Nov", "30 Nov"]),
    Level.MONTH: (["Q4 2026", "Q1 2027"], ["Nov", "Dec", "Jan"]),
    Level.QUARTER: (["2026", "2027"], ["Q4", "Q1"]),
    Level.HALF_YEAR: (["2026", "2027"], ["H2", "H1"]),
    Level.YEAR: (["2020s"], ["2026", "2027"]),
    Level.DECADE: (["21st century"], ["2020s"]),
}


@pytest.mark.parametrize("level", Level)
def test_bands(level: Level) -> None:
    upper, lower = BANDS[level]
    found = bands(level, FIRST, LAST, Language.EN)
    assert [cell.text for cell in found.upper] == upper
    assert [cell.text for cell in found.lower][: len(lower)] == lower


@pytest.mark.parametrize(
    ("language", "upper", "lower"),
    [
        (Language.RU, "2026 г.", "IV кв."),
        (Language.KK, "2026 ж.", "IV тоқ."),
        (Language.UZ, "2026 y.", "IV ch."),
    ],
)
def test_bands_in_other_languages(language: Language, upper: str, lower: str) -> None:
    found = bands(Level.QUARTER, FIRST, FIRST, language)
    assert (found.upper[0].text, found.lower[0].text) == (upper, lower)


spans = st.tuples(st.integers(FIRST_DAY, LAST_DAY), st.integers(0, 3_000)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], LAST_DAY))
)


@given(st.sampled_from(Unit), spans)
def test_units_cover_the_span_without_gaps(unit: Unit, span: tuple[int, int]) -> None:
    found = list(units(unit, *span))
    assert found[0][0] <= span[0] <= found[0][1]
    assert found[-1][0] <= span[1] <= found[-1][1]
    for (_, end), (begin, _) in pairwise(found):
        assert begin == end + 1


@pytest.mark.parametrize("unit", Unit)
def test_units_end_where_the_calendar_does(unit: Unit) -> None:
    assert next(units(unit, -500, 5))[0] == FIRST_DAY
    assert list(units(unit, LAST_DAY - 5, LAST_DAY + 500))[-1][1] == LAST_DAY
    assert list(units(unit, LAST_DAY + 1, LAST_DAY + 9)) == []


def test_weeks_begin_on_mondays() -> None:
    assert {date.fromordinal(begin).weekday() for begin, _ in units(Unit.WEEK, FIRST, LAST)} == {0}


@pytest.mark.parametrize("level", Level)
def test_grid_lines_stand_where_units_begin(level: Level) -> None:
    minor, major = grid_days(level, FIRST, LAST)
    assert not set(minor) & set(major)
    found = bands(level, FIRST, LAST, Language.EN)
    begins = {cell.first for cell in (*found.upper, *found.lower) if cell.first >= FIRST}
    assert set(minor) | set(major) == begins


def test_the_pill_says_whether_the_status_date_is_today() -> None:
    english = translator(Language.EN)
    day = date(2026, 11, 23)
    assert status_date_text(day, is_today=True, translator=english) == "Today 23 Nov"
    assert status_date_text(day, is_today=False, translator=english) == "As of 23 Nov 2026"
