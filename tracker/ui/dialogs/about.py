"""What the program is, in which version, under which licences, and where it keeps its things."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker import __version__
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.icons import app_icon
from tracker.ui.style import scaled, set_role


class About(Dialog):
    """``places`` are the paths of the settings and of the log."""

    def __init__(
        self,
        window: QWidget,
        texts: Texts,
        theme: Theme,
        *,
        settings_file: Path,
        log_file: Path,
    ) -> None:
        super().__init__(window, texts, theme)
        _ = texts.text
        self.setWindowTitle(_("About Cooperation Tracker"))
        self.setMinimumWidth(scaled(480))
        self._facts = {
            _("Version"): f"{__version__}",
            _("System"): (
                f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {pyside_version}, "
                f"{platform.system()} {platform.release()}"
            ),
            _("Settings"): str(settings_file),
            _("Log"): str(log_file),
            _("Licences"): _(
                "Cooperation Tracker: MIT. Qt and PySide6: LGPL 3.0. Typeface Inter: SIL OFL 1.1."
            ),
        }
        self.body.addLayout(self._heading())
        self.body.addSpacing(8)
        self.body.addLayout(self._table())
        self.body.addStretch(1)
        copy = QPushButton(_("Copy these lines"))
        copy.setProperty("look", "link")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        self.add_footer(copy)

    def _heading(self) -> QHBoxLayout:
        mark = QLabel()
        mark.setPixmap(app_icon().pixmap(44, 44))
        name = QLabel("Cooperation Tracker")
        set_role(name, FontRole.OBJECT_TITLE)
        purpose = QLabel(
            self.texts.text("Industrial cooperation between Kazakhstan and Uzbekistan")
        )
        purpose.setProperty("ink", "2")
        purpose.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(purpose)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(mark)
        row.addLayout(words, 1)
        return row

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(16)
        table.setVerticalSpacing(6)
        table.setColumnStretch(1, 1)
        for place, (label, value) in enumerate(self._facts.items()):
            heading = QLabel(label)
            heading.setProperty("ink", "3")
            shown = QLabel(value)
            shown.setWordWrap(True)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            table.addWidget(heading, place, 0, Qt.AlignmentFlag.AlignTop)
            table.addWidget(shown, place, 1)
        return table

    def _copy(self) -> None:
        lines = [f"{label}: {value}" for label, value in self._facts.items()]
        QGuiApplication.clipboard().setText("\n".join(lines))
