"""What officials write is read as they mean it, and what is open is refused with its readings."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.date_reader import read_deadline, read_period, reading
from tracker.domain.date_reader.tokens import full_year
from tracker.domain.date_reader.words import spelled_out
from tracker.domain.errors import InputError
from tracker.domain.period import deadline_from_key
from tracker.language import Language


class Phrase(NamedTuple):
    text: str
    language: str
    expected: str
    readings: tuple[str, ...]


def _phrases() -> list[Phrase]:
    lines = Path(__file__).with_name("dates.tsv").read_text("utf-8").splitlines()
    phrases = []
    for line in lines:
        if not line.startswith("#"):
            text, language, expected, *readings = line.split("\t")
            phrases.append(Phrase(text, language, expected, tuple(" ".join(readings).split())))
    return phrases


PHRASES = _phrases()
REFUSED = [phrase for phrase in PHRASES if hasattr(reading, phrase.expected)]
READ = [phrase for phrase in PHRASES if phrase not in REFUSED]
INTERFACES = (None, *Language)


def by_text(phrase: Phrase) -> str:
    return phrase.text


def refusal(text: str, language: Language | None = None) -> InputError:
    with pytest.raises(InputError) as raised:
        read_deadline(text, language=language)
    return raised.value


@pytest.mark.parametrize("phrase", READ, ids=by_text)
def test_a_wording_is_read_in_every_interface(phrase: Phrase) -> None:
    expected = deadline_from_key(phrase.expected)
    assert {read_deadline(phrase.text, language=language) for language in INTERFACES} == {expected}


@pytest.mark.parametrize("phrase", REFUSED, ids=by_text)
def test_what_is_open_or_impossible_is_refused_with_its_readings(phrase: Phrase) -> None:
    for language in INTERFACES:
        error = refusal(phrase.text, language)
        assert error.message == getattr(reading, phrase.expected)
        assert "{" not in error.text()
        keys = [read_deadline(text, language=language).key for text in error.readings]
        assert keys == list(phrase.readings)


@pytest.mark.parametrize("phrase", READ, ids=by_text)
def test_case_spaces_and_quotes_do_not_matter(phrase: Phrase) -> None:
    expected = deadline_from_key(phrase.expected)
    variants = (
        phrase.text.upper(),
        "  " + phrase.text.replace(" ", "\u00a0 ") + "\t",
        f"«{phrase.text}»",
        f"\ufeff{phrase.text}",
        unicodedata.normalize("NFD", phrase.text),
    )
    assert [read_deadline(text) for text in variants] == [expected] * len(variants)


def test_readings_are_worded_in_the_language_asked_for_else_in_that_of_the_text() -> None:
    assert refusal("к 2027 году").readings == ("до конца 2026 года", "2027 год")
    assert refusal("2027 йилга қадар").readings[0] == "2026-yil yakuniga qadar"
    assert refusal("март 2026 йилга қадар").readings[0] == "2026-yil fevral oyi yakuniga qadar"
    assert refusal("03/04/2026").readings == ("3 April 2026", "4 March 2026")
    assert refusal("к 2027 году", Language.KK).readings == ("2026 жылдың соңына дейін", "2027 жыл")


def test_messages_say_what_happened_and_what_to_do() -> None:
    assert refusal("31.02.2026").text() == (
        "February 2026 has 28 days. Correct the day, or give the month alone."
    )
    assert refusal("2023-2028").text() == (
        "“2023-2028” is a range. Give its start and its finish separately: 2023; 2028"
    )
    assert refusal("1850").text() == "The year 1850 is outside 1900 to 2200. Check the year."


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_an_empty_text_is_told_from_a_wrong_one(text: str) -> None:
    assert refusal(text).message == reading.EMPTY


@pytest.mark.parametrize("text", ["1" * 10_000, "31.12.2026" + " г." * 100, "(" * 201])
def test_a_long_text_is_no_date(text: str) -> None:
    assert refusal(text).message == reading.TOO_LONG


@pytest.mark.parametrize(
    "text", ["Q4\0 2026", "\0", "\u202e31.12.2026", "2026-12-\ud800", "📅 2026", "{} {text}", "%s"]
)
def test_rubbish_is_refused_and_shown_harmlessly(text: str) -> None:
    error = refusal(text)
    assert error.message == reading.NOT_A_DATE
    assert error.text().isprintable()


def test_a_text_of_many_words_is_not_searched_for_a_range() -> None:
    assert refusal("в " * 3 + "2023-2028").message == reading.RANGE
    assert refusal("в " * 30 + "2023-2028").message == reading.NOT_A_DATE


def test_a_long_wording_is_shown_shortened() -> None:
    shown = str(refusal("x" * 100).values["text"])
    assert len(shown) == 60
    assert shown.endswith("…")


@given(st.text(max_size=250) | st.text("0123456789-./ QHIVкв.г'~?%ядо", max_size=40))
def test_any_text_is_read_or_refused_with_readings_that_are_read(text: str) -> None:
    try:
        read_deadline(text)
    except InputError as error:
        assert error.text()
        for named in error.readings:
            read_deadline(named)


WORDS = sorted(
    {phrase for _, phrase, _ in spelled_out()}
    | {"IV", "4", "12", "31", "26", "2026", ".", "-", "/", "?"}
)


@given(st.lists(st.sampled_from(WORDS), max_size=7))
def test_any_words_of_dates_are_read_or_refused_with_readings_that_are_read(
    words: list[str],
) -> None:
    try:
        read_deadline(" ".join(words))
    except InputError as error:
        for named in error.readings:
            read_deadline(named)


def test_no_word_means_two_things() -> None:
    meanings: dict[str, set[object]] = {}
    for _, phrase, meaning in spelled_out():
        meanings.setdefault(phrase, set()).add(meaning)
    assert {phrase for phrase, found in meanings.items() if len(found) > 1} == set()


def test_years_of_two_digits_are_of_this_century() -> None:
    assert [full_year(0), full_year(26), full_year(99)] == [2000, 2026, 2099]
    assert read_deadline("31.12.99") == deadline_from_key("2099-12-31")


@pytest.mark.parametrize(
    ("text", "message", "readings"),
    [
        ("ежемесячно", reading.NOT_A_PERIOD, ()),
        ("ongoing", reading.NOT_A_PERIOD, ()),
        ("as needed", reading.NOT_A_PERIOD, ()),
        ("до конца 2026 года", reading.NOT_A_LIMIT, ("2026 год",)),
        ("03/04/2026", reading.AMBIGUOUS, ("3 April 2026", "4 March 2026")),
    ],
)
def test_a_day_on_record_is_a_period(text: str, message: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as raised:
        read_period(text)
    assert raised.value.message == message
    assert raised.value.readings == readings


def test_a_period_on_record_keeps_its_precision() -> None:
    assert read_period("февр. 2024 г. (?)") == deadline_from_key("2024-02?")


def test_the_costly_parser_is_imported_for_its_own_forms_only() -> None:
    program = """
import sys
from tracker.domain.date_reader import read_deadline
read_deadline("31.12.2026"), read_deadline("2026-12-31"), read_deadline("Q4 2026")
assert "dateutil" not in sys.modules
read_deadline("20261231")
assert "dateutil.parser" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
