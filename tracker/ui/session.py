"""One open file as the widgets of a window see it.

The session answers "which rows are shown, in which language, on which status date, which of them
are selected" and tells every view when an answer changes. It holds no data of its own: rows come
from the workspace through :mod:`tracker.workspace.query`, and edits go through
:mod:`tracker.workspace.operations`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.domain.fields import Context
from tracker.domain.model import Item, Project
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.forecast.calendars import WorkingDays
from tracker.language import N_, Language, Translator, translator
from tracker.language.folding import Wanted
from tracker.ui.forecasting import Forecasting
from tracker.ui.looking_back import LookingBack
from tracker.ui.models.refusals import Refusals
from tracker.ui.shown_chain import ShownChain
from tracker.ui.shown_why import ShownWhy
from tracker.ui.whatif.mode import WhatIf
from tracker.workspace.changes import Changes
from tracker.workspace.grouping import GroupKey, ShownRow
from tracker.workspace.outline_rows import OutlineRow, OutlineRows
from tracker.workspace.query import KeptRows, Query
from tracker.workspace.sayings import where_found
from tracker.workspace.shown import ShownRows
from tracker.workspace.working_days import working_days
from tracker.workspace.workspace import Workspace

_FIRST_PAINT: Final = 1000
"""Milliseconds after which a file that was opened has long been painted."""
_MADE_AT_ONCE: Final = 400
"""Rows that are made in one go while there is nothing else to do: 3 ms."""
_READ_AT_ONCE: Final = 30
"""Rows that are read for the search in one go while there is nothing else to do: 3 ms."""
_LOOKED_AT_ONCE: Final = 0.008
"""Seconds for which rows are looked at before the window has its turn."""


class Session(QObject):
    """An open workspace with what the user looks at in it.

    ``path`` is the file as the user knows it. Where it is shown as it was at the end of
    ``past_day``, the workspace is that of a copy.

    Signals:
        rows_reset: which rows are shown, or their order, has changed; read ``rows`` again.
        rows_patched: the rows with these places (int, in order) show other values now; a range
            stands for all of them.
        changed: an operation, undo or redo was written; carries its Changes. Comes after the rows.
        selection_changed: ``selected`` or ``current`` has changed.
        language_changed: every text must be made anew.
        status_date_changed: what is overdue may differ.
        failed: an edit was refused; carries the exception (UserError or a bug).
    """

    rows_reset = Signal()
    rows_patched = Signal(object)
    changed = Signal(object)
    selection_changed = Signal()
    language_changed = Signal()
    status_date_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        *,
        language: Language,
        today: Callable[[], date] = date.today,
        past_day: date | None = None,
        path: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.past_day = past_day
        self.path = path or workspace.path
        self.language = language
        self._working_days: WorkingDays | None = None
        self.selected: tuple[RowKey, ...] = ()
        self.current: RowKey | None = None
        self.refusals = Refusals(self)
        self.chain = ShownChain(self)
        self.forecasting = Forecasting(self)
        self.forecasting.computed.connect(self._on_computed)
        self.why = ShownWhy(self)
        self.what_if = WhatIf(self)
        self.looking_back = LookingBack(self)
        self.looking_back.changed.connect(self._on_computed)
        self._today = today
        self._shown = ShownRows(workspace.portfolio)
        self._judged_on = self.status_date
        workspace.listeners.append(self._on_changes)
        self._shown.read(self.translator, self.status_date)
        self._reader = QTimer(self, interval=_FIRST_PAINT)
        self._reader.timeout.connect(self._read_ahead)
        self._reader.start()
        self._foreseen: Iterator[None] | None = None
        self._foreseer = QTimer(self, interval=0)
        self._foreseer.timeout.connect(self._look_on)

    @property
    def query(self) -> Query:
        """What is asked for; see :meth:`set_query`."""
        return self._shown.query

    @property
    def rows(self) -> Sequence[ShownRow]:
        """What is shown, in order; another list whenever ``rows_reset`` is emitted."""
        return self._shown.rows

    @property
    def kept(self) -> KeptRows:
        """What makes the next query quick."""
        return self._shown.kept

    @property
    def portfolio(self) -> Portfolio:
        return self.workspace.portfolio

    @property
    def translator(self) -> Translator:
        return translator(self.language)

    @property
    def status_date(self) -> date:
        """The day on which statuses are judged: the file's own setting, else today.

        A file that is shown as of a past day is judged on that day.
        """
        if self.past_day is not None:
            return self.past_day
        setting = self.portfolio.setting("status_date")
        return date.fromisoformat(setting) if setting else self._today()

    @property
    def is_today(self) -> bool:
        """Whether statuses are judged as of today, rather than on a day set in the file."""
        return self.status_date == self._today()

    @property
    def context(self) -> Context:
        return self._shown.context(self.status_date)

    @property
    def shows_all(self) -> bool:
        """Whether all rows that are asked for are shown, not only the first of them."""
        return self._shown.are_all

    @property
    def counts(self) -> tuple[int, int]:
        """How many rows are shown, headings not counted, and how many there are."""
        return self._shown.count, len(self.portfolio.projects) + len(self.portfolio.items)

    def place(self, key: RowKey | None) -> int | None:
        """Where a row is shown now, counted from 0; None while it is not shown."""
        return None if key is None else self._shown.place(key)

    def current_row(self) -> Project | Item | None:
        return self.portfolio.row(self.current) if self.current else None

    def finds(self, found: ShownRow) -> bool:
        """Whether a row says what is searched for; every row does while nothing is."""
        if not isinstance(found, OutlineRow):
            return not self.query.text
        return self._shown.finds(found.row, self.translator, self.status_date)

    @property
    def wanted(self) -> Wanted | None:
        """What is searched for."""
        return Wanted.of(self.query.text) if self.query.text else None

    def where_found(self, key: RowKey | None) -> str:
        """What of a row says what is searched for, as a text: "Found in: Source, Note"; else ""."""
        row = self.portfolio.row(key) if key else None
        if row is None or not self.query.text:
            return ""
        text = self.translator.text
        labels = where_found(self.query.text, row, self.context, self.translator)
        said = text(N_("Found in: {places}")) if labels else ""
        return said.format(places=", ".join(map(text, labels)))

    def dims(self, found: ShownRow) -> bool:
        """Whether a row is shown dimmed, since a search has not found it."""
        return self.query.dims and isinstance(found, OutlineRow) and not self.finds(found)

    @property
    def searches_at_once(self) -> bool:
        """Whether all rows have been read for the search, so that it takes milliseconds."""
        return self.kept.search.has_read(self.language)

    def _read_ahead(self) -> None:
        self._reader.setInterval(0)
        if self._shown.make_some(_MADE_AT_ONCE):
            return
        if not self.kept.read_ahead(_READ_AT_ONCE, self.context, self.translator):
            self._reader.stop()

    # -- what the user looks at -------------------------------------------------------------------

    def set_query(self, query: Query) -> None:
        """Filter, sort or fold anew."""
        if query != self.query or not self._shown.are_all:
            self._shown.ask(query, self.translator, self.status_date)
            self._reader.start()
            self.rows_reset.emit()

    def show_first(self, query: Query) -> None:
        """Show the first rows that a search finds, while a person types; then :meth:`set_query`.

        Nothing happens where that would take longer than a frame.
        """
        if not (query.text and query.hides and query.keeps_outline and self.searches_at_once):
            return
        if self._shown.ask_first(query, self.current, self.translator, self.status_date):
            self.rows_reset.emit()

    def set_expanded(self, key: RowKey, expanded: bool) -> None:
        collapsed = self.query.collapsed - {key} if expanded else self.query.collapsed | {key}
        self.set_query(replace(self.query, collapsed=frozenset(collapsed)))

    def reveal(self, key: RowKey) -> None:
        """Unfold what stands above a row, so that it can be shown and selected."""
        row = self.portfolio.row(key)
        above: set[RowKey] = set()
        while isinstance(row, Item):
            row = self.portfolio.parent(row)
            above.add(RowKey(row.table, row.id))
        self.set_query(replace(self.query, collapsed=self.query.collapsed - above))

    def select(self, keys: Iterable[RowKey], current: RowKey | None) -> None:
        """Select rows; headings of groups are none, whoever asks for them."""
        chosen = tuple(key for key in keys if not isinstance(key, GroupKey))
        current = None if isinstance(current, GroupKey) else current
        if (chosen, current) != (self.selected, self.current):
            self.selected, self.current = chosen, current
            self.selection_changed.emit()

    def set_language(self, language: Language) -> None:
        if language is not self.language:
            self.language = language
            self.language_changed.emit()
            self._reader.start()
            self._read_rows()
            self.rows_reset.emit()

    # -- edits ------------------------------------------------------------------------------------

    def edit(self, operation: Callable[[], object]) -> bool:
        """Run one operation of the workspace; a refusal is told by ``failed``. Whether it went."""
        try:
            operation()
        except Exception as error:
            self.failed.emit(error)
            return False
        return True

    @property
    def latest_step(self) -> int | None:
        """The step of the file that an undo would take back."""
        step = self.workspace.undo_step
        return None if step is None else step.id

    def undo(self) -> None:
        """Take the latest step back, and what was refused of the texts that it wrote.

        Where all that was pasted last was refused, that is what goes, and no step before it.
        """
        if not self.refusals.take_back(self.latest_step):
            self.edit(self.workspace.undo)

    # -- following the workspace ------------------------------------------------------------------

    @property
    def working_days(self) -> WorkingDays:
        """Which days are worked, as the file has them."""
        if self._working_days is None:
            self._working_days = working_days(self.portfolio)
        return self._working_days

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches("calendars", "calendar_days"):
            self._working_days = None
        before = self.rows
        foreseen = self.forecasting.follow(changes)
        also = foreseen or frozenset()
        places = self._shown.take_in(changes, self.translator, self.status_date, also)
        if places is None:
            # Rows that were asked for again are made, and read, while there is nothing else to do.
            self._reader.start()
        self._tell_rows(places, before)
        self._tell_status_date()
        self.what_if.follow(changes)
        self.changed.emit(changes)
        if foreseen is None:
            self.forecasting.computed.emit(None)

    def _on_computed(self, foreseen: frozenset[RowKey] | None) -> None:
        """Another forecast is there, of now or of then."""
        if foreseen is None:
            self._foresee_anew()
        elif foreseen:
            before = self.rows
            self._tell_rows(self._shown.renew(foreseen, self.translator, self.status_date), before)

    def _foresee_anew(self) -> None:
        """Every row may be foreseen otherwise: they are painted anew at once.

        Where it rests on the forecast which rows are shown, that follows when all were looked at,
        which takes some seconds for 100,000.
        """
        self._foreseen = self._shown.foresee_anew(self.status_date)
        self.rows_patched.emit(range(len(self.rows)))
        if self._foreseen is not None:
            self._foreseer.start()

    def _look_on(self) -> None:
        until = perf_counter() + _LOOKED_AT_ONCE
        for _ in self._foreseen or ():
            if perf_counter() > until:
                return
        self._foreseer.stop()
        self._foreseen = None
        before = self.rows
        self._read_rows()
        self._tell_rows(None, before)

    def _tell_rows(self, places: Sequence[int] | None, before: Sequence[ShownRow]) -> None:
        """Tell the views which rows say something else, None for all; ``before`` were shown."""
        if places is None and _are_same(self.rows, before):
            # All were asked for again, and are the same.
            places = range(len(before))
        if places is not None:
            self.rows_patched.emit(places)
        else:
            self.refusals.drop_rows(lambda key: self.portfolio.row(key) is None)
            # Views choose what is selected instead of a row that is gone.
            self.rows_reset.emit()
            self._drop_lost_selection()

    def follow_clock(self) -> None:
        """Judge statuses anew where another day has begun since the file was opened."""
        if self.status_date != self._judged_on:
            self._read_rows()
            self.rows_reset.emit()
            self._tell_status_date()

    def _tell_status_date(self) -> None:
        if self.status_date != self._judged_on:
            self._judged_on = self.status_date
            self.forecasting.judge_anew()
            self.status_date_changed.emit()

    def _read_rows(self) -> None:
        self._shown.read(self.translator, self.status_date)

    def _drop_lost_selection(self) -> None:
        kept = [key for key in self.selected if self.portfolio.row(key) is not None]
        current = self.current if self.current and self.portfolio.row(self.current) else None
        self.select(kept, current)


def _are_same(rows: Sequence[ShownRow], before: Sequence[ShownRow]) -> bool:
    """Whether the same rows are shown in the same order."""
    if isinstance(rows, OutlineRows) and isinstance(before, OutlineRows):
        return rows.refs == before.refs
    return len(rows) == len(before) and _keys(rows) == _keys(before)


def _keys(rows: Sequence[ShownRow]) -> list[RowKey]:
    return rows.keys() if isinstance(rows, OutlineRows) else [row.key for row in rows]
