"""Print, and save a picture: what the File menu does with the view that is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.domain.model import Project
from tracker.exchange.safe_write import replacing
from tracker.language import N_
from tracker.paper.theme import LIGHT, Theme
from tracker.paper.timeline_document import DocumentFormat, Wanted, write_timeline
from tracker.timeline.scale import TimeScale
from tracker.ui.i18n import Texts
from tracker.ui.messages import MessageAction, MessageKind, Messages
from tracker.ui.places import documents_folder, open_folder
from tracker.ui.printing.preview import Preview
from tracker.ui.printing.print_job import days_in_view, subject_of
from tracker.ui.printing.print_preview import PrintPreview
from tracker.ui.session import Session
from tracker.ui.settings import Settings
from tracker.ui.timeline.comparing import Comparing

_NOTHING_TYPED: Final = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
_FILTERS: Final = {format: f"{format.upper()} (*.{format})" for format in DocumentFormat}


class Printing:
    """``scale`` and ``width`` say which time the chart shows."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        settings: Settings,
        messages: Messages,
    ) -> None:
        self._window = window
        self._session = session
        self._texts = texts
        self._settings = settings
        self._messages = messages

    def preview(self, theme: Theme, scale: TimeScale, width: float, comparing: Comparing) -> None:
        """Show the pages, and print or save them when asked to."""
        dialog = PrintPreview(
            self._window,
            self._session,
            self._texts,
            theme,
            scale=scale,
            width=width,
            folder=self._folder(),
            comparing=comparing,
        )
        self._show(dialog)

    def preview_register(self, theme: Theme) -> None:
        """Show the rows of the register on pages, and print or save them when asked to."""
        # The forms are loaded when they are first asked for.
        from tracker.ui.printing.register_preview import RegisterPreview

        self._show(
            RegisterPreview(self._window, self._session, self._texts, theme, folder=self._folder())
        )

    def preview_passport(self, theme: Theme, project: Project) -> None:
        """Show the passport of a project, and print or save it when asked to."""
        from tracker.ui.printing.passport_preview import PassportPreview

        self._show(
            PassportPreview(
                self._window,
                self._session,
                self._texts,
                theme,
                project=project,
                folder=self._folder(),
            )
        )

    def _show(self, dialog: Preview) -> None:
        if dialog.exec() and dialog.saved is not None:
            self._tell(dialog.saved)

    def save_picture(self, scale: TimeScale, width: float, comparing: Comparing) -> None:
        """Ask for a file, and write the rows shown over the time in view into it."""
        name = f"timeline_{self._session.status_date.isoformat()}_{self._texts.language}.pdf"
        found, chosen = QFileDialog.getSaveFileName(
            self._window,
            self._texts.text(N_("Save a picture")),
            str(self._folder() / name),
            ";;".join(_FILTERS.values()),
        )
        if found:
            wanted = Wanted(span=days_in_view(scale, width), px_per_day=scale.px_per_day)
            self._write(Path(found), chosen, wanted, comparing)

    def _write(self, target: Path, chosen: str, wanted: Wanted, comparing: Comparing) -> None:
        named = target.suffix.removeprefix(".").lower()
        if named in set(DocumentFormat):
            format = DocumentFormat(named)
        else:
            format = next(
                (key for key, text in _FILTERS.items() if text == chosen), DocumentFormat.PDF
            )
            target = target.with_name(f"{target.name}.{format}")

        def write() -> None:
            # A picture that left earlier would show what was foreseen before the last edit.
            self._session.forecasting.wait(lambda: QCoreApplication.processEvents(_NOTHING_TYPED))
            with replacing(target) as stream:
                write_timeline(
                    stream,
                    subject_of(self._session, comparing),
                    wanted,
                    format=format,
                    language=self._texts.language,
                    theme=LIGHT,
                )

        if self._session.edit(write):
            self._tell(target)

    def _folder(self) -> Path:
        folder = self._settings.export_folder
        return folder if folder is not None and folder.is_dir() else documents_folder()

    def _tell(self, target: Path) -> None:
        self._settings.export_folder = target.parent
        told = self._texts.text(N_("Saved {file}")).format(file=target.name)
        show = partial(open_folder, target.parent)
        action = MessageAction(self._texts.text(N_("Open the folder")), show)
        self._messages.tell(MessageKind.DONE, told, action)
