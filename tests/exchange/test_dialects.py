"""What a spreadsheet would make of a cell, and how each dialect prevents it."""

from datetime import date
from decimal import Decimal
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.period import (
    AsNeeded,
    Frequency,
    Permanent,
    Recurring,
    deadline_from_key,
)
from tracker.exchange.dialects import DIALECTS, Dialect, default_dialect
from tracker.exchange.guards import Guard, guarded
from tracker.exchange.official_cells import deadline_cell
from tracker.exchange.table import Cell, DayCell, PeriodCell
from tracker.language import Language

RU, EN, STRICT = (DIALECTS[name] for name in ("excel-ru", "excel-en", "rfc4180"))
ALL = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=list(DIALECTS))

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\ttext",
    "\r=1",
    "\n=1",
    "   =1",
    "\u00a0=1",
    "\u200b=1",
    '"=1',
    "'=1",
    "“@x",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\ufeff=1",
    "\0=1",
    "\x85\x0b\x0c=1",
    "\u202e=1",
    "sep=;",
    "＂＝1",
    "«@x»",
]


@ALL
@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_run_gets_an_apostrophe(text: str, dialect: Dialect) -> None:
    (cell,) = dialect.texts([text])
    assert cell.startswith("'" + text[0].replace("\r", "\n"))
    assert dialect.restored(cell) == text.replace("\r", "\n")


@ALL
@pytest.mark.parametrize(
    "text", ["", "a=b", "50 + 50 ha", "№ 1", "– a dash", "Q4 2026", "e-mail@example.org", "(=1)"]
)
def test_other_texts_stay_as_they_are(text: str, dialect: Dialect) -> None:
    assert dialect.texts([text]) == [text]


@given(st.text())
def test_no_text_is_left_to_run(text: str) -> None:
    safe = guarded(text)
    assert not safe.lstrip(' \t\r\n\0\u00a0"').startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "text",
    [
        *("1-2", "3/4", "1.2", "12.2026", "00123", "1E5", "12345678901234567890", "1 1/2"),
        *("10:30", "10:30 pm", "MAR1", "1 мар", "5-dekabr", "2026-12", "2026-12-31", "12,50"),
        *("$5", "5 ₸", "TRUE", "ложь", "қаңтар 5", "1 234", "−5", "(701)", "1,5", ".5", "1e+5"),
        *(
            "5 р.",
            "100 soʻm",
            "1 января 2026 г.",
            "5 июн 2026",
            "oktyabr 5",
            "March 5, 2026",
            "5 p",
        ),
        *("8 701 123-45-67", "1234567890123456", "декабрь\u00a02026 г.", "'1-2"),
    ],
)
def test_excel_makes_no_date_or_number_of_a_text(text: str) -> None:
    assert RU.texts([text]) == EN.texts([text]) == ["'" + text]
    assert STRICT.texts([text]) == [text]


@pytest.mark.parametrize(
    "text",
    [
        *("0", "2027", "31.12.2026", "1.2.", "1.10.3.", "72 %", "2027-H1", "IV квартал 2026 г."),
        *("Marat 1", "2026-yil dekabr", "1-yarim yillik", "may be", "10 млрд"),
    ],
)
def test_what_excel_leaves_as_it_means_is_not_touched(text: str) -> None:
    assert RU.texts([text]) == EN.texts([text]) == [text]


@pytest.mark.parametrize("text", ["December 2026", "декабрь 2026", "Декабрь 2026 года", "Dec 2026"])
def test_a_month_does_not_become_its_first_day(text: str) -> None:
    (cell,) = RU.texts([text])
    assert " " not in cell
    assert cell.replace("\u00a0", " ") == text
    assert STRICT.texts([text]) == [text]


def test_numbers_stay_numbers() -> None:
    column = [Decimal("-1794783.50"), Decimal("1E+9"), -5, 0, None]
    assert RU.texts(column) == ["-1794783,50", "1000000000", "-5", "0", ""]
    assert EN.texts(column) == STRICT.texts(column) == ["-1794783.50", "1000000000", "-5", "0", ""]


@ALL
def test_a_line_break_in_a_cell_is_one_line_feed(dialect: Dialect) -> None:
    assert dialect.texts(["a\r\nb\rc\nd"]) == ["a\nb\nc\nd"]


@ALL
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a;=1+1", "a;'=1+1"),
        ('a, "@x"', 'a,\' "@x"'),
        ("a\n=1", "a\n'=1"),
        ("a\t＝1", "a\t'＝1"),
        ("a;-cmd|' /C calc'!A0", "a;'-cmd|' /C calc'!A0"),
        ("a;+HYPERLINK(1)", "a;'+HYPERLINK(1)"),
        ("a;'=1", "a;''=1"),
    ],
)
def test_a_part_after_a_separator_is_guarded_too(text: str, written: str, dialect: Dialect) -> None:
    assert dialect.texts([text]) == [written]
    assert dialect.restored(written) == text


@ALL
@pytest.mark.parametrize(
    "text",
    ["works:\n- first\n- second (part)", "Tashkent, -5 °C", "a = b, c <= d", "x;y", "mail, a@b"],
)
def test_a_list_or_a_sum_in_a_text_stays_as_it_is(text: str, dialect: Dialect) -> None:
    assert dialect.texts([text]) == [text]


HOSTILE = st.text(st.sampled_from("\t\n\r\0;,|\"'=+-@＝(! 1аЕ.\u00a0\ufeff−%eE:/$"), max_size=10)
MONTHS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "'", "''", " ", "1 ", "\u00a0"]),
        st.sampled_from(["декабрь", "Dec", "MAR", "қаңтар", "iyun", "мая"]),
        st.sampled_from([" ", "\u00a0", ".", ""]),
        st.sampled_from(["2026", "1", "2026 г.", "2026\u00a0г.", "2026 года"]),
    ),
)
TEXTS = st.one_of(st.text(), HOSTILE, MONTHS)


@ALL
@given(column=st.lists(TEXTS, min_size=1, max_size=6))
def test_what_is_written_can_be_restored(column: list[str], dialect: Dialect) -> None:
    meant = [text.replace("\r\n", "\n").replace("\r", "\n") for text in column]
    assert [dialect.restored(text) for text in dialect.texts(column)] == meant


@ALL
@given(text=TEXTS)
def test_a_column_of_many_cells_is_written_as_its_single_cells(text: str, dialect: Dialect) -> None:
    (alone,) = dialect.texts([text])
    cells: list[Cell] = ["plain", text, None, 5, text]
    assert dialect.texts(cells) == ["plain", alone, "", "5", alone]


@given(one=TEXTS, other=TEXTS)
def test_no_two_texts_are_written_alike(one: str, other: str) -> None:
    for guard in Guard:
        assert one == other or guard.safe(one) != guard.safe(other)


@pytest.mark.parametrize("guard", Guard)
@pytest.mark.parametrize("text", ["1" + " " * 30_000 + "x", "," * 30_000, "'" * 30_000 + "x"])
def test_a_long_text_takes_no_time(text: str, guard: Guard) -> None:
    assert guard.restored(guard.safe(text)) == text


@pytest.mark.parametrize(
    ("key", "ru", "en", "strict"),
    [
        ("2026-12-31", "31.12.2026", "31 December 2026", "2026-12-31"),
        ("2026-12", "декабрь 2026 года", "December 2026", "2026-12"),
        ("2026-Q4", "IV квартал 2026 г.", "Q4 2026", "2026-Q4"),
        ("2027-H1", "I полугодие 2027 г.", "H1 2027", "2027-H1"),
        ("2027", "2027 год", "2027", "2027"),
        ("2026-by", "до конца 2026 года", "by the end of 2026", "by the end of 2026"),
        ("2026-09-29-by", "до 29.09.2026", "by 29 September 2026", "by 29 September 2026"),
        ("2027~", "ориентировочно 2027 год", "approximately 2027", "approximately 2027"),
    ],
)
def test_a_period_is_written_at_its_own_precision(key: str, ru: str, en: str, strict: str) -> None:
    deadline = deadline_from_key(key)
    assert RU.plain_text(deadline_cell(deadline, Language.RU, RU.days)) == ru
    assert EN.plain_text(deadline_cell(deadline, Language.EN, EN.days)) == en
    assert STRICT.plain_text(deadline_cell(deadline, Language.EN, STRICT.days)) == strict


@ALL
@pytest.mark.parametrize("deadline", [Permanent(), AsNeeded(), Recurring(Frequency.MONTH, 10)])
def test_a_deadline_that_is_no_period_is_written_in_words(
    deadline: Permanent | AsNeeded | Recurring, dialect: Dialect
) -> None:
    cell = deadline_cell(deadline, Language.EN, dialect.days)
    assert cell in ("on an ongoing basis", "as needed", "monthly by the 10th")


@ALL
def test_only_a_plain_day_may_be_taken_for_a_date(dialect: Dialect) -> None:
    day = deadline_cell(deadline_from_key("2026-12-31"), Language.RU, dialect.days)
    assert isinstance(day, DayCell)
    assert day.day == date(2026, 12, 31)
    for key in ("2026-12-31-by", "2026-12-31~", "2026-12", "2026"):
        period = deadline_from_key(key)
        assert deadline_cell(period, Language.RU, dialect.days) == PeriodCell(ANY, period)


@pytest.mark.parametrize("language", Language)
def test_the_dialect_follows_the_language(language: Language) -> None:
    english = language is Language.EN
    assert default_dialect(language).name == ("excel-en" if english else "excel-ru")
