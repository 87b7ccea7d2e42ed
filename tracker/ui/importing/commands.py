"""Ways in of the import: a file, what was copied, or a file dropped on the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tracker.exchange.table_in import Outcome
from tracker.paper.theme import Theme
from tracker.ui.i18n import Texts
from tracker.ui.importing.dialog import ImportTable
from tracker.ui.importing.job import CopiedTable, Origin
from tracker.ui.importing.words import imported_text
from tracker.ui.messages import MessageAction, MessageKind, Messages
from tracker.ui.session import Session


def import_table(
    window: QWidget,
    session: Session,
    origin: Origin,
    texts: Texts,
    theme: Theme,
    messages: Messages,
) -> None:
    """Show the dry run of a table; when it was imported, say what became of it."""
    dialog = ImportTable(window, session, origin, texts, theme)
    dialog.exec()
    taken = dialog.taken
    dialog.deleteLater()
    if taken is None:
        return
    counts = taken.counts
    created, updated = counts[Outcome.CREATED], counts[Outcome.UPDATED]
    told = imported_text(origin.name, created, updated, texts.translator)
    undo = partial(session.edit, session.workspace.undo)
    messages.tell(MessageKind.DONE, told, MessageAction(texts.text("Undo"), undo))


def copied_table(texts: Texts) -> CopiedTable | None:
    """What is on the clipboard, None where there is no text."""
    # Whatever its type says, there is none where nobody has put anything on the clipboard.
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if found is None or not (found.text().strip() or found.html().strip()):
        return None
    return CopiedTable(texts.text("Clipboard"), found.html(), found.text())
