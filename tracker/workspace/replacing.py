"""Find and replace in the texts of many rows: what would become of each, not yet written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tracker.domain.cells import cell_text
from tracker.domain.fields import FIELDS, Context, Field, Kind, LatestNote, NameIn, value_of
from tracker.domain.model import Item, Project
from tracker.domain.portfolio import RowKey
from tracker.language import Translator
from tracker.language.folding import flat
from tracker.records import record
from tracker.workspace.outline_rows import row_key

_TEXTS: Final = (Kind.TEXT, Kind.LONG_TEXT, Kind.TERM)

TEXT_FIELDS: Final = tuple(
    field
    for field in FIELDS
    # A progress note was said on its day: another text would be another note.
    if field.kind in _TEXTS and field.target is not None and field.target != LatestNote()
)
"""The fields in which texts can be replaced; a name is four of them, one for each language."""


@record
class Replacement:
    """One text of one row, as it is and as it would be."""

    key: RowKey
    field: Field
    old: str
    new: str


def from_difference(old: str, new: str, *, lead: int = 24) -> tuple[str, str]:
    """Both texts from shortly before the first letter in which they differ, to be seen at once.

    What comes more than ``lead`` letters before it is an ellipsis, cut between words if it can be.
    """
    pairs = enumerate(zip(old, new, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))
    cut = same - lead
    if cut <= 1:
        return old, new
    space = old.find(" ", cut, same)
    cut = space + 1 if space >= 0 else cut
    return f"…{old[cut:]}", f"…{new[cut:]}"


def text_fields(chosen: Iterable[Field]) -> tuple[Field, ...]:
    """Those of ``TEXT_FIELDS`` that the chosen columns show."""
    keys = {field.key for field in chosen}
    names = any(field.kind is Kind.NAME for field in chosen)
    return tuple(
        field
        for field in TEXT_FIELDS
        if field.key in keys or (names and isinstance(field.target, NameIn))
    )


def replacements(
    rows: Iterable[Project | Item],
    fields: Sequence[Field],
    wanted: str,
    put: str,
    context: Context,
    translator: Translator,
) -> Iterator[Replacement]:
    """Every text that says ``wanted``, with ``put`` in its place.

    Case, ё and apostrophes make no difference. A Kazakh letter does: it is not put for another.
    """
    if not wanted:
        return
    sought = flat(wanted.casefold())
    for row in rows:
        for field in fields:
            if not field.belongs_to(row):
                continue
            old = cell_text(field, value_of(field, row, context), translator)
            if sought in flat(old.casefold()):
                new = replaced(old, wanted, put)
                if new != old:
                    yield Replacement(row_key(row), field, old, new)


def replaced(text: str, wanted: str, put: str) -> str:
    """``text`` with each ``wanted`` made ``put``; what is not whole letters of ``text`` stays."""
    sought = flat(wanted.casefold())
    if not sought:
        return text
    # Folding makes several letters of some ("ß"): where each letter of the text begins among them.
    letters = [flat(letter.casefold()) for letter in text]
    begins: dict[int, int] = {}
    at = 0
    for place, letter in enumerate(letters):
        begins.setdefault(at, place)
        at += len(letter)
    begins.setdefault(at, len(text))
    whole = "".join(letters)
    made: list[str] = []
    done = found = 0
    while (found := whole.find(sought, found)) >= 0:
        first, last = begins.get(found), begins.get(found + len(sought))
        if first is None or last is None:
            found += 1
            continue
        made += [text[done:first], put]
        done, found = last, found + len(sought)
    return "".join([*made, text[done:]])
