"""What stands over a view without rows: why it is empty and what to do; the frame stays visible.

Where nothing has been entered yet, two buttons begin: a new project, and the import of a table.
Where a search or a filter hides everything, one button shows all rows again.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.delegates.style import Face, GridStyle
from tracker.ui.session import Session

_BELOW = 20
_ABOVE = 20
_TITLE = 28
_ADVICE = 24
_GAP = 16
_BLANK = N_("No rows yet")
_NO_MATCH = N_("No row matches")
_OTHER_ROWS = N_("Change the search or the filter to see other rows.")


class EmptyNotice(QWidget):
    """Centred over ``host`` while the session shows no rows. ``advice`` is a msgid.

    Signals:
        project_wanted: the user wants to type the name of a new project.
        import_wanted: the user wants to bring a table in.
        all_wanted: the user wants to be rid of the search and the filter.
    """

    project_wanted = Signal()
    import_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, host: QWidget, advice: str) -> None:
        super().__init__(host)
        self._session = session
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        self._advice = advice
        self.project_button, self.import_button = QPushButton(), QPushButton()
        self.all_button = QPushButton()
        self.project_button.clicked.connect(self.project_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.all_button.clicked.connect(self.all_wanted)
        self._buttons = QWidget(self)
        beside = QHBoxLayout(self._buttons)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for button in (self.project_button, self.import_button, self.all_button):
            button.setAutoDefault(True)
            beside.addWidget(button)
        host.installEventFilter(self)
        session.rows_reset.connect(self._renew)
        session.language_changed.connect(self._renew)
        self._renew()

    def set_theme(self, theme: Theme) -> None:
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        self._renew()

    @property
    def texts(self) -> tuple[str, str]:
        """The title and the advice in the language of the interface."""
        translate = self._session.translator.text
        if self._session.query.hides:
            return translate(_NO_MATCH), translate(_OTHER_ROWS)
        return translate(_BLANK), translate(self._advice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._renew()
        return False

    def _renew(self) -> None:
        self.setVisible(not self._session.rows)
        host = self.parentWidget()
        assert host is not None, "it lies over a grid"
        title, advice = self.texts
        buttons = self._renew_buttons()
        wide = max(self._style.title.width(title), self._style.body.width(advice))
        width = min(max(round(wide), buttons.width()) + 48, host.width())
        height = self._text_height + buttons.height()
        self.setGeometry(
            (host.width() - width) // 2, max((host.height() - height) // 3, 0), width, height
        )
        self._buttons.setGeometry(
            max((width - buttons.width()) // 2, 0),
            self._text_height,
            min(buttons.width(), width),
            buttons.height(),
        )
        self.update()

    @property
    def _text_height(self) -> int:
        return self._style.scaled(_ABOVE + _TITLE + _ADVICE + _GAP)

    def _renew_buttons(self) -> QSize:
        """The room that the buttons take up: none where there is nothing for them to begin."""
        translate = self._session.translator.text
        self.project_button.setText(translate(N_("New project")))
        self.import_button.setText(translate(N_("Import a table")))
        self.all_button.setText(translate(N_("Show all rows")))
        hidden = self._session.query.hides
        begins = not hidden and not self._session.workspace.read_only
        self.all_button.setVisible(hidden)
        for button in (self.project_button, self.import_button):
            button.setVisible(begins)
        offered = hidden or begins
        self._buttons.setVisible(offered)
        return self._buttons.sizeHint() + QSize(0, _BELOW) if offered else QSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        style = self._style
        painter = QPainter(self)
        painter.fillRect(self.rect(), style.theme.canvas)
        title, advice = self.texts
        top, high = style.scaled(_ABOVE), style.scaled(_TITLE)
        painter.setPen(style.theme.ink)
        self._write(painter, title, style.title, top, high)
        painter.setPen(style.theme.ink2)
        self._write(painter, advice, style.body, top + high, style.scaled(_ADVICE))
        painter.end()

    def _write(self, painter: QPainter, text: str, face: Face, top: float, high: float) -> None:
        shown = face.elided(text, self.width() - 16)
        painter.setFont(face.font)
        painter.drawText(
            round((self.width() - face.width(shown)) / 2), round(face.baseline(top, high)), shown
        )
