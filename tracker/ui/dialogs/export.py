"""The export: which form, in which language and dialect, with its first lines before it is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import UserError
from tracker.exchange.dialects import DIALECTS, default_dialect
from tracker.exchange.forms import FORM_IDS, bundled_form
from tracker.exchange.table import RowKind
from tracker.language import Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.card import Card
from tracker.ui.choice import Choice
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.dialogs.export_job import ExportJob, Preview, preview
from tracker.ui.i18n import Texts
from tracker.ui.messages import MessageAction, MessageKind, Messages
from tracker.ui.places import documents_folder, open_folder
from tracker.ui.session import Session
from tracker.ui.settings import Settings
from tracker.ui.style import set_role
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Query

_LINES: Final = 12
_PATH_WIDTH: Final = 460


@dataclass(frozen=True, slots=True)
class Written:
    """What an export has made."""

    path: Path
    rows: int


def export(
    window: QWidget,
    session: Session,
    texts: Texts,
    theme: Theme,
    settings: Settings,
    messages: Messages,
) -> None:
    """Ask how to export the open file, write the table, and say where it is."""
    dialog = Export(window, session, texts, theme, folder=settings.export_folder)
    if not dialog.exec() or dialog.written is None:
        return
    written = dialog.written
    settings.export_folder = written.path.parent
    told = texts.plural(
        "Exported {n} row to {file}", "Exported {n} rows to {file}", written.rows
    ).format(n=written.rows, file=written.path.name)
    show = partial(open_folder, written.path.parent)
    messages.tell(MessageKind.DONE, told, MessageAction(texts.text("Open the folder"), show))


class _Stopped(Exception):
    """The user wants no more of an export."""


class Export(Dialog):
    """When accepted, ``written`` is what was made. Exporting never changes the file."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        theme: Theme,
        *,
        folder: Path | None,
    ) -> None:
        super().__init__(window, texts, theme)
        self.written: Written | None = None
        self._session = session
        self._forms = [bundled_form(form_id) for form_id in FORM_IDS]
        self._folder = folder if folder is not None and folder.is_dir() else documents_folder()
        self._target: Path | None = None
        self._queries: list[Query] = []
        self._dialect_chosen = False
        self._busy = self._stopped = False
        self.setWindowTitle(texts.text("Export"))
        self._form_cards = QButtonGroup(self)
        self._scrolled = QScrollArea()
        # The keyboard goes to the cards inside.
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._dialect_cards = QButtonGroup(self)
        self._language = Choice(theme)
        self._rows = Choice(theme)
        self._heading = QLabel()
        self._facts = QLabel()
        self._table = _table()
        self._note = QLabel()
        self._failure = QLabel()
        self._path = QLabel()
        self._path_note = QLabel()
        self._accept = QPushButton()
        self._change = QPushButton()
        self._lay_out()
        self._offer()
        self._connect()
        self._refresh()
        self.resize(1040, 760)

    # -- what is chosen ---------------------------------------------------------------------------

    @property
    def job(self) -> ExportJob:
        return ExportJob(
            form=self._forms[self._form_cards.checkedId()],
            language=self._document_language,
            dialect=DIALECTS[list(DIALECTS)[self._dialect_cards.checkedId()]],
            query=self._queries[self._rows.currentIndex()],
        )

    @property
    def _document_language(self) -> Language:
        return list(Language)[self._language.currentIndex()]

    @property
    def target(self) -> Path:
        """Where the table goes: where the user said, else a telling name in the last folder."""
        return self._target or self._folder / self.job.file_name(self._session)

    def _offer(self) -> None:
        """Fill the choices; the best guess is chosen."""
        for language in Language:
            self._language.addItem(language.own_name)
        self._language.setCurrentIndex(list(Language).index(self.texts.language))
        _ = self.texts.text
        query = self._session.query
        self._offer_rows(_("All rows"), Query())
        if query.hides:
            shown = replace(query, collapsed=frozenset())
            self._offer_rows(_("The rows shown now"), shown)
        for project in self._session.portfolio.ordered_projects():
            name = project.name.best(self.texts.language)
            only = Query(filter=RowFilter(project_ids=frozenset({project.id})))
            self._offer_rows(_("{name} and below").format(name=name), only)
        self._form_cards.button(0).setChecked(True)
        self._choose_dialect_of(self.texts.language)
        self._form_cards.button(0).setFocus(Qt.FocusReason.TabFocusReason)

    def _offer_rows(self, text: str, query: Query) -> None:
        self._rows.addItem(text)
        self._queries.append(query)

    def _connect(self) -> None:
        self._form_cards.idToggled.connect(self._on_toggled)
        self._dialect_cards.idToggled.connect(self._on_toggled)
        self._dialect_cards.idClicked.connect(self._on_dialect_clicked)
        self._language.currentIndexChanged.connect(self._on_language)
        self._rows.currentIndexChanged.connect(self._refresh)
        self._accept.clicked.connect(self._write)

    def _on_toggled(self, place: int, checked: bool) -> None:
        if checked:
            # With arrow keys a form is chosen that may not be in sight.
            self._scrolled.ensureWidgetVisible(
                self._form_cards.button(self._form_cards.checkedId())
            )
            self._refresh()

    def _on_dialect_clicked(self) -> None:
        self._dialect_chosen = True

    def _on_language(self) -> None:
        if not self._dialect_chosen:
            self._choose_dialect_of(self._document_language)
        self._refresh()

    def _choose_dialect_of(self, language: Language) -> None:
        name = default_dialect(language).name
        self._dialect_cards.button(list(DIALECTS).index(name)).setChecked(True)

    def _change_target(self) -> None:
        _ = self.texts.text
        found, _filter = QFileDialog.getSaveFileName(
            self, _("Export to"), str(self.target), f"{_('CSV files')} (*.csv)"
        )
        if found:
            self._target = Path(found if found.lower().endswith(".csv") else f"{found}.csv")
            self._show_target()

    # -- what comes of it -------------------------------------------------------------------------

    def _write(self) -> None:
        target = self.target
        self._stopped = False
        self._set_busy(True)
        try:
            rows = self.job.write(self._session, target, self._tell)
        except UserError as error:
            self._failure.setText(error.text(self.texts.text))
            self._failure.show()
            return
        except _Stopped:
            return
        finally:
            self._set_busy(False)
        self.written = Written(target, rows)
        self.accept()

    def reject(self) -> None:
        """While a table is written, what stops is the writing; the dialog stays."""
        if self._busy:
            self._stopped = True
        else:
            super().reject()

    def _tell(self, rows: int) -> None:
        """Let the window go on between two chunks of an export. Raises what ends it."""
        told = self.texts.plural("{n} row written", "{n} rows written", rows)
        self._facts.setText(told.format(n=rows))
        QApplication.processEvents()
        if self._stopped:
            raise _Stopped

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for choice in (*self.findChildren(Card), self._language, self._rows, self._change):
            choice.setEnabled(not busy)
        self._accept.setEnabled(not busy)
        if not busy:
            self._facts.setText(self.texts.text(self.job.dialect.about))

    def _refresh(self) -> None:
        found = preview(self.job, self._session, lines=_LINES)
        _, plural = self.texts.text, self.texts.plural
        shown = sum(kind is RowKind.ROW for kind in found.kinds)
        self._heading.setText(
            plural("Preview, {shown} of {n} row", "Preview, first {shown} of {n} rows", found.rows)
            .format(shown=shown, n=found.rows)
        )  # fmt: skip
        self._facts.setText(_(self.job.dialect.about))
        self._fill_table(found)
        self._note.setVisible(bool(found.guarded_cells))
        self._note.setText(
            plural(
                "{n} cell looks like a formula, a date or a number; it is written as text.",
                "{n} cells look like formulas, dates or numbers; they are written as text.",
                found.guarded_cells,
            ).format(n=found.guarded_cells)
        )
        self._accept.setEnabled(bool(found.rows))
        self._accept.setText(
            plural("Export {n} row", "Export {n} rows", found.rows).format(n=found.rows)
        )
        self._show_target()

    def _show_target(self) -> None:
        target = self.target
        self._failure.hide()
        self._path.setText(_shortened(target.name, self._path))
        self._path.setToolTip(str(target))
        if target.exists():
            note = self.texts.text("In {folder}. The file there is replaced.")
        else:
            note = self.texts.text("In {folder}")
        told = note.format(folder=target.parent)
        self._path_note.setText(_shortened(told, self._path_note))
        self._path_note.setToolTip(told)

    def _fill_table(self, found: Preview) -> None:
        table = self._table
        table.clear()
        table.clearSpans()
        table.setColumnCount(len(found.headings))
        table.setRowCount(len(found.lines))
        table.setHorizontalHeaderLabels([_one_line(heading) for heading in found.headings])
        for line, cells in enumerate(found.lines):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(_one_line(text))
                item.setToolTip(text)
                if (line, column) in found.guarded:
                    item.setBackground(QBrush(self.theme.risk.tint))
                    item.setForeground(QBrush(self.theme.risk.text))
                if found.kinds[line] is not RowKind.ROW:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                table.setItem(line, column, item)
                if text and found.kinds[line] is RowKind.SECTION:
                    table.setSpan(line, column, 1, len(cells) - column)
        table.resizeColumnsToContents()
        for column in range(len(found.headings)):
            table.setColumnWidth(column, min(max(table.columnWidth(column) + 8, 56), 260))

    # -- assembly ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        _ = self.texts.text
        forms = _column(_("Form"))
        cards = QWidget()
        listed = QVBoxLayout(cards)
        listed.setSpacing(8)
        for place, form in enumerate(self._forms):
            card = Card(self.theme, f"form-{form.id}", choice=True)
            about = form.about[self.texts.language] if form.about else ""
            card.say(form.title[self.texts.language], about)
            self._form_cards.addButton(card, place)
            listed.addWidget(card)
        listed.addStretch(1)
        bar = self._scrolled.verticalScrollBar().sizeHint().width()
        listed.setContentsMargins(0, 0, bar, 0)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setWidget(cards)
        self._scrolled.setMinimumWidth(cards.minimumSizeHint().width())
        for see_through in (cards, self._scrolled.viewport()):
            see_through.setAutoFillBackground(False)
        forms.addWidget(self._scrolled, 1)
        options = _column(_("Language of the document"))
        self._language.setAccessibleName(_("Language of the document"))
        options.addWidget(self._language)
        options.addSpacing(8)
        options.addWidget(_label(_("Rows")))
        self._rows.setAccessibleName(_("Rows"))
        options.addWidget(self._rows)
        options.addStretch(1)
        dialects = _column(_("Format"))
        for place, dialect in enumerate(DIALECTS.values()):
            card = Card(self.theme, choice=True)
            card.say(_(dialect.label), _(dialect.about))
            self._dialect_cards.addButton(card, place)
            dialects.addWidget(card)
        dialects.addStretch(1)
        choices = QHBoxLayout()
        choices.setSpacing(24)
        for column, share in ((forms, 4), (options, 3), (dialects, 4)):
            choices.addLayout(column, share)
        self.body.addLayout(choices)
        self.body.addWidget(_rule())
        self.body.addLayout(self._preview_head())
        self.body.addWidget(self._table, 1)
        self._note.setProperty("ink", "risk")
        self._note.setWordWrap(True)
        self._failure.setProperty("ink", "over")
        self._failure.setWordWrap(True)
        self.body.addWidget(self._note)
        self.body.addWidget(self._failure)
        change = self._change
        change.setText(_("Another place…"))
        change.setProperty("look", "link")
        change.setAutoDefault(False)
        change.clicked.connect(self._change_target)
        self.add_footer(self._target_box(), change, accept=self._accept)

    def _preview_head(self) -> QHBoxLayout:
        set_role(self._heading, FontRole.CHIP)
        self._heading.setProperty("ink", "2")
        set_role(self._facts, FontRole.SECONDARY)
        self._facts.setProperty("ink", "3")
        row = QHBoxLayout()
        row.addWidget(self._heading)
        row.addStretch(1)
        row.addWidget(self._facts)
        return row

    def _target_box(self) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        set_role(self._path, FontRole.BUTTON)
        set_role(self._path_note, FontRole.SECONDARY)
        self._path_note.setProperty("ink", "3")
        for label in (self._path, self._path_note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            lines.addWidget(label)
        return box


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("ink", "2")
    set_role(label, FontRole.CHIP)
    return label


def _column(title: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    column.addWidget(_label(title))
    return column


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("separator")
    line.setFixedHeight(1)
    return line


def _table() -> QTableWidget:
    table = QTableWidget()
    table.setProperty("look", "framed")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(28)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    set_role(header, FontRole.CHIP)
    return table


def _shortened(text: str, label: QLabel) -> str:
    """``text`` with its middle left out where it is longer than the footer has room for."""
    metrics = label.fontMetrics()
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, _PATH_WIDTH)


def _one_line(text: str) -> str:
    return " ".join(text.split())
