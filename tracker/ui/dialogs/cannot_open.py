"""A file cannot be opened: what is wrong, what was not touched, and what can be done."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import FileError
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.storage.beside import backups
from tracker.storage.failures import EditingRefusedError
from tracker.ui.card import Card
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.icons import drawing
from tracker.ui.style import scaled, set_role

if TYPE_CHECKING:
    from tracker.ui.files import Files


@record
class WayOut:
    """What can be done: its name, what it costs, the button's words, and how it is taken."""

    title: str
    cost: str
    button: str
    take: Callable[[Files], object]


def ways_out(path: Path, error: FileError, texts: Texts) -> list[WayOut]:
    """What can be done about ``error``, the best first."""
    _ = texts.text
    found: list[WayOut] = []
    if isinstance(error, EditingRefusedError):
        found.append(
            WayOut(
                _("Open it to read only"),
                _("You see the state saved last. Nothing can be changed."),
                _("Open to read only"),
                lambda files: files.open_path(path, read_only=True),
            )
        )
    elif copies := backups(path):
        newest = copies[-1]
        made = QDateTime.fromSecsSinceEpoch(int(newest.stat().st_mtime))
        moment = QLocale().toString(made, QLocale.FormatType.ShortFormat)
        found.append(
            WayOut(
                _("Open the copy of {moment}").format(moment=moment),
                _("What was entered later is not in it. The file itself stays as it is."),
                _("Open the copy"),
                lambda files: files.restore_backup(path, newest),
            )
        )
    another = WayOut(_("Open another file"), "", _("Choose a file"), lambda files: files.open())
    return [*found, another]


class CannotOpen(Dialog):
    """Shows why ``path`` was not opened; when accepted, ``way_out`` is what the user chose."""

    def __init__(
        self, window: QWidget, path: Path, error: FileError, texts: Texts, theme: Theme
    ) -> None:
        super().__init__(window, texts, theme)
        self.setWindowTitle(texts.text("Cannot open the file"))
        self.setMinimumWidth(scaled(500))
        self._ways = ways_out(path, error, texts)
        self._cards = QButtonGroup(self)
        self._accept = QPushButton()
        self._accept.clicked.connect(self.accept)
        self._details = QPlainTextEdit(
            f"{path}\n\n{''.join(traceback.format_exception(error)).rstrip()}"
        )
        self._details.setReadOnly(True)
        self._details.setFixedHeight(120)
        self._details.setAccessibleName(texts.text("Technical details"))
        self._details.hide()
        self.body.addLayout(self._reason(path, error))
        self.body.addSpacing(8)
        for place, way in enumerate(self._ways):
            card = Card(theme, choice=True)
            card.say(way.title, way.cost)
            self._cards.addButton(card, place)
            self.body.addWidget(card)
        self.body.addWidget(self._details)
        self.body.addStretch(1)
        details = QPushButton(texts.text("Technical details"))
        details.setProperty("look", "link")
        details.setCheckable(True)
        details.setAutoDefault(False)
        details.toggled.connect(self._details.setVisible)
        self.add_footer(details, accept=self._accept)
        self._cards.idToggled.connect(self._name_button)
        self._cards.button(0).setChecked(True)
        self._cards.button(0).setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def way_out(self) -> WayOut:
        return self._ways[self._cards.checkedId()]

    def _reason(self, path: Path, error: FileError) -> QHBoxLayout:
        page = QLabel()
        ratio = self.devicePixelRatioF()
        # A file that is open elsewhere is not damaged.
        is_open = isinstance(error, EditingRefusedError)
        name, tone = ("lock", self.theme.risk) if is_open else ("document-broken", self.theme.over)
        page.setPixmap(drawing(name, tone.fill, size=36, ratio=ratio))
        title = QLabel(path.name)
        set_role(title, FontRole.SECTION)
        reason = QLabel(error.text(self.texts.text))
        reason.setProperty("ink", "2")
        reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(4)
        for label in (title, reason):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(page, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _name_button(self) -> None:
        self._accept.setText(self.way_out.button)
