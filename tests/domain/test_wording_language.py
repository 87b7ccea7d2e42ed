"""A wording belongs to the language of its words, not to that of the interface."""

import pytest

from tracker.domain.cells import cell_text, parse_cell
from tracker.domain.date_reader import wording_language
from tracker.domain.fields import FIELD
from tracker.language import Language, translator


@pytest.mark.parametrize(
    ("text", "likely", "language"),
    [
        ("31.12.2026", Language.KK, Language.KK),
        ("IV кв. 2026", Language.EN, Language.RU),
        ("2026-yil IV chorak", Language.RU, Language.UZ),
        ("2026 жылғы IV тоқсан", Language.RU, Language.KK),
        ("Q4 2026", Language.RU, Language.EN),
    ],
)
def test_the_words_tell_the_language_and_figures_leave_it_open(
    text: str, likely: Language, language: Language
) -> None:
    assert wording_language(text, likely=likely) is language


def test_a_cell_words_a_date_that_was_typed_in_another_language() -> None:
    english, russian = translator(Language.EN), translator(Language.RU)
    typed = parse_cell(FIELD["finish"], "IV кв. 2026", english)
    assert cell_text(FIELD["finish"], typed, english) == "Q4 2026"
    assert cell_text(FIELD["finish"], typed, russian) == "IV кв. 2026"
