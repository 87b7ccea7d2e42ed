"""Amounts: read exactly, written with every digit, refused where two readings are possible."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amounts import amount_text, read_amount, read_decimal
from tracker.domain.errors import InputError
from tracker.domain.model import Bound
from tracker.domain.units import CURRENCIES
from tracker.domain.values import Amount
from tracker.language import Language, translator

LONG = "12345678901234567890123456789012345.01"


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("ru", "185,1 млрд тг", "185100000000", "KZT"),
        ("ru", "185,1 млрд. тенге", "185100000000", "KZT"),
        ("ru", "121,3 млн долл. США", "121300000", "USD"),
        ("ru", "1 794 783,5 сум", "1794783.5", "UZS"),
        ("ru", "1\u00a0794\u00a0783,5 сум", "1794783.5", "UZS"),
        ("ru", "700 тыс. тенге", "700000", "KZT"),
        ("kk", "185 млрд теңге", "185000000000", "KZT"),
        ("kk", "121,3 млн АҚШ доллары", "121300000", "USD"),
        ("uz", "250 mln AQSH dollari", "250000000", "USD"),
        ("uz", "1,5 mlrd soʻm", "1500000000", "UZS"),
        ("uz", "1,5 mlrd so'm", "1500000000", "UZS"),
        ("en", "$121.3M", "121300000", "USD"),
        ("en", "$3.1bn", "3100000000", "USD"),
        ("en", "USD 250 million", "250000000", "USD"),
        ("en", "27 bn KZT", "27000000000", "KZT"),
        ("en", "1,794,783.5 KZT", "1794783.5", "KZT"),
        ("en", "-5 KZT", "-5", "KZT"),
        ("en", "20 Mt a year", "20", "Mt a year"),
        ("en", "0.1 USD", "0.1", "USD"),
        ("en", f"{LONG} UZS", LONG, "UZS"),
        ("ru", "121,3 млн долл.США", "121300000", "USD"),
        ("ru", "1 794 783,5 тыс.тенге", "1794783500", "KZT"),
        ("ru", "185,1млрд.тг", "185100000000", "KZT"),
        ("ru", "8 млрд узбекских сумов", "8000000000", "UZS"),
        ("en", "US$40m", "40000000", "USD"),
        ("ru", "500 тыс. тонн", "500000", "t"),
        ("ru", "500 тыс.тонн/год", "500000", "t a year"),
        ("kk", "жылына 500 мың тонна", "500000", "t a year"),
        ("uz", "yiliga 500 ming tonna", "500000", "t a year"),
        ("ru", "1 580 кв.м", "1580", "m²"),
        ("en", "1,580 sq m", "1580", "m²"),
        ("en", "12 mn sq m", "12000000", "m²"),
    ],
)  # fmt: skip
def test_reads_what_officials_write(language: str, text: str, value: str, unit: str) -> None:
    amount = read_amount(text, translator(Language(language)))
    assert (amount.value, amount.unit) == (Decimal(value), unit)
    assert str(amount.value) == value, "kept plainly, without an exponent"


@pytest.mark.parametrize(
    ("text", "value", "upper", "bound"),
    [
        ("100-200 млн долл.", "100000000", "200000000", Bound.EXACT),
        ("100 тыс. — 1,5 млн тг", "100000", "1500000", Bound.EXACT),
        ("от 100 до 200 млн тг", "100000000", "200000000", Bound.EXACT),
        ("$100–$200 mn", "100000000", "200000000", Bound.EXACT),
        ("более 4 млрд долл. США", "4000000000", None, Bound.OVER),
        ("порядка 40-50 млн USD", "40000000", "50000000", Bound.ABOUT),
        ("≈5 млрд тг", "5000000000", None, Bound.ABOUT),
        ("не более 5 млрд тг", "5000000000", None, Bound.UP_TO),
    ],
)
@pytest.mark.parametrize("language", [Language.RU, Language.KK])
def test_how_sure_a_figure_is_may_be_said_in_any_language(
    language: Language, text: str, value: str, upper: str | None, bound: Bound
) -> None:
    amount = read_amount(text, translator(language), money=True)
    assert (amount.value, amount.bound) == (Decimal(value), bound)
    assert amount.upper == (None if upper is None else Decimal(upper))


@pytest.mark.parametrize(
    "text", ["не менее 5 т", "1’234 t", "5 млн USD – 3 млн KZT", "12 a b –", "minus 5 t", "1e5"]
)
def test_what_no_unit_is_never_becomes_one(text: str) -> None:
    """A figure in a column that takes any unit must not swallow half of what was typed."""
    try:
        amount = read_amount(text, translator(Language.EN))
    except InputError:
        return
    assert text.endswith(amount.unit)
    assert not any(map(str.isdigit, amount.unit))


def test_a_unit_with_a_dash_and_a_figure_is_no_range() -> None:
    amount = read_amount("12 sets of A-5", translator(Language.EN))
    assert (amount.value, amount.upper, amount.unit) == (12, None, "sets of A-5")


@pytest.mark.parametrize(
    ("language", "text", "readings"),
    [
        ("en", "1,234 млрд тг", ("1234 млрд тг", "1.2340 млрд тг")),
        ("ru", "1,234 mn USD", ("1234 mn USD", "1,2340 mn USD")),
        ("ru", "1.234 млрд тг", ("1\u00a0234 млрд тг", "1,234 млрд тг")),
    ],
)
def test_a_sign_of_another_language_is_refused_with_both_readings(
    language: str, text: str, readings: tuple[str, ...]
) -> None:
    speech = translator(Language(language))
    with pytest.raises(InputError) as refused:
        read_amount(text, speech, money=True)
    assert refused.value.readings == readings
    thousand, one = (read_amount(reading, speech, money=True).value for reading in readings)
    assert thousand == 1000 * one


def test_people_are_jobs_only_where_jobs_are_counted() -> None:
    speech = translator(Language.RU)
    assert read_amount("1 150 чел.", speech, unit="jobs").unit == "jobs"
    assert read_amount("1 150 чел.", speech).unit == "чел."


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "1.794.783,5", "1794783.5"),
        ("ru", "1,794,783.5", "1794783.5"),
        ("en", "14,700", "14700"),
        ("en", "14.700", "14.700"),
        ("en", "1,5", "1.5"),
        ("en", "1.794.783", "1794783"),
        ("ru", "14,700", "14.700"),
        ("ru", "14 700", "14700"),
        ("ru", "1.5", "1.5"),
        ("ru", "1.794.783", "1794783"),
        ("ru", "1.794.783,5", "1794783.5"),
        ("ru", "+7", "7"),
    ],
)
def test_separators_are_those_of_the_language(language: str, text: str, value: str) -> None:
    assert str(read_decimal(text, Language(language)).normalize()) == str(
        Decimal(value).normalize()
    )


@pytest.mark.parametrize("text", ["14.700", "185.100"])
def test_a_point_before_three_digits_is_refused_with_both_readings(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_decimal(text, Language.RU)
    values = [read_decimal(reading, Language.RU) for reading in refused.value.readings]
    assert values == [Decimal(text) * 1000, Decimal(text)]


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "1.2.3", "--5", "1e5", "12,34,567", "٣", "1 USD 2", "NaN", "0x10"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_decimal(text, Language.EN)


def test_a_number_without_a_unit_is_refused_with_proposals() -> None:
    with pytest.raises(InputError, match="has no unit") as refused:
        read_amount("121.3 mn", translator(Language.EN))
    amounts = [read_amount(text, translator(Language.EN)) for text in refused.value.readings]
    assert {amount.unit for amount in amounts} <= set(CURRENCIES)


def test_money_needs_a_currency_and_jobs_are_no_money() -> None:
    english = translator(Language.EN)
    assert read_amount("5 GBP", english, money=True).unit == "GBP"
    with pytest.raises(InputError, match="not a currency"):
        read_amount("5 apples", english, money=True)
    assert read_amount("1,150", english, unit="jobs").value == 1150
    with pytest.raises(InputError, match="counts jobs"):
        read_amount("5 USD", english, unit="jobs")


@given(
    value=st.decimals(
        allow_nan=False, allow_infinity=False, min_value=0, max_value=10**15, places=4
    ),
    unit=st.sampled_from([*CURRENCIES, "jobs", "t of steel products a year", "own unit"]),
    bound=st.sampled_from(list(Bound)),
    language=st.sampled_from(list(Language)),
    upper=st.none() | st.integers(1, 10**12),
)
def test_what_is_shown_reads_back(
    value: Decimal, unit: str, bound: Bound, language: Language, upper: int | None
) -> None:
    amount = Amount(value, unit, None if upper is None else value + upper, bound)
    texts = translator(language)
    back = read_amount(amount_text(amount, texts), texts)
    assert (back.value, back.unit, back.upper, back.bound) == (
        value,
        unit,
        amount.upper,
        bound,
    )


def test_millions_are_written_only_where_no_digit_is_lost() -> None:
    russian = translator(Language.RU)
    assert amount_text(Amount(Decimal("355410000"), "USD"), russian) == "355,41\u00a0млн\u00a0USD"
    assert amount_text(Amount(Decimal("355410001"), "USD"), russian).startswith(
        "355\u00a0410\u00a0001"
    )
    assert amount_text(Amount(Decimal("185100000000"), "KZT"), russian).startswith(
        "185,1\u00a0млрд"
    )
