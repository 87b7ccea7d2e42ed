"""What every row says, read once, so that a search of 100,000 rows takes milliseconds.

A row is read again when it, or what it names, has changed; what it was searched for last is then
found of it anew. What many rows say alike (a body, a source, a date) is kept once, with the rows
that say it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from tracker.domain.fields import Context
from tracker.domain.model import Item, Project
from tracker.domain.outline import ref_of
from tracker.domain.portfolio import Portfolio, RowKey, ref_of_key
from tracker.language import Language, Translator
from tracker.language.folding import Wanted
from tracker.workspace.bundled_texts import BundledTexts
from tracker.workspace.sayings import own_sayings, shared_sayings

_AT_ONCE: Final = 1000
_FEW: Final = 20_000
"""Rows that are looked through one by one for a text that goes on; of more, all are searched."""


class SearchIndex:
    """Finds the rows of one portfolio by a text, see :func:`tracker.workspace.sayings.sayings`.

    Whoever keeps it tells it which rows came, went or changed.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._language: Language | None = None
        self._waiting: set[int] = set()
        self._has_read_all = False
        self._own = BundledTexts()
        self._shared: dict[int, tuple[str, ...]] = {}
        self._sayers: dict[str, set[int]] = {}
        self._text = ""
        self._wanted: Wanted | None = None
        self._found: set[int] = set()

    def renew(self, keys: Iterable[RowKey]) -> None:
        """These rows came, went or say something else now."""
        if self._language is not None:
            self._waiting.update(map(ref_of_key, keys))

    def has_read(self, language: Language) -> bool:
        """Whether all rows have been read as they are said in ``language``, once at least."""
        return language is self._language and self._has_read_all

    def read_some(self, count: int, context: Context, translator: Translator) -> bool:
        """Read up to ``count`` rows ahead of the next search; whether more are to be read."""
        self._turn_to(translator.language)
        for _ in range(min(count, len(self._waiting))):
            self._read(self._waiting.pop(), context, translator)
        self._has_read_all |= not self._waiting
        return bool(self._waiting)

    def find(self, text: str, context: Context, translator: Translator) -> AbstractSet[int]:
        """The refs of the rows that say ``text``, until the next search or change."""
        while self.read_some(_AT_ONCE, context, translator):
            pass
        if self._wanted is None or text != self._text:
            before, self._text, self._wanted = self._wanted, text, Wanted.of(text)
            goes_on = before is not None and self._wanted.goes_on(before)
            few = goes_on and len(self._found) < _FEW
            self._found = self._search(self._wanted, self._found if few else None)
        return self._found

    def says(
        self, wanted: Wanted, row: Project | Item, context: Context, translator: Translator
    ) -> bool:
        """Whether one row says what is wanted; no other row is read for it."""
        self._turn_to(translator.language)
        ref = ref_of(row)
        if ref in self._waiting:
            self._waiting.discard(ref)
            self._read(ref, context, translator)
        return any(map(wanted.is_in, (self._own[ref], *self._shared[ref])))

    def _search(self, wanted: Wanted, among: AbstractSet[int] | None) -> set[int]:
        """What says it, among some rows or all."""
        plain, uzbek, own = wanted.plain, wanted.uzbek or wanted.plain, self._own
        if among is None:
            found = own.find(plain, uzbek)
        else:
            found = {ref for ref in among if plain in (said := own[ref]) or uzbek in said}
        sayers = (refs for said, refs in self._sayers.items() if wanted.is_in(said))
        return found.union(*sayers)

    def _turn_to(self, language: Language) -> None:
        """Dates and terms are said in the language of the window: read all of it in another."""
        if language is not self._language:
            self._language = language
            self._own.clear()
            for kept in (self._shared, self._sayers):
                kept.clear()
            self._wanted = None
            self._has_read_all = False
            self._waiting = {-row_id for row_id in self._portfolio.projects.column("id")}
            self._waiting.update(self._portfolio.items.column("id"))

    def _read(self, ref: int, context: Context, translator: Translator) -> None:
        for said in self._shared.pop(ref, ()):
            sayers = self._sayers[said]
            sayers.discard(ref)
            if not sayers:
                del self._sayers[said]
        self._found.discard(ref)
        portfolio = self._portfolio
        row = portfolio.items.get(ref) if ref > 0 else portfolio.projects.get(-ref)
        if row is None:
            self._own.drop(ref)
            return
        own = "\n".join([said.readings for said in own_sayings(row, context)])
        shared = tuple({said.readings for said in shared_sayings(row, context, translator)})
        self._own.put(ref, own)
        self._shared[ref] = shared
        for said in shared:
            self._sayers.setdefault(said, set()).add(ref)
        if self._wanted is not None and any(map(self._wanted.is_in, (own, *shared))):
            self._found.add(ref)
