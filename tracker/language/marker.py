"""The mark on a text that is translated later, where it is shown."""

from typing import NamedTuple


def N_(text: str) -> str:
    """Return `text` unchanged; the call itself puts the text into the catalogues."""
    return text


class Plural(NamedTuple):
    """A text in its two English forms, chosen by ``{n}``; the call puts it into the catalogues."""

    one: str
    many: str
