from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language import Language, format_decimal

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("number", "english", "others"),
    [
        ("1234567.80", "1,234,567.80", f"1{NBSP}234{NBSP}567,80"),
        ("-1234.5", "-1,234.5", f"-1{NBSP}234,5"),
        ("999", "999", "999"),
        ("1E+5", "100,000", f"100{NBSP}000"),
        ("1E-7", "0.0000001", "0,0000001"),
        ("-0", "0", "0"),
    ],
)
def test_each_language_groups_and_marks_in_its_way(number: str, english: str, others: str) -> None:
    value = Decimal(number)
    assert format_decimal(value, Language.EN) == english
    for language in (Language.RU, Language.KK, Language.UZ):
        assert format_decimal(value, language) == others


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("2.675", 2, "2.68"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.004", 2, "0.00"),
        ("12", 1, "12.0"),
        (
            "123456789012345678901234567890123.455",
            2,
            "123,456,789,012,345,678,901,234,567,890,123.46",
        ),
    ],
)
def test_places_round_half_up(number: str, places: int, text: str) -> None:
    assert format_decimal(Decimal(number), Language.EN, places=places) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9), st.sampled_from(Language))
def test_no_digit_is_lost(value: Decimal, language: Language) -> None:
    text = format_decimal(value, language)
    plain = text.replace(",", "") if language is Language.EN else text.replace(NBSP, "")
    assert Decimal(plain.replace(",", ".")) == value
    assert plain.replace(",", ".").removeprefix("-") == f"{value.copy_abs():f}"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_not_finite_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        format_decimal(Decimal(number), Language.EN)
