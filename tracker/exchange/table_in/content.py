"""What a column is by its content, where its heading does not say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from tracker.domain.date_reader import read_deadline
from tracker.domain.errors import InputError
from tracker.domain.vocabulary import REGIONS_JOINT, REGIONS_KZ, REGIONS_UZ, SECTORS, term_from_text
from tracker.exchange.table_in.statuses import status_of_word

_ENOUGH: Final = 0.8
"""Of the cells that hold something."""
_FEWEST: Final = 2


def field_by_content(texts: Sequence[str], taken: AbstractSet[str]) -> str:
    """The key of the field that nearly all cells of a column can only be, "" for none.

    Only fields that no other column has are found; a name comes last: texts that differ.
    """
    filled = [stripped for text in texts if (stripped := text.strip())]
    if len(filled) < _FEWEST:
        return ""
    for key, fits in _TESTS:
        if key not in taken and sum(map(fits, filled)) >= _ENOUGH * len(filled):
            return key
    is_worded = sum(any(map(str.isalpha, text)) for text in filled) >= _ENOUGH * len(filled)
    if is_worded and "name" not in taken and len(set(filled)) >= _ENOUGH * len(filled):
        return "name"
    return ""


def _is_deadline(text: str) -> bool:
    # A bare number may be a year, and as well a quantity.
    if text.isdecimal() or len(text) > 60:
        return False
    try:
        read_deadline(text)
    except InputError:
        return False
    return True


_REGIONS: Final = frozenset((*REGIONS_KZ, *REGIONS_UZ, *REGIONS_JOINT))
_SECTORS: Final = frozenset(SECTORS)

_TESTS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("percent", lambda text: re.fullmatch(r"\d{1,3}\s*%", text) is not None),
    ("finish", _is_deadline),
    ("status", lambda text: status_of_word(text) is not None),
    ("region", lambda text: term_from_text(text) in _REGIONS),
    ("sector", lambda text: term_from_text(text) in _SECTORS),
)
