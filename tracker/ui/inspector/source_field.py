"""A field that says on which source something rests: one of the file, or a new one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.cells import source_text
from tracker.domain.model import Source
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.inspector.panel_choice import PanelChoice
from tracker.ui.session import Session
from tracker.workspace import operations

_NONE = 0
_NEW = -1


class SourceField(QWidget):
    """Offers the sources of the row first, then the others, the latest of each first."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.choice = PanelChoice(theme)
        self.title, self.address = QLineEdit(), QLineEdit()
        self._new = QWidget()
        inside = QVBoxLayout(self._new)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.title)
        inside.addWidget(self.address)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.choice)
        lines.addWidget(self._new)
        self._new.hide()
        self.choice.currentIndexChanged.connect(self._show_new)
        self.setFocusProxy(self.choice)

    def set_theme(self, theme: Theme) -> None:
        self.choice.set_theme(theme)

    def offer(self, first: Iterable[Source], chosen: int | None) -> None:
        """Fill the list anew, those in ``first`` before the others."""
        text, language = self._session.translator.text, self._session.language
        head = list(first)
        others = [source for source in self._session.portfolio.sources if source not in head]
        self.choice.setAccessibleName(text(N_("Source")))
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem(text(N_("no source")), _NONE)
        for source in (*_latest_first(head), *_latest_first(others)):
            name = source_text(source, language)
            title = source.title if source.title not in name else ""
            self.choice.addItem(" – ".join(part for part in (name, title) if part), source.id)
            place = self.choice.count() - 1
            self.choice.setItemData(place, source.title, Qt.ItemDataRole.ToolTipRole)
        self.choice.addItem(text(N_("New source…")), _NEW)
        self.choose(chosen)
        self.choice.blockSignals(False)
        for field, name in (
            (self.title, text(N_("Title of the source"))),
            (self.address, text(N_("Address on the web"))),
        ):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self._show_new()

    def clear(self) -> None:
        self.title.clear()
        self.address.clear()
        self.choice.setCurrentIndex(0)

    def choose(self, source_id: int | None) -> None:
        """Choose a source of the file; none where it is not there any more."""
        self.choice.setCurrentIndex(max(self.choice.findData(source_id or _NONE), 0))

    def typed(self) -> tuple[object, str, str]:
        """What is chosen and typed, to be put back by :meth:`retype`."""
        return self.choice.currentData(), self.title.text(), self.address.text()

    def retype(self, typed: tuple[object, str, str]) -> None:
        chosen, title, address = typed
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))
        self.title.setText(title)
        self.address.setText(address)

    @property
    def lacks_title(self) -> bool:
        """Whether a new source is to be added of which nothing says what it is."""
        return self.choice.currentData() == _NEW and not self.title.text().strip()

    def chosen(self) -> tuple[int | None, Source | None]:
        """The id of a known source, or the new one that is to be added; at most one of the two."""
        data = self.choice.currentData()
        if data != _NEW:
            return data or None, None
        title = " ".join(self.title.text().split())
        key = operations.source_key(self._session.portfolio, title)
        return None, Source(key=key, title=title, url=self.address.text().strip())

    def _show_new(self) -> None:
        new = self.choice.currentData() == _NEW
        self._new.setVisible(new)
        if new and self.choice.hasFocus():
            self.title.setFocus()


def _latest_first(sources: Iterable[Source]) -> list[Source]:
    def published(source: Source) -> str:
        return source.published.last.isoformat() if source.published else ""

    return sorted(sources, key=published, reverse=True)
