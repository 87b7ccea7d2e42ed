"""Which file is open: creating, opening, copying and closing it, with what is asked on the way."""

from __future__ import annotations

import getpass
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.domain.errors import FileError, UserError
from tracker.domain.portfolio import RowKey
from tracker.storage.failures import told_in_words
from tracker.storage.file import SUFFIX
from tracker.ui.i18n import Texts
from tracker.ui.integrity import Integrity
from tracker.ui.messages import MessageKind, Messages
from tracker.ui.places import documents_folder, sample_folder
from tracker.ui.session import Session
from tracker.ui.settings import Settings
from tracker.ui.style import Appearance
from tracker.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tracker.ui.importing.job import Origin
    from tracker.ui.rewinding import Rewound

TABLE_SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
DOCUMENT_SUFFIX: Final = ".json"


_FIRST_PAINT: Final = 300
"""Milliseconds after which a file that was opened has been painted."""


Place = tuple[tuple[RowKey, ...], RowKey | None]
"""What is selected in a file, and the current row."""


class Files(QObject):
    """Holds the session of the open file; one file is open at a time.

    Signals:
        opened: another file is open, or none; ``session`` is the new one.
        closing: the open file is about to be closed; ``session`` is still the old one.
    """

    opened = Signal()
    closing = Signal()

    def __init__(
        self,
        window: QWidget,
        *,
        texts: Texts,
        appearance: Appearance,
        settings: Settings,
        messages: Messages,
    ) -> None:
        super().__init__(window)
        self.session: Session | None = None
        self._now: Workspace | None = None
        self._rewound: Rewound | None = None
        self._window = window
        self._texts = texts
        self._appearance = appearance
        self._settings = settings
        self._messages = messages
        texts.changed.connect(self._speak)

    # -- what the user asks for -------------------------------------------------------------------

    def new(self) -> None:
        """Ask for a name and create an empty file under it."""
        _ = self._texts.text
        path = self._ask_target(
            _("New portfolio"), documents_folder() / f"{_('Portfolio')}{SUFFIX}"
        )
        if path is not None:
            self._try(lambda: self._show(Workspace.create(path, user=_user())))

    def open(self) -> None:
        """Ask for a file and open it."""
        _ = self._texts.text
        found, _filter = QFileDialog.getOpenFileName(
            self._window, _("Open a portfolio"), str(self._folder()), self._filter()
        )
        if found:
            self.open_path(Path(found))

    def open_sample(self) -> None:
        """Open the user's own copy of the sample portfolio, made when there is none yet."""

        def open_copy() -> None:
            from tracker.exchange.sample import sample_file

            folder = sample_folder()
            with told_in_words(folder):
                folder.mkdir(parents=True, exist_ok=True)
            self.open_path(sample_file(folder, user=_user()))

        self._try(open_copy)

    def open_path(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a file; whether it is open then. What cannot be opened is told with the ways out."""
        if self.session is not None and self.session.path == path.absolute() and not read_only:
            self.back_to_now()
            return True
        try:
            workspace = Workspace.open(path, user=_user(), read_only=read_only, check_later=True)
        except FileError as error:
            return self._offer_ways_out(path, error)
        self._show(workspace)
        return True

    def save_copy(self) -> None:
        """Ask for a name and write the open file under it as it is now."""
        assert self.session is not None
        source = self.session.workspace.path
        target = self._ask_target(self._texts.text("Save a copy"), self.session.path)
        if target is None:
            return

        def copy() -> None:
            copy_whole(source, target)
            self._messages.tell(
                MessageKind.DONE,
                self._texts.text("A copy was saved as {file}.").format(file=target.name),
            )

        self._try(copy)

    def work_in_copy(self) -> None:
        """Ask for a name, copy the file that cannot be changed here, and open the copy."""
        assert self.session is not None
        source = self.session.workspace.path
        target = self._ask_target(
            self._texts.text("Work in a copy"), _free_name(documents_folder() / source.name)
        )
        if target is None:
            return

        def copy() -> None:
            copy_whole(source, target)
            self.open_path(target)

        self._try(copy)

    def choose_import(self) -> None:
        """Ask for a file and import it: a table after a look at it, a document at once."""
        _ = self._texts.text
        tables, others = _("Tables and JSON documents"), _("All files")
        kinds = " ".join(f"*{suffix}" for suffix in (*TABLE_SUFFIXES, DOCUMENT_SUFFIX))
        found, _filter = QFileDialog.getOpenFileName(
            self._window,
            _("Import"),
            str(self._folder()),
            f"{tables} ({kinds});;{others} (*)",
        )
        if found:
            self.import_path(Path(found))

    def import_path(self, path: Path) -> None:
        """Import a file into the open one."""
        if path.suffix.lower() == DOCUMENT_SUFFIX:
            self._import_document(path)
            return
        from tracker.ui.importing.job import TableFile

        self._import_table(TableFile(path))

    def import_clipboard(self) -> None:
        """Import the table on the clipboard, after a look at it."""
        from tracker.ui.importing.commands import copied_table

        copied = copied_table(self._texts)
        if copied is None:
            text = self._texts.text("The clipboard holds no text. Copy some cells first.")
            self._messages.tell(MessageKind.WARNING, text)
        else:
            self._import_table(copied)

    def take_dropped(self, path: Path) -> None:
        """Open or import a file that was dropped on the window, as its name says."""
        if path.suffix.lower() == SUFFIX:
            self.open_path(path)
        elif self.session is None or self.session.workspace.read_only:
            text = self._texts.text(
                "A table needs a file to go into. Open one that can be changed."
            )
            self._messages.tell(MessageKind.WARNING, text)
        else:
            self.import_path(path)

    def _import_table(self, origin: Origin) -> None:
        from tracker.ui.importing.commands import import_table

        assert self.session is not None
        theme = self._appearance.theme
        import_table(self._window, self.session, origin, self._texts, theme, self._messages)

    def _import_document(self, path: Path) -> None:
        """Add what a JSON document holds to the open file, as one step."""
        assert self.session is not None
        session = self.session

        def add() -> None:
            from tracker.exchange.json_document import import_document
            from tracker.ui.importing.words import imported_text

            with told_in_words(path):
                document = path.read_bytes()
            report = import_document(session.workspace, document, source=path.name)
            told = imported_text(path.name, report.created, report.updated, self._texts.translator)
            self._messages.tell(MessageKind.DONE, told)

        session.edit(add)

    def close(self) -> None:
        """Close the file; everything in it is saved."""
        self.leave()
        self._settings.last_file = None
        self.opened.emit()

    def leave(self) -> None:
        """Give the file free, to be opened again at the next start."""
        self._end_session()
        if self._rewound is not None:
            self._rewound.close()
        if self._now is not None:
            self._now.close()
        self._now = self._rewound = None

    # -- as of a past day -------------------------------------------------------------------------

    @property
    def is_past(self) -> bool:
        """Whether the open file is shown as it was on a past day."""
        return self._rewound is not None

    def show_as_of(self, day: date) -> None:
        """Show the open file as it was at the end of a day, to read only; say why if it cannot."""
        from tracker.ui.rewinding import Rewound

        def rewind() -> None:
            assert self._now is not None
            rewound = Rewound(self._now, day, self._texts.language)
            path = self._now.path
            place = self._end_session()
            if self._rewound is not None:
                self._rewound.close()
            self._rewound = rewound
            self._begin(rewound.workspace, past_day=day, path=path, place=place)

        self._try(rewind)

    def back_to_now(self) -> None:
        """Show the open file as it is; nothing happens where it is shown so."""
        if self._rewound is None:
            return
        assert self._now is not None
        now, place = self._now, self._end_session()
        self._rewound.close()
        self._rewound = None
        self._begin(now, place=place)
        assert self.session is not None
        # Others may have written meanwhile.
        self.session.edit(now.refresh)

    def _end_session(self) -> Place:
        """End what is shown of the file, which stays open; where the user was in it."""
        session = self.session
        if session is None:
            return (), None
        place = session.selected, session.current
        self.closing.emit()
        self.session = None
        session.forecasting.end()
        session.looking_back.end()
        session.workspace.listeners.clear()
        session.deleteLater()
        return place

    # -- how --------------------------------------------------------------------------------------

    def _show(self, workspace: Workspace) -> None:
        self.leave()
        self._now = workspace
        self._settings.remember_file(workspace.path)
        self._begin(workspace)

    def _begin(
        self,
        workspace: Workspace,
        *,
        past_day: date | None = None,
        path: Path | None = None,
        place: Place = ((), None),
    ) -> None:
        self.session = Session(
            workspace, language=self._texts.language, past_day=past_day, path=path, parent=self
        )
        self.opened.emit()
        known = self.session.portfolio.row
        selected, current = place
        self.session.select(
            [key for key in selected if known(key)], current if current and known(current) else None
        )
        forecasting = self.session.forecasting
        QTimer.singleShot(_FIRST_PAINT, forecasting, forecasting.start)
        integrity = Integrity(workspace, self._window, parent=self.session)
        integrity.failed.connect(self._leave_damaged)

    def _leave_damaged(self, error: FileError) -> None:
        """What was read of a damaged file is shown no longer; it is as if it had not opened."""
        assert self.session is not None
        path = self.session.path
        self.close()
        self._offer_ways_out(path, error)

    def _offer_ways_out(self, path: Path, error: FileError) -> bool:
        from tracker.ui.dialogs.cannot_open import CannotOpen

        dialog = CannotOpen(self._window, path, error, self._texts, self._appearance.theme)
        if not dialog.exec():
            return False
        return bool(dialog.way_out.take(self))

    def restore_backup(self, path: Path, backup: Path) -> bool:
        """Copy a backup beside the file it was made of, and open the copy."""
        target = _free_name(path.with_name(backup.name))

        def restore() -> None:
            copy_whole(backup, target)
            self.open_path(target)

        return self._try(restore)

    def _try(self, step: Callable[[], object]) -> bool:
        """Do a step whose failure the user can mend; whether it went."""
        try:
            step()
        except UserError as error:
            self._messages.tell(MessageKind.ERROR, error.text(self._texts.text))
            return False
        return True

    def _ask_target(self, title: str, suggestion: Path) -> Path | None:
        found, _filter = QFileDialog.getSaveFileName(
            self._window, title, str(suggestion), self._filter()
        )
        if not found:
            return None
        return Path(found) if found.endswith(SUFFIX) else Path(f"{found}{SUFFIX}")

    def _filter(self) -> str:
        return f"{self._texts.text('Cooperation Tracker files')} (*{SUFFIX})"

    def _folder(self) -> Path:
        return self.session.path.parent if self.session else documents_folder()

    def _speak(self) -> None:
        if self.session is not None:
            self.session.set_language(self._texts.language)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file so that the copy is there whole or not at all. Raises FileError.

    Between two changes the file of a portfolio is one whole file, also while it is open.
    """
    from tracker.exchange.safe_write import replacing

    with replacing(target) as copy, source.open("rb") as original:
        shutil.copyfileobj(original, copy)


def _free_name(path: Path) -> Path:
    """``path``, or the same with a number where there is such a file."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _user() -> str:
    """The name under which changes are recorded: that of the system's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
