"""Exports the open file by the dialog, and says where the document is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.paper.theme import Theme
from tracker.ui.dialogs.export.choices import Choices
from tracker.ui.dialogs.export.dialog import Export
from tracker.ui.dialogs.export.sizes import size_text
from tracker.ui.i18n import Texts
from tracker.ui.messages import MessageAction, MessageKind, Messages
from tracker.ui.places import open_folder
from tracker.ui.session import Session
from tracker.ui.settings import Settings


def export(
    window: QWidget,
    session: Session,
    texts: Texts,
    theme: Theme,
    settings: Settings,
    messages: Messages,
) -> None:
    """Ask how to export the open file, write the document, and say where it is."""
    dialog = Export(
        window,
        session,
        texts,
        theme,
        folder=settings.export_folder,
        remembered=Choices.of_text(settings.export_choices),
    )
    went = dialog.exec()
    settings.export_choices = dialog.choices.text
    if not went or dialog.written is None:
        return
    written = dialog.written
    settings.export_folder = written.path.parent
    told = texts.plural(
        "Exported {n} row to {file}, {size}", "Exported {n} rows to {file}, {size}", written.rows
    ).format(
        n=written.rows,
        file=written.path.name,
        size=size_text(written.size, texts.translator),
    )
    if written.note:
        told = f"{told}. {written.note}"
    show = partial(open_folder, written.path.parent)
    messages.tell(MessageKind.DONE, told, MessageAction(texts.text("Open the folder"), show))
