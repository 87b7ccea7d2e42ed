"""Which words of a source may stand for the date that they gave."""

from __future__ import annotations

import pytest

from tracker.domain.cells import dated_text
from tracker.domain.period import deadline_from_key
from tracker.domain.period_text import Style
from tracker.domain.values import DatedText
from tracker.language import Language


@pytest.mark.parametrize(
    ("key", "wording", "shown"),
    [
        ("2026-Q4", "the fourth quarter of 2026", "the fourth quarter of 2026"),
        ("2024-08-31", "31.08.24", "31.08.24"),
        ("2024-08", "this August", "Aug 2024"),
        ("2025", "next year", "2025"),
    ],
)
def test_words_that_leave_out_their_year_do_not_stand_for_a_date(
    key: str, wording: str, shown: str
) -> None:
    dated = DatedText(deadline_from_key(key), wording, "en")
    assert dated_text(dated, Language.EN, Style.SHORT) == shown


def test_words_of_another_language_do_not_stand_for_a_date() -> None:
    dated = DatedText(deadline_from_key("2026-Q4"), "IV кв. 2026", "ru")
    assert dated_text(dated, Language.EN, Style.SHORT) == "Q4 2026"
    assert dated_text(dated, Language.RU, Style.SHORT) == "IV кв. 2026"
