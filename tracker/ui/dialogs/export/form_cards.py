"""The forms and the formats as cards of which one is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.exchange.forms import Form
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.card import Card
from tracker.ui.dialogs.export.formats import FORMATS, Format, default_format
from tracker.ui.dialogs.export.parts import heading
from tracker.ui.dialogs.export.shaping import Offered, offered_forms
from tracker.ui.i18n import Texts
from tracker.ui.inspector.parts import Words

_OWN: Final = "star"


class FormCards(QWidget):
    """The forms that come with the program, then the user's own.

    Signals:
        changed: another form is chosen.
    """

    changed = Signal()

    def __init__(self, texts: Texts, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._folder = folder
        self._offered = Offered((), (), ())
        self._group = QButtonGroup(self)
        self._scrolled = QScrollArea()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.fill("")
        self._group.idToggled.connect(self._on_toggled)

    @property
    def chosen(self) -> Form:
        return self._offered.all[max(self._group.checkedId(), 0)]

    def fill(self, chosen: str) -> None:
        """Offer the forms that there are now."""
        self._offered = offered_forms(self._folder)
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._lines.removeWidget(self._scrolled)
        self._scrolled.deleteLater()
        self._scrolled = scrolled(self._cards())
        self._lines.addWidget(self._scrolled)
        self.choose(chosen)

    def choose(self, form_id: str) -> None:
        """Take the form of that id, the first where there is none."""
        ids = [form.id for form in self._offered.all]
        place = ids.index(form_id) if form_id in ids else 0
        self._group.button(place).setChecked(True)

    def take_focus(self) -> None:
        self._group.button(self._group.checkedId()).setFocus(Qt.FocusReason.TabFocusReason)

    def _cards(self) -> QWidget:
        cards = QWidget()
        listed = QVBoxLayout(cards)
        listed.setSpacing(8)
        language = self._texts.language
        for place, form in enumerate(self._offered.all):
            own = place >= len(self._offered.bundled)
            if place == len(self._offered.bundled):
                listed.addWidget(heading(self._texts.text(N_("Saved by you"))))
            card = Card(self._theme, _OWN if own else f"form-{form.id}", choice=True)
            about = form.about[language] if form.about else ""
            title = form.title[language]
            card.say(form.id if own else title, title if own else about)
            self._group.addButton(card, place)
            listed.addWidget(card)
        for error in self._offered.refused:
            listed.addWidget(Words(error.text(self._texts.text), FontRole.CAPTION, "over"))
        listed.addStretch(1)
        return cards

    def _on_toggled(self, place: int, checked: bool) -> None:
        if checked:
            # With arrow keys a form is chosen that may not be in sight.
            self._scrolled.ensureWidgetVisible(self._group.button(place))
            self.changed.emit()


class FormatCards(QWidget):
    """Follows the language of the document until one is chosen.

    Signals:
        changed: another format is chosen.
    """

    changed = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.was_chosen = False
        """Whether the user has said which, so that the language does not decide."""
        self._group = QButtonGroup(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for place, format in enumerate(FORMATS.values()):
            card = Card(theme, choice=True)
            card.say(texts.text(format.label), texts.text(format.about))
            self._group.addButton(card, place)
            lines.addWidget(card)
        lines.addStretch(1)
        self._group.idClicked.connect(self._on_clicked)
        self._group.idToggled.connect(self._on_toggled)

    @property
    def chosen(self) -> Format:
        return list(FORMATS.values())[max(self._group.checkedId(), 0)]

    def choose(self, key: str, language: Language) -> None:
        """Take a format; where there is none of that key, the one of the language."""
        self.was_chosen = key in FORMATS
        self._take(FORMATS[key] if self.was_chosen else default_format(language))

    def follow(self, language: Language) -> None:
        if not self.was_chosen:
            self._take(default_format(language))

    def _take(self, format: Format) -> None:
        self._group.button(list(FORMATS).index(format.key)).setChecked(True)

    def _on_clicked(self) -> None:
        self.was_chosen = True

    def _on_toggled(self, place: int, checked: bool) -> None:
        if checked:
            if self._group.button(place).hasFocus():
                self.was_chosen = True
            self.changed.emit()


def scrolled(content: QWidget) -> QScrollArea:
    """``content`` with a scroll bar at its side; the keyboard goes to what is inside."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    layout = content.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, area.verticalScrollBar().sizeHint().width(), 0)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.setMinimumWidth(content.minimumSizeHint().width())
    for see_through in (content, area.viewport()):
        see_through.setAutoFillBackground(False)
    return area
