"""What a row says, part by part, for those who search through it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from tracker.domain.cells import cell_text
from tracker.domain.fields import (
    FIELD,
    FIELDS,
    Context,
    Kind,
    NameIn,
    choice_label,
    value_of,
)
from tracker.domain.model import Item, Project
from tracker.language import Language, Translator
from tracker.language.folding import Wanted, searchable


class Saying(NamedTuple):
    """One text about a row. ``label`` is the msgid of what holds it: "Note", "Source"."""

    label: str
    text: str
    language: Language | None
    """None where nobody said in which language it is."""

    @property
    def may_be_uzbek(self) -> bool:
        return self.language in (None, Language.UZ)

    @property
    def readings(self) -> str:
        """What a search looks through."""
        return searchable(self.text, may_be_uzbek=self.may_be_uzbek)


_NAMES: Final = {language: FIELD[f"name_{language}"].label for language in Language}
_NOTE = FIELD["note"].label
_PROGRESS, _SOURCE = FIELD["progress"].label, FIELD["source"].label
_AS_TYPED: Final = frozenset({Kind.TEXT, Kind.TERM})
_SEARCHED: Final = _AS_TYPED | {Kind.DEADLINE, Kind.PERIOD, Kind.CHOICE}
_FIELDS: Final = tuple(
    field
    for field in FIELDS
    # A name is said in all languages as it is.
    if field.kind in _SEARCHED and not isinstance(field.target, NameIn)
)


def sayings(row: Project | Item, context: Context, translator: Translator) -> Iterator[Saying]:
    """Everything about a row that a search looks through, in all languages."""
    return chain(own_sayings(row, context), shared_sayings(row, context, translator))


def own_sayings(row: Project | Item, context: Context) -> Iterator[Saying]:
    """What is written of this row alone: its names and notes."""
    for language in Language:
        if text := row.name.given(language):
            yield Saying(_NAMES[language], text, language)
    if row.note:
        yield Saying(_NOTE, row.note, None)
    for note in context.portfolio.notes_of(row):
        yield Saying(_PROGRESS, note.text, None)


def shared_sayings(
    row: Project | Item, context: Context, translator: Translator
) -> Iterator[Saying]:
    """What many rows may say alike: their sources, bodies, dates, terms and choices."""
    portfolio = context.portfolio
    for source in portfolio.sources_of(row):
        yield Saying(_SOURCE, f"{source.title} {source.publisher}", None)
    for role in portfolio.roles_of(row):
        body = portfolio.bodies[role.body_id]
        for names in (body.name, body.short_name):
            for language in Language:
                if text := names.given(language):
                    yield Saying(choice_label(role.role), text, language)
    for field in _FIELDS:
        value = value_of(field, row, context)
        if value is not None:
            worded = None if field.kind in _AS_TYPED else translator.language
            yield Saying(field.label, cell_text(field, value, translator), worded)


def where_found(
    text: str, row: Project | Item, context: Context, translator: Translator
) -> tuple[str, ...]:
    """The labels of what says ``text``, each once; see :class:`Saying`."""
    wanted = Wanted.of(text)
    said = sayings(row, context, translator)
    return tuple(dict.fromkeys(part.label for part in said if wanted.is_in(part.readings)))
