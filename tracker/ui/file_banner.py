"""What the window says above the views of the open file as a whole, and the way out of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.files import Files
from tracker.ui.i18n import Texts
from tracker.ui.messages import Banner
from tracker.workspace.labels import moment_text


class FileBanner(QObject):
    """That the file is open to read only, or is shown as it was on a past day."""

    def __init__(self, files: Files, texts: Texts) -> None:
        super().__init__(files)
        self._files = files
        self._texts = texts
        self.strip = Banner()
        self.strip.button.clicked.connect(self._leave)

    def set_theme(self, theme: Theme) -> None:
        self.strip.set_theme(theme)

    def follow(self) -> None:
        """Say what holds for the file that is open now."""
        _, session = self._texts.text, self._files.session
        self.strip.setVisible(session is not None and session.workspace.read_only)
        if session is not None and session.past_day is not None:
            day = moment_text(session.past_day.isoformat(), self._texts.language)
            self.strip.say(
                _(N_("As of {day}")).format(day=day),
                _(
                    N_(
                        "You see the file as it was at the end of that day;"
                        " nothing can be changed here."
                    )
                ),
                _(N_("Back to now")),
                glyph="clock",
            )
            self.strip.button.setToolTip("Esc")
        else:
            self.strip.say(
                _(N_("Read only.")),
                _(N_("You see the state saved last; nothing can be changed here.")),
                _(N_("Work in a copy")),
                glyph="lock",
            )
            self.strip.button.setToolTip("")

    def _leave(self) -> None:
        if self._files.is_past:
            self._files.back_to_now()
        else:
            self._files.work_in_copy()
