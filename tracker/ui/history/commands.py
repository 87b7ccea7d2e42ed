"""What can be restored from a line of the history; shown first, then done on demand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.errors import UserError
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.period_popup import PeriodPopup
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.history.lines import Line
from tracker.workspace.history.restoring import (
    Restoration,
    can_restore_value,
    of_file,
    of_row,
    of_value,
)
from tracker.workspace.labels import moment_text
from tracker.workspace.operations.restoring import moment_key
from tracker.workspace.workspace import Moment


@record
class Question:
    """A restoring that is to be looked at and then done: ``title`` is a msgid, ``act`` does it."""

    title: str
    when: str
    restoration: Restoration
    act: Callable[[], object]


class Restoring(QObject):
    """The ways back of one session.

    Signals:
        asked: a Question that the window is to put.
    """

    asked = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def can_value(self, line: Line | None) -> bool:
        return self._writable and line is not None and can_restore_value(line)

    def can_row(self, line: Line | None) -> bool:
        """Whether the row of a line can be put back to what it was before the line's step."""
        if not self._writable or line is None or line.owner is None:
            return False
        change = line.change
        added = change.before is None and change.table == line.owner.table
        return not added

    def can_file(self) -> bool:
        return self._writable

    @property
    def _writable(self) -> bool:
        return not self._session.workspace.read_only

    def value(self, line: Line) -> None:
        """Give back the old value of a line."""
        workspace = self._session.workspace
        self._ask(
            N_("Restore the old value"),
            "",
            lambda: of_value(workspace, line),
            lambda: operations.restore_value(workspace, line=line),
        )

    def row(self, line: Line) -> None:
        """Give back the row of a line as it was before the step."""
        workspace, row = self._session.workspace, line.owner
        assert isinstance(row, RowKey)
        self._ask(
            N_("Restore the row"),
            self._as_of(line.entry),
            lambda: of_row(workspace, row, line.entry),
            lambda: operations.restore_row(workspace, row=row, moment=line.entry),
        )

    def file(self, moment: Moment) -> None:
        """Give back the whole file as it was at a moment."""
        workspace = self._session.workspace
        self._ask(
            N_("Restore the whole file"),
            self._as_of(moment),
            lambda: of_file(workspace, moment),
            lambda: operations.restore_file(workspace, moment=moment),
        )

    def choose_day(self, anchor: QWidget, theme: Theme) -> None:
        """Ask for the day as of which the whole file is restored."""
        session = self._session
        popup = PeriodPopup(
            session,
            anchor,
            theme,
            title=N_("Restore the whole file as of the end of"),
            verb=N_("Show what changes…"),
            take=lambda period: self.file(period.last),
            said=lambda period: self._as_of(period.last),
        )
        popup.begin()

    def _as_of(self, moment: Moment) -> str:
        day = moment_text(moment_key(moment), self._session.language)
        return self._session.translator.text(N_("As of {day}")).format(day=day)

    def _ask(
        self,
        title: str,
        when: str,
        plan: Callable[[], Restoration],
        act: Callable[[], object],
    ) -> None:
        try:
            restoration = plan()
        except UserError as error:
            self._session.failed.emit(error)
            return
        self.asked.emit(Question(title, when, restoration, act))
