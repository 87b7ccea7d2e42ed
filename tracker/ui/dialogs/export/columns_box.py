"""Which columns a form has, in which order, and which lines stand around its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.exchange.forms import Form
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.check import Check
from tracker.ui.check_list import CheckList
from tracker.ui.columns_popup import ColumnList
from tracker.ui.dialogs.export.choices import Around
from tracker.ui.dialogs.export.parts import heading
from tracker.ui.dialogs.export.shaping import column_choices, own_columns
from tracker.ui.i18n import Texts
from tracker.ui.style import set_role
from tracker.workspace.filter_words import Choice


class FormColumns(ColumnList):
    """Space ticks a column, Alt+Up, Alt+Down and dragging move it. No column has to be there."""

    def offer_columns(self, columns: list[Choice], shown: set[str]) -> None:
        CheckList.offer(self, columns, shown)
        self.blockSignals(True)
        movable = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsSelectable
        for item in self.lines:
            item.setFlags(item.flags() | movable)
        self.blockSignals(False)
        self.scrollToTop()

    def sizeHint(self) -> QSize:
        return QSize(220, super().sizeHint().height())


class ColumnsBox(QWidget):
    """Signals:
    changed: other columns, another order, or other lines around the rows.
    """

    changed = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        _ = texts.text
        self._form: Form | None = None
        self._language = texts.language
        self.search = QLineEdit()
        self.list = FormColumns(_(N_("Columns")), theme)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.reset = QPushButton(_(N_("Reset to the form")))
        self.title, self.as_of, self.sections, self.total = (Check(theme) for _each in range(4))
        self._lay_out()
        self.search.textChanged.connect(self.list.narrow)
        self.list.ticked.connect(self._on_ticked)
        self.reset.clicked.connect(self._reset)
        for check in self.checks:
            check.toggled.connect(self.changed)

    @property
    def checks(self) -> tuple[Check, Check, Check, Check]:
        return self.title, self.as_of, self.sections, self.total

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns that are ticked, in their order."""
        chosen = self.list.chosen
        return tuple(key for key in self.list.order if key in chosen)

    @property
    def is_as_the_form_has_it(self) -> bool:
        return self._form is None or self.columns == own_columns(self._form)

    @property
    def around(self) -> Around:
        return Around(*(check.isChecked() for check in self.checks))

    def begin(self, around: Around) -> None:
        states = (around.title, around.as_of, around.sections, around.total)
        for check, state in zip(self.checks, states, strict=True):
            check.setChecked(state)

    def set_form(self, form: Form, language: Language, columns: Sequence[str]) -> None:
        """Offer the columns of a form; ``columns`` are ticked, none for the form's own."""
        self._form, self._language = form, language
        shown = tuple(columns) or own_columns(form)
        say = self._texts.text
        choices = {
            each.key: Choice(each.key, each.text, say(each.kind))
            for each in column_choices(form, language)
        }
        ordered = [choices.pop(key) for key in shown if key in choices]
        self.list.offer_columns([*ordered, *choices.values()], set(shown))
        self.list.narrow(self.search.text())
        self.sections.setEnabled(form.sections or form.quarters is not None)
        self.total.setEnabled(form.total is not None)
        self._tell()

    def _on_ticked(self) -> None:
        self._tell()
        self.changed.emit()

    def _reset(self) -> None:
        assert self._form is not None
        self.set_form(self._form, self._language, ())
        self.changed.emit()

    def _tell(self) -> None:
        self.reset.setEnabled(not self.is_as_the_form_has_it)

    # -- assembly ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        _ = self._texts.text
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        self.search.setPlaceholderText(_(N_("Search columns")))
        self.search.setAccessibleName(_(N_("Search columns")))
        head = QHBoxLayout()
        self.label = heading(_(N_("Columns")))
        self.label.setBuddy(self.list)
        head.addWidget(self.label)
        head.addStretch(1)
        self.reset.setProperty("look", "link")
        self.reset.setAutoDefault(False)
        set_role(self.reset, FontRole.BUTTON)
        head.addWidget(self.reset)
        lines.addLayout(head)
        lines.addWidget(self.search)
        lines.addWidget(self.list, 1)
        hint = QLabel(_(N_("Space shows or hides, Alt+↑ and Alt+↓ move")))
        hint.setProperty("ink", "3")
        hint.setWordWrap(True)
        set_role(hint, FontRole.CAPTION)
        lines.addWidget(hint)
        lines.addWidget(heading(_(N_("Around the table"))))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        words = (N_("Title line"), N_("“As of” line"), N_("Section rows"), N_("Total row"))
        for place, (check, said) in enumerate(zip(self.checks, words, strict=True)):
            check.setText(_(said))
            grid.addWidget(check, place // 2, place % 2)
        lines.addLayout(grid)
