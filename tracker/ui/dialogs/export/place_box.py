"""Where the document goes: where the user said, else a telling name in the last folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.ui.i18n import Texts
from tracker.ui.places import documents_folder
from tracker.ui.style import set_role

_WIDTH: Final = 380


class PlaceBox(QWidget):
    """The name of the document, and its folder below."""

    def __init__(self, texts: Texts, folder: Path | None) -> None:
        super().__init__()
        self._texts = texts
        self._folder = folder if folder is not None and folder.is_dir() else documents_folder()
        self._said: Path | None = None
        self._name = "export"
        self._shown, self._note = QLabel(), QLabel()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        set_role(self._shown, FontRole.BUTTON)
        set_role(self._note, FontRole.SECONDARY)
        self._note.setProperty("ink", "3")
        for label in (self._shown, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            lines.addWidget(label)

    @property
    def target(self) -> Path:
        return self._said or self._folder / self._name

    def propose(self, name: str) -> None:
        """Offer a name; a place that the user said keeps its name, with the ending of this one."""
        self._name = name
        suffix = Path(name).suffix
        if self._said is not None and self._said.suffix.lower() != suffix:
            self._said = self._said.with_suffix(suffix)
        self._show()

    def ask(self, kind: str) -> None:
        """Let the user say where; ``kind`` is the format in words."""
        suffix = Path(self._name).suffix
        found, _filter = QFileDialog.getSaveFileName(
            self,
            self._texts.text(N_("Export to")),
            str(self.target),
            f"{kind} (*{suffix})",
        )
        if found:
            self._said = Path(found if found.lower().endswith(suffix) else f"{found}{suffix}")
            self._show()

    def _show(self) -> None:
        target = self.target
        self._shown.setText(_shortened(target.name, self._shown))
        self._shown.setToolTip(str(target))
        if target.exists():
            note = self._texts.text(N_("In {folder}. The file there is replaced."))
        else:
            note = self._texts.text(N_("In {folder}"))
        told = note.format(folder=target.parent)
        self._note.setText(_shortened(told, self._note))
        self._note.setToolTip(told)


def _shortened(text: str, label: QLabel) -> str:
    """``text`` with its middle left out where it is longer than there is room for."""
    return label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDTH)
