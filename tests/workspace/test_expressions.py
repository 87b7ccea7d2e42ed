"""The filter language: what is read, what is refused and where, and that it is written back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.periods import DEADLINES, PLAIN_PERIODS
from tracker.domain.errors import InputError
from tracker.domain.fields import FIELD, FIELDS, Field, Figure, Kind
from tracker.domain.model import ItemKind, Measure
from tracker.domain.period import Period
from tracker.domain.period_range import PeriodRange
from tracker.domain.status import Status
from tracker.domain.values import Amount
from tracker.domain.vocabulary import UNITS
from tracker.language import Language, translator
from tracker.workspace.expressions import (
    ExpressionError,
    by_column,
    column_text,
    expression_text,
    joined,
    kept_text,
    read_column,
    read_expression,
    read_kept,
)
from tracker.workspace.expressions.asking import choices_of, examples
from tracker.workspace.expressions.reading import MOST_DEEP, MOST_LETTERS
from tracker.workspace.expressions.tree import (
    And,
    Between,
    Compared,
    Days,
    Empty,
    Equals,
    Expression,
    Near,
    Not,
    Operator,
    Or,
    Overdue,
    Says,
    Test,
    Unit,
)

ENGLISH = translator(Language.EN)
LANGUAGES = st.sampled_from(Language).map(translator)
Q4 = Period.quarter(2026, 4)


def usd(number: str) -> Amount:
    return Amount(Decimal(number), "USD")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: plant", Test("name", Says("plant"))),
        ('Name: "plant and hall"', Test("name", Says("plant and hall"))),
        ("name: plant (phase 1 and 2)", Test("name", Says("plant (phase 1 and 2)"))),
        ("name contains plant", Test("name", Says("plant"))),
        ("name: contains plant", Test("name", Says("plant"))),
        ("name = Plant", Test("name", Equals("Plant"))),
        ("name != Plant", Not(Test("name", Equals("Plant")))),
        ('name: "a ""b"" c"', Test("name", Says('a "b" c'))),
        ("name: «a and b»", Test("name", Says("a and b"))),
        ("% complete: 50", Test("percent", Compared(Operator.EQUAL, 50))),
        ("% complete >= 50", Test("percent", Compared(Operator.NOT_BEFORE, 50))),
        ("percent: ≤ 50", Test("percent", Compared(Operator.NOT_AFTER, 50))),
        ("percent: 10..50", Test("percent", Between(10, 50))),
        ("percent: 10..", Test("percent", Compared(Operator.NOT_BEFORE, 10))),
        ("percent: ..10", Test("percent", Compared(Operator.NOT_AFTER, 10))),
        (
            "value: 100..500 mn USD",
            Test("value", Between(usd("100000000"), usd("500000000"))),
        ),
        (
            "value: 1 USD..2 bn USD",
            Test("value", Between(usd("1"), usd("2000000000"))),
        ),
        ("jobs: 100", Test("jobs", Compared(Operator.EQUAL, Amount(Decimal(100), "jobs")))),
        ("finish: <= Q4 2026", Test("finish", Compared(Operator.NOT_AFTER, Q4))),
        ("Finish before 2026", Test("finish", Compared(Operator.BEFORE, Period.year(2026)))),
        (
            "finish: by 29.09.2026",
            Test(
                "finish",
                Compared(
                    Operator.NOT_AFTER, Period.day(Period.month(2026, 9).first.replace(day=29))
                ),
            ),
        ),
        ("finish: ~ Q4 2026", Test("finish", Compared(Operator.POSSIBLE, Q4))),
        (
            "finish: ~ Q4 2026..2027",
            Test("finish", Compared(Operator.POSSIBLE, PeriodRange(Q4, Period.year(2027)))),
        ),
        (
            "finish: ~ Q4 2026..",
            Test("finish", Compared(Operator.POSSIBLE, PeriodRange(Q4, None))),
        ),
        ("finish: overdue", Test("finish", Overdue())),
        ("finish: this quarter", Test("finish", Compared(Operator.EQUAL, Near(Unit.QUARTER)))),
        ("finish: >= today", Test("finish", Compared(Operator.NOT_BEFORE, Near(Unit.DAY)))),
        ("finish: next 30 days", Test("finish", Compared(Operator.EQUAL, Days(30)))),
        (
            "finish: Q4 2026..next year",
            Test("finish", Between(Q4, Near(Unit.YEAR, 1))),
        ),
        ("finish: empty", Test("finish", Empty())),
        ("finish: not empty", Not(Test("finish", Empty()))),
        ("finish: != empty", Not(Test("finish", Empty()))),
        ("kind: mile", Test("kind", Equals(ItemKind.MILESTONE))),
        ("status: Not stated", Test("status", Equals(Status.UNKNOWN))),
        ("status: not done", Not(Test("status", Equals(Status.DONE)))),
        (
            "status: done or overdue and percent: > 3",
            Or(
                (
                    Test("status", Equals(Status.DONE)),
                    And(
                        (
                            Test("status", Equals(Status.OVERDUE)),
                            Test("percent", Compared(Operator.AFTER, 3)),
                        )
                    ),
                )
            ),
        ),
        (
            "not (status: done or overdue)",
            Not(
                Or(
                    (
                        Test("status", Equals(Status.DONE)),
                        Test("status", Equals(Status.OVERDUE)),
                    )
                )
            ),
        ),
        ("   ", None),
    ],
)
def test_what_is_read(text: str, expected: Expression | None) -> None:
    assert read_expression(text, ENGLISH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Завершение: <= IV кв. 2026 и Статус: не исполнено",
            "Finish: <= Q4 2026 and not Status: Done",
        ),
        ("Завершение: ближайшие 30 дней или пусто", "Finish: next 30 days or Finish: empty"),
        ("Стоимость: > 185,1 млрд тг", "Value: > 185.1 bn KZT"),
        ("Аяқталуы: осы тоқсан немесе бос", "Finish: this quarter or Finish: empty"),
        (
            "Tugashi: keyingi 30 kun va Holati: emas bajarildi",
            "Finish: next 30 days and not Status: Done",
        ),
        ("Статус: Просрочено and Status: Мерзімі өткен", "Status: Overdue and Status: Overdue"),
        ("Аяқталуы: бос емес", "not Finish: empty"),
        ("Holati: bajarildi emas va Tugashi: bo‘sh", "not Status: Done and Finish: empty"),
        ("(Аяқталуы: бос немесе осы тоқсан) емес", "not (Finish: empty or Finish: this quarter)"),
        ("Завершение: в этом квартале", "Finish: this quarter"),
        ("Завершение: текущий год", "Finish: this year"),
        ("Tugashi: joriy chorak", "Finish: this quarter"),
        ("Завершение: до конца года", "Finish: <= this year"),
        ("Аяқталуы: тоқсан соңына дейін", "Finish: <= this quarter"),
        ("Завершение: 2026-2027", "Finish: 2026..2027"),
        ("Завершение: III–IV кв. 2026", "Finish: Q3 2026..Q4 2026"),
        ("Статус: кроме отменённых", "not Status: Cancelled"),
        ("Status: all but cancelled", "not Status: Cancelled"),
        ("Стоимость: 100-200 млн долл.", "Value: 100 mn USD..200 mn USD"),
        ("% complete: не менее 50", "% complete: >= 50"),
        ("Стоимость: более 1 млрд тг", "Value: > 1 bn KZT"),
        ("Примечание: после ремонта", 'Note: "после ремонта"'),
        # The signs of the language decide how a number is read, not its words.
        ("Value: 1,5 млн USD", "Value: 1.5 mn USD"),
    ],
)
def test_every_language_is_understood(text: str, expected: str) -> None:
    russian = translator(Language.RU)
    try:
        found = read_expression(text, russian)
    except ExpressionError as error:
        pytest.fail(error.text(russian.text))
    assert found is not None
    assert expression_text(found, ENGLISH) == expected


@pytest.mark.parametrize(
    ("text", "at_fault", "message"),
    [
        (
            "halls",
            "halls",
            "“halls” names no column. Put one before it, for example “Name: halls”.",
        ),
        ("status: done and stauts: planned", "stauts", "No column is called “stauts”."),
        ("name: plant and valeu > 1 USD", "valeu", "No column is called “valeu”."),
        ("stauts != done", "stauts", "No column is called “stauts”."),
        ("finish: <", "<", "Nothing is asked here. “Finish” understands: <= Q4 2026, 2026,"),
        ("finish: < and percent: 3", "<", "Nothing is asked here."),
        ("status: lost", "lost", "“lost” is not understood here. “Status” understands: Done,"),
        ("status: > done", "> done", "“> done” is not understood here."),
        ("name: < plant", "< plant", "“< plant” is not understood here."),
        ("finish: 31.02.2023", "31.02.2023", "February 2023 has 28 days."),
        ("value: 100", "100", "“100” has no unit."),
        ("value: 1 USD..2 KZT", "1 USD..2 KZT", "“1 USD..2 KZT” is not understood here."),
        ("percent: about", "about", "“about” is not a whole number."),
        ("(name: a", "(", "“(” is not closed."),
        ("name: a)", ")", "“)” closes nothing that was opened."),
        ('name: "a', '"a', '“"” is not closed.'),
        ('name: "a" b', "b", "“b” is not joined to what stands before it. Put “and” between."),
        ('(name: "a" b)', "b", "“b” is not joined"),
    ],
)
def test_a_refusal_points_at_the_place(text: str, at_fault: str, message: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        read_expression(text, ENGLISH)
    error = refused.value
    assert text[error.first : error.end].strip() == at_fault
    assert error.text().startswith(message)


def test_a_column_reads_what_asks_of_it_alone() -> None:
    assert read_column(FIELD["name"], "10:30", ENGLISH) == Test("name", Says("10:30"))
    found = read_column(FIELD["percent"], "(< 10 or > 90) and not empty", ENGLISH)
    assert found is not None
    assert column_text(found, ENGLISH) == "(< 10 or > 90) and not empty"


@pytest.mark.parametrize(
    ("language", "written"), [("kk", "бос емес"), ("uz", "boʻsh emas"), ("ru", "не пусто")]
)
def test_not_stands_where_the_language_has_it(language: str, written: str) -> None:
    speech = translator(Language(language))
    said = column_text(Not(Test("finish", Empty())), speech)
    assert said == written.replace("ʻ", "'")
    assert read_column(FIELD["finish"], written, speech) == Not(Test("finish", Empty()))


def test_it_is_not_too_long_and_not_too_deep() -> None:
    with pytest.raises(ExpressionError, match="letters"):
        read_expression("name: " + "a" * MOST_LETTERS, ENGLISH)
    assert read_expression("(" * (MOST_DEEP - 1) + "name: a" + ")" * (MOST_DEEP - 1), ENGLISH)
    for opening in ("(", "not "):
        with pytest.raises(ExpressionError, match="brackets"):
            read_expression(opening * MOST_DEEP + "name: a", ENGLISH)


# -- rules ------------------------------------------------------------------------------------

TEXTS = st.text(max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
COMPARISONS = st.sampled_from(sorted(set(Operator) - {Operator.POSSIBLE}))
NUMBERS = st.decimals(0, 10**15, places=2).map(lambda number: number.normalize())
SPANS = st.one_of(
    PLAIN_PERIODS,
    st.builds(Near, st.sampled_from(Unit), st.integers(-1, 1)),
    st.builds(Days, st.integers(-9_999, 9_999)),
)


RANGES = st.one_of(
    st.builds(PeriodRange, PLAIN_PERIODS, st.none()),
    st.builds(PeriodRange, st.none(), PLAIN_PERIODS),
    st.tuples(PLAIN_PERIODS, PLAIN_PERIODS)
    .filter(lambda ends: ends[0].first <= ends[1].last)
    .map(lambda ends: PeriodRange(*ends)),
)


def asks(field: Field) -> st.SearchStrategy[object]:
    match field.kind:
        case Kind.DEADLINE | Kind.PERIOD | Kind.DAY | Kind.RANGE:
            found = [
                st.builds(Compared, st.sampled_from(Operator), SPANS),
                st.builds(Between, SPANS, SPANS),
                st.builds(Compared, st.just(Operator.POSSIBLE), RANGES),
                DEADLINES.filter(lambda found: not isinstance(found, Period)).map(Equals),
            ]
            if field.key == "finish":
                found.append(st.just(Overdue()))
        case Kind.INTEGER | Kind.PERCENT:
            found = [
                st.builds(Compared, COMPARISONS, st.integers(0, 100)),
                st.builds(Between, st.integers(0, 100), st.integers(0, 100)),
            ]
        case Kind.AMOUNT:
            units = ["USD", "KZT"]
            if isinstance(field.target, Figure) and field.target.measure is not Measure.VALUE:
                units = ["jobs"] if field.target.measure is Measure.JOBS else list(UNITS)
            unit = st.sampled_from(units)
            amounts = st.builds(Amount, NUMBERS.map(lambda found: found + 0), unit)
            found = [
                st.builds(Compared, COMPARISONS, amounts),
                st.builds(lambda low, high: Between(low, Amount(high, low.unit)), amounts, NUMBERS),
            ]
        case Kind.CHOICE | Kind.STATUS:
            found = [st.sampled_from(choices_of(field)).map(Equals)]
        case _:
            found = [TEXTS.map(Says), TEXTS.map(Equals)]
    return st.one_of(*found, st.just(Empty()))


def expressions(*fields: Field) -> st.SearchStrategy[Expression]:
    leaves = st.sampled_from(fields).flatmap(
        lambda field: asks(field).map(lambda ask: Test(field.key, ask))  # type: ignore[arg-type]
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=6,
    )


def test_a_range_that_begins_with_a_word_cut_short_is_read_again() -> None:
    expression = Test("finish", Between(Days(30), Days(60)))
    russian = translator(Language.RU)
    written = expression_text(expression, russian)
    assert "дн. .. " in written
    assert read_expression(written, russian) == expression


@given(expression=expressions(*FIELDS), language=LANGUAGES)
def test_what_is_written_is_read_as_the_same(expression: Expression, language: object) -> None:
    text = expression_text(expression, language)  # type: ignore[arg-type]
    assert read_expression(text, language) == expression  # type: ignore[arg-type]
    assert read_kept(kept_text(expression)) == expression


@given(data=st.data(), language=LANGUAGES)
def test_the_same_under_a_column(data: st.DataObject, language: object) -> None:
    field = data.draw(st.sampled_from(FIELDS))
    expression = data.draw(expressions(field))
    text = column_text(expression, language)  # type: ignore[arg-type]
    assert read_column(field, text, language) == expression  # type: ignore[arg-type]


@given(expression=expressions(*FIELDS))
def test_taken_apart_by_columns_it_can_be_joined_again(expression: Expression) -> None:
    parts = by_column(expression)
    again = joined(parts)
    assert again is not None
    assert by_column(again) == parts


@given(text=st.text(), field=st.sampled_from(FIELDS), language=LANGUAGES)
def test_any_text_is_taken_or_refused(text: str, field: Field, language: object) -> None:
    for given_text in (text, f"{field.key}: {text}", f"{field.key} > {text}"):
        try:
            read_expression(given_text, language)  # type: ignore[arg-type]
        except ExpressionError as error:
            assert 0 <= error.first <= error.end <= len(given_text) + 1
            assert error.text(language.text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_what_is_said_to_be_understood_is(field: Field, language: Language) -> None:
    texts = translator(language)
    for example in examples(field, texts).split(", "):
        try:
            assert read_column(field, example, texts) is not None
        except InputError as error:
            pytest.fail(error.text())
