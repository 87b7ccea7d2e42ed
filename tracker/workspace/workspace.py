"""An open file: every change of it goes through :meth:`Workspace.perform`.

One transaction, one entry in the journal, one :class:`Changes` that tells every view what to patch.
Undo and redo are steps of the same kind. What another program writes into the open file is taken in
before the next step, or at :meth:`Workspace.refresh`, and told in the same way.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tracker.domain.errors import ConflictError, FileError
from tracker.domain.model import Names
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import N_
from tracker.storage.check import Finding, findings
from tracker.storage.failures import told_in_words
from tracker.storage.file import PortfolioFile, create_file, open_file
from tracker.storage.journal import Entry, EntryKind, ImageChange
from tracker.storage.repository import Repository
from tracker.storage.telling import Beat, Stopped, told
from tracker.workspace.changes import Changes, RowChange
from tracker.workspace.past import Past, row_change, row_of

Listener = Callable[[Changes], None]
Moment = date | datetime | Entry
"""A moment of the past: itself, the end of a local day, or just before a step of the history."""

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Workspace:
    """An open file, its portfolio in memory, and the way to change both.

    ``listeners`` are told of every change after it was saved and ``portfolio`` brought up to date.
    """

    def __init__(
        self,
        file: PortfolioFile,
        *,
        user: str,
        office: str | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.listeners: list[Listener] = []
        self.user = user
        self._file = file
        self._office = office
        self._clock = clock
        self.is_past = False
        self._writing = False
        self.on_hold = ""
        """Why nothing is to be written for now, as a msgid; "" where it may be."""
        self._steps: tuple[Entry | None, Entry | None] | None = None
        with file.reading():
            self.portfolio = Portfolio.of_held(file.repository.hold_all())
            self._seen = file.journal.last_change()
        self.past = Past(file, self.portfolio)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        user: str,
        office: str | None = None,
        clock: Callable[[], datetime] = utc_now,
        read_only: bool = False,
        check_later: bool = False,
    ) -> Self:
        """Open a file. Raises FileError, see :func:`tracker.storage.file.open_file`.

        With ``check_later`` call :meth:`follow_check` once the rows are shown, until it is true.
        """
        file = open_file(path, user=user, now=clock(), read_only=read_only, check_later=check_later)
        try:
            return cls(file, user=user, office=office, clock=clock)
        except BaseException:
            file.close()
            if check_later:
                # What cannot be read in a damaged file is told by the damage.
                open_file(path, user=user, now=clock(), read_only=read_only).close()
            raise

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        user: str,
        office: str | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Create an empty file and open it. Raises FileError when there is one already."""
        return cls(create_file(path, user=user, now=clock()), user=user, office=office, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file free. Nothing is lost: everything was saved as it was entered."""
        self.listeners.clear()
        self._file.close()

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def read_only(self) -> bool:
        return self._file.read_only

    @property
    def office(self) -> str:
        """The office in whose name changes are recorded: the given one, else the file's own."""
        return self.portfolio.setting("office") if self._office is None else self._office

    @property
    def revision(self) -> int:
        """Grows with every change that ``portfolio`` has taken in, those of others too."""
        return self._seen

    def today(self) -> date:
        """The local day by the workspace's clock."""
        return self._clock().astimezone().date()

    # -- the file ---------------------------------------------------------------------------------

    def follow_check(self) -> bool:
        """Let the whole file be looked at in a thread, and take in what is found; whether it ended.

        Raises FileError where the file is damaged: nothing can be written into it then, and what
        was read of it cannot be relied on.
        """
        check = self._file.check
        if check is None:
            return True
        if not check.has_ended:
            check.begin()
        if self._writing or not check.has_ended:
            return False
        with told_in_words(self.path):
            check.wait()
        if not check.references_are_sound and not self.read_only:
            with self._file.transaction():
                self._file.mend()
                outside = self._take_in()
            self._tell(outside)
        return True

    def back_up_ahead(self) -> None:
        """Begin what the first edit of a day would wait for; call it now and then while idle."""
        if not self._writing:
            self._backing_up(self._file.back_up_ahead)

    # -- writing ----------------------------------------------------------------------------------

    def perform(
        self,
        operation: str,
        body: Callable[[Repository], object],
        /,
        *,
        tell: Beat | None = None,
        **details: object,
    ) -> Changes:
        """Do one step: what ``body`` writes is saved as a whole, or not at all.

        ``operation`` and ``details`` name the step in the journal and the undo menu, see
        :mod:`tracker.workspace.labels`. A step that changes nothing leaves no entry. Raises what
        ``body`` raises, and FileError when the file cannot be written; nothing is changed then.

        ``tell`` is told how far a long step is. What it raises ends the step, as long as nothing is
        saved. It must not lead to another step: a window locks what would.
        """

        def begin() -> Entry:
            return self._begin(EntryKind.DO, operation, _plain(details), None)

        return self._write(begin, lambda entry: body(self._file.repository), tell)

    def undo(self) -> Changes:
        """Take back the latest step that still stands; empty when there is none."""

        def begin() -> Entry | None:
            step = self._file.journal.next_undo()
            if step is None:
                return None
            return self._begin(EntryKind.UNDO, step.operation, step.details, step.id)

        return self._reverse(begin)

    def redo(self) -> Changes:
        """Do again what the latest undo took back; empty when there is nothing to redo."""

        def begin() -> Entry | None:
            undo = self._file.journal.next_redo()
            if undo is None:
                return None
            return self._begin(EntryKind.REDO, undo.operation, undo.details, undo.id)

        return self._reverse(begin)

    @property
    def undo_step(self) -> Entry | None:
        """What :meth:`undo` would take back, to be named in the menu."""
        return self._next_steps()[0]

    @property
    def redo_step(self) -> Entry | None:
        """What :meth:`redo` would do again."""
        return self._next_steps()[1]

    def refresh(self) -> None:
        """Take in what another program wrote into the file, and tell the listeners.

        Does nothing within a step: what that has read must stay as it is.
        """
        if self._writing:
            return
        with self._file.reading():
            behind = self._file.journal.last_change() > self._seen
        if behind:
            with self._file.reading() if self.read_only else self._file.transaction():
                outside = self._take_in()
            self._tell(outside)

    # -- looking back -----------------------------------------------------------------------------

    def as_of(self, moment: Moment) -> Portfolio:
        """The portfolio as it was at a moment; before the first change it is empty.

        It is apart from the file and changes nothing in it.
        """
        portfolio = Portfolio(self.portfolio.rows())
        for change in self.changes_back_to(moment):
            if change.after is None:
                portfolio.remove(change.table, change.id)
            else:
                portfolio.put(change.after)
        return portfolio

    def apart(self) -> Workspace:
        """The file as it is now, opened once more to read only, by a connection of its own.

        For work on another thread; whoever asks for it closes it.
        """
        return Workspace.open(
            self.path,
            user=self.user,
            office=self._office,
            clock=self._clock,
            read_only=True,
            check_later=True,
        )

    @contextmanager
    def rewound(self, moment: Moment) -> Iterator[Workspace]:
        """The whole file as it was at a moment, its history included, open to read only.

        For what also tells of the past; it takes longer than :meth:`as_of`, which gives the rows.
        """
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            copy = Path(folder, self.path.name)
            with self._file.reading():
                last = self._last_by(moment)
            self._file.write_rewound(copy, last)
            with Workspace.open(
                copy, user=self.user, office=self._office, clock=self._clock, read_only=True
            ) as then:
                then.is_past = True
                yield then

    def changes_back_to(self, moment: Moment) -> list[RowChange]:
        """What would change in the rows of now, were they as they were at a moment of the past."""
        self.refresh()
        with self._file.reading():
            images = self._file.journal.images_after(self._last_by(moment))
        found = []
        for change in images:
            now = self.portfolio.table(change.table).get(change.row_id)
            then = row_of(change.table, change.before)
            if now != then:
                found.append(RowChange(change.table, change.row_id, now, then))
        return found

    def return_to(self, moment: Moment, operation: str, /, **details: object) -> Changes:
        """Make the whole file what it was at a moment.

        A step as any other: nothing leaves the history, and an undo takes it back. Raises as
        :meth:`perform` does.
        """

        def begin() -> Entry:
            return self._begin(EntryKind.DO, operation, _plain(details), None)

        def write(entry: Entry) -> None:
            self._file.journal.rewind(self._last_by(moment, before=entry), entry=entry)

        with self._file.reversing():
            return self._write(begin, write)

    def history(
        self,
        rows: Iterable[RowKey] | None = None,
        *,
        user: str | None = None,
        first: date | None = None,
        last: date | None = None,
        after: int = 0,
    ) -> Iterator[Entry]:
        """The entries of the journal, newest first, read as they are asked for.

        ``rows`` leaves only what changed one of these rows or what is or was attached to it;
        ``user`` the steps of one person, ``first`` and ``last`` those of a span of local days,
        ``after`` those later than the entry of that number.
        """
        return self._file.journal.entries(
            rows=None if rows is None else self.past.with_attached(rows),
            user=user,
            since=_midnight(first) if first else None,
            until=_midnight(last + timedelta(days=1)) if last else None,
            after=after,
        )

    def changes_of(self, entry: Entry) -> Changes:
        """What an entry of the history changed."""
        return self._changes(entry, self._file.journal.changes(entry.id))

    def check(self) -> list[Finding]:
        """Everything that is wrong with the file, in plain words; empty when it is sound."""
        return findings(self._file)

    # -- how --------------------------------------------------------------------------------------

    def _begin(
        self, kind: EntryKind, operation: str, details: Mapping[str, Any], reverses: int | None
    ) -> Entry:
        return self._file.journal.begin(
            at=self._clock(),
            user=self.user,
            office=self.office,
            operation=operation,
            details=details,
            kind=kind,
            reverses=reverses,
        )

    def _last_by(self, moment: Moment, *, before: Entry | None = None) -> int:
        """The number of the entry that was the latest one at a moment."""
        if isinstance(moment, Entry):
            return moment.id - 1
        if not isinstance(moment, datetime):
            moment = _midnight(moment + timedelta(days=1)) - timedelta(milliseconds=1)
        journal = self._file.journal
        return journal.last_by(moment, before=before.id) if before else journal.last_by(moment)

    def _reverse(self, begin: Callable[[], Entry | None]) -> Changes:
        def write(entry: Entry) -> None:
            assert entry.reverses is not None
            self._file.journal.reverse(entry.reverses)

        with self._file.reversing():
            return self._write(begin, write)

    def _write(
        self,
        begin: Callable[[], Entry | None],
        write: Callable[[Entry], object],
        tell: Beat | None = None,
    ) -> Changes:
        if self.is_past:
            raise FileError(
                N_("“{file}” is shown as of a past day. Go back to now to make changes."),
                file=self.path.name,
            )
        if self.read_only:
            raise FileError(
                N_("“{file}” is open to read only. Open a copy of it to make changes."),
                file=self.path.name,
            )
        if self.on_hold:
            raise ConflictError(self.on_hold)
        if self._writing:
            raise RuntimeError("a step was begun inside another one")
        self._writing = True
        outside: list[Changes] = []
        try:
            self._backing_up(self._file.back_up_daily)
            with self._file.transaction():
                outside = self._take_in()
                changes = self._write_entry(begin, write, tell)
                seen = self._file.journal.last_change()
            self._patch(changes, _calmly(tell))
            self._seen = seen
        finally:
            self._writing = False
            self._tell(outside)
        self._tell([changes])
        return changes

    def _write_entry(
        self,
        begin: Callable[[], Entry | None],
        write: Callable[[Entry], object],
        tell: Beat | None,
    ) -> Changes:
        entry = begin()
        if entry is None:
            return Changes()
        write(entry)
        self._file.journal.end()
        images = self._file.journal.changes(entry.id, tell=tell)
        changes = self._changes(entry, told(images, tell))
        if not changes and entry.kind is EntryKind.DO:
            self._file.roll_back()
            return Changes()
        return changes

    def _backing_up(self, step: Callable[[datetime], object]) -> None:
        try:
            step(self._clock())
        except FileError:
            # What is entered now matters more than yesterday's copy.
            _log.warning("The daily backup of %s failed", self.path, exc_info=True)

    def _take_in(self) -> list[Changes]:
        """Bring the portfolio up to what others wrote; part of the caller's transaction."""
        journal = self._file.journal
        found = []
        if journal.last_change() > self._seen:
            if not self.read_only:
                self._file.mend()
            latest = journal.last_change()
            for entry in journal.entries_with_changes(after=self._seen):
                images = journal.changes(entry.id, after=self._seen)
                found.append(self._changes(entry, images))
            for changes in found:
                self._patch(changes)
            self._seen = latest
        return found

    def _changes(self, entry: Entry, images: Iterable[ImageChange]) -> Changes:
        rows = tuple(map(row_change, images))
        return Changes(entry.id, entry.operation, entry.kind, entry.details, rows)

    def _patch(self, changes: Changes, tell: Beat | None = None) -> None:
        self._steps = None
        for change in told(changes.rows, tell):
            if change.after is None:
                self.portfolio.remove(change.table, change.id)
            else:
                self.portfolio.put(change.after)

    def _tell(self, made: Iterable[Changes]) -> None:
        for changes in made:
            if not changes:
                continue
            for listener in list(self.listeners):
                try:
                    listener(changes)
                except Exception:
                    # The change is saved, and the other views must hear of it.
                    _log.exception("A view failed to take in the step %s", changes.operation)

    def _next_steps(self) -> tuple[Entry | None, Entry | None]:
        if self._steps is None:
            with self._file.reading():
                journal = self._file.journal
                self._steps = (journal.next_undo(), journal.next_redo())
        return self._steps


def _calmly(tell: Beat | None) -> Beat | None:
    """Tells of what is saved already and cannot be ended any more."""
    if tell is None:
        return None

    def going_on(rows: int) -> None:
        with suppress(Stopped):
            tell(rows)

    return going_on


def _midnight(day: date) -> datetime:
    """When a local day begins."""
    return datetime.combine(day, time.min).astimezone()


def _plain(details: Mapping[str, object]) -> dict[str, object]:
    """The details as JSON can hold them: names as what is given, by language."""
    return {
        name: (
            {field.name: text for field in fields(value) if (text := getattr(value, field.name))}
            if is_dataclass(value) and isinstance(value, Names)
            else value
        )
        for name, value in details.items()
    }
