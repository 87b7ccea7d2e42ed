"""How large a document is, in words."""

import pytest

from tracker.language import Language, translator
from tracker.ui.dialogs.export.sizes import size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0.0 KB"),
        (3, "0.1 KB"),
        (2150, "2.1 KB"),
        (10_239, "10 KB"),
        (1_048_575, "1.0 MB"),
        (14 * 1024**2, "14 MB"),
        (3 * 1024**3, "3.0 GB"),
    ],
)
def test_a_size_has_two_figures(size: int, text: str) -> None:
    assert size_text(size, translator(Language.EN)) == text


def test_a_size_is_written_as_the_language_writes_numbers() -> None:
    assert size_text(2150, translator(Language.RU)).startswith("2,1 ")
