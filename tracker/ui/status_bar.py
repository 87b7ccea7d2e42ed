"""The line below everything: which file, whether it is saved, what is shown, in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QStatusBar, QToolButton, QWidget

from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.i18n import Texts
from tracker.ui.icons import drawing, icon
from tracker.ui.selection_label import SelectionLabel
from tracker.ui.session import Session
from tracker.ui.style import set_look, set_role

if TYPE_CHECKING:
    from tracker.ui.grid.sums import SelectionSums


class StatusBar(QStatusBar):
    """Tells about one session; empty but for the language without one."""

    def __init__(self, texts: Texts, language_menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._texts = texts
        self._theme: Theme | None = None
        self._session: Session | None = None
        self._refused = False
        self._file_glyph = QLabel()
        self._file = QLabel()
        self._saved_glyph = QLabel()
        self._saved = QLabel()
        self._saved.setProperty("ink", "done")
        self._shown = QLabel()
        self._selected = QLabel()
        self._sums: SelectionSums | None = None
        self._cells = SelectionLabel()
        self._language = QToolButton()
        self._language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._language.setIconSize(QSize(14, 14))
        self._language.setMenu(language_menu)
        self._language.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._separators: list[QWidget] = [_separator() for _ in range(4)]
        self._attention_glyph = QLabel()
        self._attention = QLabel()
        self._attention.setProperty("ink", "over")
        texts_shown: tuple[QWidget, ...] = (
            *(self._file, self._saved, self._attention, self._shown, self._selected),
            *(self._cells, self._language),
        )
        for widget in texts_shown:
            set_role(widget, FontRole.SECONDARY)
        before_file, between, before_language, self._after_attention = self._separators
        left: tuple[QWidget, ...] = (
            *(self._file_glyph, self._file, before_file, self._saved_glyph, self._saved),
            *(self._attention_glyph, self._attention),
        )
        for widget in left:
            self.addWidget(widget)
        self._file_glyph.setContentsMargins(10, 0, 0, 0)
        self._attention_glyph.setContentsMargins(10, 0, 0, 0)
        right = (
            *(self._after_attention, self._shown, between, self._selected, self._cells),
            before_language,
            self._language,
        )
        for widget in right:
            self.addPermanentWidget(widget)
        texts.changed.connect(self.retranslate)
        self.retranslate()

    def set_session(self, session: Session | None) -> None:
        """Follow another session. The one before must be closed or followed by nobody else."""
        self._session = session
        self._refused = False
        self._sums = None
        if session is not None:
            session.rows_reset.connect(self._count)
            session.selection_changed.connect(self._count)
            session.changed.connect(self._on_saved)
            session.refusals.changed.connect(self._count)
        self.retranslate()

    def show_sums(self, sums: SelectionSums | None) -> None:
        """Tell what the selected cells come to; None where whole rows are selected."""
        self._sums = sums
        self._count()

    def show_refused(self) -> None:
        """The last change could not be saved; stays until the next one is."""
        self._refused = True
        self._tell_saved()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        ratio = self.devicePixelRatioF()
        self._file_glyph.setPixmap(drawing("save", theme.ink2, size=14, ratio=ratio))
        self._attention_glyph.setPixmap(drawing("square", theme.over.text, size=14, ratio=ratio))
        self._language.setIcon(icon("globe", theme))
        self._tell_saved()

    def retranslate(self) -> None:
        session = self._session
        for widget in (
            self._file_glyph,
            self._file,
            self._saved_glyph,
            self._saved,
            self._shown,
            *self._separators,
        ):
            widget.setVisible(session is not None)
        if session is not None:
            self._file.setText(session.path.name)
            self._file.setToolTip(str(session.path))
        self._language.setText(self._texts.language.own_name)
        self._language.setToolTip(self._texts.text("Language of the window"))
        self._language.setAccessibleName(self._texts.text("Language of the window"))
        self._tell_saved()
        self._count()

    def _on_saved(self) -> None:
        self._refused = False
        self._tell_saved()
        self._count()

    def _tell_saved(self) -> None:
        session = self._session
        if session is None or self._theme is None:
            return
        _ = self._texts.text
        if session.workspace.read_only:
            text, ink, glyph, colour = _("Read only"), "risk", "lock", self._theme.risk.text
        elif self._refused:
            text, ink = _("The last change was not saved"), "over"
            glyph, colour = "square", self._theme.over.text
        else:
            text, ink = _("All changes saved"), "done"
            glyph, colour = "check", self._theme.done.text
        self._saved.setText(text)
        set_look(self._saved, "ink", ink)
        ratio = self.devicePixelRatioF()
        self._saved_glyph.setPixmap(drawing(glyph, colour, size=14, ratio=ratio))

    def _count(self) -> None:
        session = self._session
        selected = len(session.selected) if session else 0
        self._cells.show_sums(self._sums if session else None, self._texts.translator)
        self._selected.setVisible(bool(selected) and self._cells.isHidden())
        self._separators[1].setVisible(bool(selected))
        refused = len(session.refusals) if session else 0
        self._attention.setVisible(bool(refused))
        self._attention_glyph.setVisible(bool(refused))
        self._after_attention.setVisible(bool(refused))
        if session is None:
            return
        self._attention.setText(
            self._texts.plural(
                "{n} cell needs attention", "{n} cells need attention", refused
            ).format(n=refused)
        )
        self._shown.setEnabled(session.shows_all)
        shown, whole = session.counts
        plural = self._texts.plural
        self._shown.setText(
            plural("{shown} of {n} row shown", "{shown} of {n} rows shown", whole).format(
                shown=shown, n=whole
            )
        )
        said = plural("{n} selected", "{n} selected", selected).format(n=selected)
        where = session.where_found(session.current)
        self._selected.setText(" · ".join(filter(None, (said, where))))


def _separator() -> QFrame:
    line = QFrame()
    line.setObjectName("separator")
    line.setFixedSize(1, 14)
    return line
