"""Makes a report pack by the dialog, and says where it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.paper.theme import Theme
from tracker.ui.dialogs.pack.choices import PackChoices
from tracker.ui.dialogs.pack.dialog import Pack
from tracker.ui.i18n import Texts
from tracker.ui.messages import MessageAction, MessageKind, Messages
from tracker.ui.places import open_folder
from tracker.ui.session import Session
from tracker.ui.settings import Settings


def make_report_pack(
    window: QWidget,
    session: Session,
    texts: Texts,
    theme: Theme,
    settings: Settings,
    messages: Messages,
) -> None:
    """Ask what a report pack shall hold, write it, and say where it is."""
    dialog = Pack(
        window,
        session,
        texts,
        theme,
        folder=settings.export_folder,
        remembered=PackChoices.of_text(settings.pack_choices),
    )
    went = dialog.exec()
    settings.pack_choices = dialog.choices.text
    if not went or dialog.written is None:
        return
    path, count = dialog.written
    settings.export_folder = path.parent
    told = texts.plural("{n} file in {target}", "{n} files in {target}", count)
    shown = path if path.is_dir() else path.parent
    messages.tell(
        MessageKind.DONE,
        told.format(n=count, target=path.name),
        MessageAction(texts.text("Open the folder"), partial(open_folder, shown)),
    )
