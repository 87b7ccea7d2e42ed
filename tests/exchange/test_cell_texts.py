"""Cells that are written quickly, many at once and remembered, against each one by itself."""

import re
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.test_dialects import FORMULAS, HOSTILE, MONTHS
from tracker.domain.period import Period, Precision
from tracker.exchange import cell_texts
from tracker.exchange.cell_texts import CellTexts
from tracker.exchange.cell_warnings import Warnings
from tracker.exchange.dialects import DIALECTS, Dialect
from tracker.exchange.guards import BEGINNINGS, Guard, any_case, joined
from tracker.exchange.table import Cell, DayCell, PeriodCell

ALL = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=list(DIALECTS))

A_DAY = date(2026, 12, 31)
A_YEAR = Period.containing(A_DAY, Precision.YEAR)

TEXTS = st.one_of(
    st.sampled_from(["Строительство цеха, 2-я очередь", "Қазақстан; өңір", 'say "so"', "a\nb"]),
    st.sampled_from([*FORMULAS, "", "a\0b", "\x1b", "Oʻzbekiston", "x" * 17_000, "1-2", "МАЙ 5"]),
    HOSTILE,
    MONTHS,
    st.text(st.characters(exclude_categories=["Cs"])),
)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    TEXTS,
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.builds(DayCell, TEXTS, st.just(A_DAY)),
    st.builds(PeriodCell, TEXTS, st.just(A_YEAR)),
)


def slowly(cell: Cell, dialect: Dialect, warnings: Warnings, row: int) -> str:
    """What stands in the file, by the rules alone."""
    plain = re.sub("\r\n?", "\n", dialect.plain_text(cell))
    safe = dialect.guard.safe(plain) if isinstance(cell, str | PeriodCell) else plain
    for kinds in warnings.found([plain], [safe]).values():
        warnings.add([(row, plain, kinds)], 3)
    if any(mark in safe for mark in f'"\r\n{dialect.separator}'):
        return '"' + safe.replace('"', '""') + '"'
    return safe


@settings(max_examples=50)
@given(data=st.data(), dialect=st.sampled_from(list(DIALECTS.values())))
def test_cells_become_what_each_becomes_by_itself(data: st.DataObject, dialect: Dialect) -> None:
    some = data.draw(st.lists(CELLS, min_size=1, max_size=6))
    # The same cells again, others like them, and others.
    columns = data.draw(st.lists(st.lists(st.one_of(st.sampled_from(some), CELLS), min_size=1)))
    quick, slow = Warnings(dialect), Warnings(dialect)
    texts = CellTexts(dialect, quick, 3)
    row = 1
    for column in columns:
        alone = [slowly(cell, dialect, slow, at) for at, cell in enumerate(column, row)]
        assert texts.of(column, row=row) == alone
        row += len(column)
    assert quick.listed == slow.listed
    assert quick.counts == slow.counts


@ALL
def test_what_is_forgotten_is_worked_out_again(
    dialect: Dialect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cell_texts, "_MOST_KNOWN", 3)
    quick, slow = Warnings(dialect), Warnings(dialect)
    texts = CellTexts(dialect, quick, 3)
    for row in range(1, 200, 2):
        # Made anew each time, so that an identity comes again with another cell.
        column: Sequence[Cell] = [DayCell(f"{row}.", A_DAY), f"={row % 7}"]
        alone = [slowly(cell, dialect, slow, at) for at, cell in enumerate(column, row)]
        assert texts.of(column, row=row) == alone
    assert quick.listed == slow.listed


def test_warnings_beyond_those_that_are_listed_are_counted() -> None:
    dialect = DIALECTS["excel-ru"]
    warnings = Warnings(dialect)
    texts = CellTexts(dialect, warnings, 1)
    column = ["=1", "fine", "1-2", "=1"]
    for row in range(1, 20_001, 4):
        texts.of(column, row=row)
    assert len(warnings.listed) in range(10_000, 10_004)
    assert warnings.guarded == 15_000


@given(text=TEXTS)
def test_what_is_guarded_was_suspected(text: str) -> None:
    for guard in Guard:
        if guard.safe(text) != text:
            assert guard.is_suspect(text)
            assert "\0" in text or guard.suspects(joined(["plain", text, "plain"]))


def test_words_that_a_spreadsheet_reads_are_suspected_in_any_case() -> None:
    for word in BEGINNINGS:
        for text in (word, word.upper(), word.title(), word.swapcase()):
            assert Guard.READINGS.is_suspect(f"{text} 5")
            assert Guard.READINGS.suspects(joined(["x", text]))
        assert not Guard.READINGS.is_suspect(f"x{word}")


def test_the_cases_of_a_letter_are_those_that_a_pattern_takes_in_any_case() -> None:
    characters = map(chr, range(sys.maxunicode + 1))
    everything = "".join(each for each in characters if len({each, each.lower(), each.upper()}) > 1)
    for letter in sorted(filter(str.isalpha, set("".join(BEGINNINGS)))):
        taken = re.findall(any_case(letter), everything)
        assert taken == re.findall(letter, everything, re.IGNORECASE), letter


def test_a_number_looks_alike_however_many_stand_beside_it() -> None:
    dialect = DIALECTS["excel-ru"]
    numbers: list[Cell] = [Decimal("1E+3"), Decimal("-0.5"), 7, None, Decimal("1E-9")]
    texts = CellTexts(dialect, Warnings(dialect), 1)
    assert texts.of(numbers, row=1) == ["1000", "-0,5", "7", "", "0,000000001"]
