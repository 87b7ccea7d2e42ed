"""The import: how a table is read, what each of its columns is, and what becomes of each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import ConflictError, UserError
from tracker.exchange.table_in import (
    Outcome,
    Preview,
    SavedMapping,
    Table,
    apply,
    mapping_path,
    read_mapping,
    rechosen,
    save_mapping,
    saved_mappings,
)
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.storage.telling import Stopped
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.importing.columns_view import ColumnsModel, ColumnsView
from tracker.ui.importing.job import Against, Looked, Origin, TableFile, Wishes, look
from tracker.ui.importing.reading_choices import ReadingChoices
from tracker.ui.importing.rejected import save_rejected
from tracker.ui.importing.rows_model import RowsModel
from tracker.ui.importing.rows_view import rows_view
from tracker.ui.importing.words import counted
from tracker.ui.importing.writing import Writing, unswept
from tracker.ui.places import mapping_folder
from tracker.ui.segments import Segments
from tracker.ui.session import Session
from tracker.ui.style import scaled, set_role
from tracker.ui.work import Order, Work

_SIZE: Final = (1360, 740)
_COLUMNS_WIDTH: Final = 330


class ImportTable(Dialog):
    """Writes nothing before its button. When accepted, ``taken`` is the preview that was written.

    The table is read and held against the file on a thread; leaving the dialog ends that.
    """

    def __init__(
        self, window: QWidget, session: Session, origin: Origin, texts: Texts, theme: Theme
    ) -> None:
        super().__init__(window, texts, theme)
        self.taken: Preview | None = None
        self._session = session
        self._origin = origin
        self._found = Looked(Wishes())
        self._mapping_name = ""
        self._writing: Writing | None = None
        self._outcome: Outcome | None = None
        self.setWindowTitle(texts.text("Import {file}").format(file=origin.name))
        self._work: Work[Looked] = Work(window)
        self.choices = ReadingChoices(origin, session.portfolio, texts, theme)
        self._columns_model = ColumnsModel(theme, texts.translator)
        self.columns = ColumnsView(self._columns_model, theme)
        self._rows_model = RowsModel(theme, texts.translator)
        self.rows = rows_view(self._rows_model)
        self._filters = self._make_filters()
        self._segments = Segments([action for action, _outcome in self._filters])
        self._others, self._detail, self._failure = QLabel(), QLabel(), QLabel()
        self._progress = QProgressBar()
        self._save_rejected = self._link(N_("Save the refused rows…"), self._keep_rejected)
        self._save_mapping = self._link(N_("Save the mapping…"), self._keep_mapping)
        self._accept = QPushButton()
        self._lay_out()
        self._connect()
        self.choices.show_mappings(self._mappings(), "")
        self._show(self._found)
        self.look(Wishes())
        self.resize(min(_SIZE[0], window.width()), _SIZE[1])

    @property
    def is_looking(self) -> bool:
        """Whether the table is being read."""
        return self._work.order is not None

    @property
    def found(self) -> Looked:
        """What the last look at the table came to."""
        return self._found

    # -- looking at the table ---------------------------------------------------------------------

    def look(self, wishes: Wishes) -> None:
        """Read the table as ``wishes`` say, and show what would become of its rows."""
        workspace = self._session.workspace
        if not self._session.edit(workspace.refresh):
            return
        likes = self._found.wishes.reads_like(wishes)
        source = self._found.source if likes else None
        against = Against(
            workspace.portfolio,
            self._session.status_date,
            workspace.revision,
            self._session.language,
        )

        def work(order: Order) -> Looked:
            return look(self._origin, wishes, against, source=source, tell=order.tell)

        self._found = replace(self._found, wishes=wishes, source=source, preview=None)
        # Columns of cells that are read anew cannot be chosen, the others go on.
        self.columns.setEnabled(source is not None)
        for button in (self._accept, self._save_rejected, self._save_mapping):
            button.setEnabled(False)
        self._work.begin(work)
        self._tell()

    def _tell(self) -> None:
        order = self._work.order
        self._progress.setVisible(order is not None)
        if order is None:
            self._others.clear()
            return
        self._progress.setRange(0, order.count)
        self._progress.setValue(order.done)
        text = self.texts.text("Reading the table…")
        if order.count:
            text = self.texts.plural(
                "{done} of {count} row compared…", "{done} of {count} rows compared…", order.count
            )
        self._others.setText(text.format(done=order.done, count=order.count))

    def done(self, result: int) -> None:
        self._work.end()
        super().done(result)

    # -- what is shown ----------------------------------------------------------------------------

    def _show(self, found: Looked) -> None:
        self._found = found
        self.choices.show_found(found)
        header = 0 if found.layout is None else found.layout.header
        self._columns_model.show(found.mapping, found.source, header)
        self.columns.setEnabled(True)
        self._fail(found.failure)
        self._show_counts()
        self._show_rows()
        preview = found.preview
        ready = 0 if preview is None else _ready(preview)
        self._accept.setText(
            self.texts.plural("Import {n} row", "Import {n} rows", ready).format(n=ready)
        )
        self._accept.setEnabled(bool(ready))
        rejected = preview is not None and bool(preview.counts[Outcome.REJECTED])
        self._save_rejected.setEnabled(rejected)
        self._save_mapping.setEnabled(found.table is not None)

    def _show_counts(self) -> None:
        preview, speech = self._found.preview, self.texts.translator
        for action, outcome in self._filters:
            if outcome is None:
                count = 0 if preview is None else len(preview.rows)
                action.setText(speech.text("All {n}").format(n=count))
            else:
                count = 0 if preview is None else preview.counts[outcome]
                action.setText(counted(outcome, count, speech))
        n = 0 if preview is None else len(preview.others)
        told = speech.plural(
            "{n} row is blank or holds sums and is left out",
            "{n} rows are blank or hold sums and are left out",
            n,
        ).format(n=n)
        self._others.setText(told if n else "")

    def _show_rows(self) -> None:
        self._rows_model.show(self._found.preview, self._outcome)
        if self._rows_model.rowCount():
            first = self._rows_model.index(0, 0)
            flag = QItemSelectionModel.SelectionFlag
            self.rows.selectionModel().setCurrentIndex(first, flag.ClearAndSelect | flag.Rows)
        self._show_detail()

    def _show_detail(self) -> None:
        """All that is said of the current row, which its cells may have no room for."""
        row = self._rows_model.row_at(self.rows.currentIndex().row())
        note = "" if row is None else self._rows_model.note(row)
        self._detail.setText(note)
        is_refused = row is not None and row.outcome is Outcome.REJECTED
        self._detail.setProperty("ink", "over" if is_refused else "2")
        self._detail.style().polish(self._detail)

    def _filter(self, outcome: Outcome | None) -> None:
        self._outcome = outcome
        self._show_rows()

    def _fail(self, error: UserError | None) -> None:
        self._failure.setText("" if error is None else error.text(self.texts.text))
        self._failure.setVisible(error is not None)

    # -- what is chosen ---------------------------------------------------------------------------

    def _say(self, key: str, value: object) -> None:
        self.look(self._found.wishes.saying(key, value))

    def _choose_column(self, place: int, key: str) -> None:
        mapping = self._found.mapping
        assert mapping is not None, "its columns are shown"
        self.look(replace(self._found.wishes, columns=rechosen(mapping, place, key)))

    def _mappings(self) -> list[str]:
        return saved_mappings(mapping_folder())

    def _use_mapping(self, name: str) -> None:
        saved = None
        if name:
            try:
                saved = read_mapping(mapping_path(name, mapping_folder()))
            except UserError as error:
                self._fail(error)
                self.choices.show_mappings(self._mappings(), self._mapping_name)
                return
        self._mapping_name = name
        self.look(self._found.wishes.read_anew(saved=saved))

    def _keep_mapping(self) -> None:
        """Ask for a name, and save how the table is read."""
        table = self._found.table
        assert table is not None
        _ = self.texts.text
        name, answered = QInputDialog.getText(
            self, _("Save the mapping"), _("Name of the mapping"), text=self._mapping_name
        )
        name = name.strip()
        if not answered or not name:
            return
        try:
            path = mapping_path(name, mapping_folder())
            if name != self._mapping_name and path.exists():
                raise UserError(
                    N_("There is a mapping “{name}” already. Choose it first to replace it."),
                    name=name,
                )
            save_mapping(_as_saved(table, self._found.wishes), path)
        except UserError as error:
            self._fail(error)
            return
        self._fail(None)
        self._mapping_name = name
        self.choices.show_mappings(self._mappings(), name)

    # -- what is written --------------------------------------------------------------------------

    def _write(self) -> None:
        table, preview = self._found.table, self._found.preview
        assert table is not None and preview is not None, "the button is enabled"
        try:
            self._apply(table, preview)
        except Stopped:
            self._show(self._found)
        except ConflictError as error:
            # The file is another now: what would become of the rows is seen again first.
            self.look(self._found.wishes)
            self._fail(error)
        except UserError as error:
            self._fail(error)
        else:
            self.taken = preview
            self.accept()

    def _apply(self, table: Table, preview: Preview) -> None:
        """Write the rows while the window goes on; raises Stopped where the user ends it."""
        self._writing = writing = Writing(self._progress, _ready(preview))
        self._lock(True)
        self._others.setText(self.texts.text("Writing the rows…"))
        try:
            with unswept():
                apply(self._session.workspace, table, preview, tell=writing.tell)
        finally:
            self._writing = None
            self._lock(False)

    def _lock(self, locked: bool) -> None:
        """Leave nothing to be done but to wait or to cancel."""
        for part in (self.choices, self.columns, self._save_rejected, self._save_mapping):
            part.setEnabled(not locked)
        self._accept.setEnabled(not locked)
        self._progress.setVisible(locked)

    def reject(self) -> None:
        """Leave; while rows are written, drop them instead, and stay."""
        if self._writing is not None:
            self._writing.is_stopped = True
        else:
            super().reject()

    def _keep_rejected(self) -> None:
        table, preview = self._found.table, self._found.preview
        assert table is not None and preview is not None, "the button is enabled"
        path = self._origin.path if isinstance(self._origin, TableFile) else None
        try:
            save_rejected(self, table, preview, path, self.texts)
        except UserError as error:
            self._fail(error)

    # -- assembly ---------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._work.finished.connect(self._show)
        self._work.told.connect(self._tell)
        self.choices.chosen.connect(self._say)
        self.choices.mapping_chosen.connect(self._use_mapping)
        self._columns_model.chosen.connect(self._choose_column)
        self.rows.selectionModel().currentRowChanged.connect(self._show_detail)
        self._accept.clicked.connect(self._write)

    def _make_filters(self) -> list[tuple[QAction, Outcome | None]]:
        group = QActionGroup(self)
        made: list[tuple[QAction, Outcome | None]] = []
        for outcome in (None, *Outcome):
            action = QAction(self, checkable=True, checked=outcome is None)
            action.triggered.connect(partial(self._filter, outcome))
            group.addAction(action)
            made.append((action, outcome))
        return made

    def _link(self, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(self.texts.text(text))
        button.setProperty("look", "link")
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _lay_out(self) -> None:
        self.body.addWidget(self.choices)
        for label, ink in ((self._others, "3"), (self._detail, "2"), (self._failure, "over")):
            label.setProperty("ink", ink)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            set_role(label, FontRole.SECONDARY)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._detail.setFixedHeight(2 * self._detail.fontMetrics().lineSpacing() + 2)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        set_role(self._failure, FontRole.BODY)
        self.body.addSpacing(4)
        self.body.addWidget(self._failure)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self._columns_box())
        halves.addWidget(self._rows_box(), 1)
        self.body.addLayout(halves, 1)
        promise = QLabel(
            self.texts.text("Nothing is written until you import. One undo removes it all.")
        )
        promise.setProperty("ink", "2")
        set_role(promise, FontRole.SECONDARY)
        self.add_footer(promise, accept=self._accept)

    def _columns_box(self) -> QWidget:
        box, lines = _box()
        box.setFixedWidth(scaled(_COLUMNS_WIDTH))
        self.columns.setAccessibleName(self.texts.text("Columns"))
        lines.addWidget(self.columns, 1)
        lines.addWidget(self._save_mapping, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _rows_box(self) -> QWidget:
        box, lines = _box()
        self.rows.setAccessibleName(self.texts.text("Rows"))
        head = QHBoxLayout()
        head.addWidget(self._segments)
        head.addStretch(1)
        lines.addLayout(head)
        lines.addWidget(self._progress)
        lines.addWidget(self.rows, 1)
        lines.addWidget(self._detail)
        foot = QHBoxLayout()
        foot.addWidget(self._others, 1)
        foot.addWidget(self._save_rejected)
        lines.addLayout(foot)
        return box


def _ready(preview: Preview) -> int:
    return preview.counts[Outcome.CREATED] + preview.counts[Outcome.UPDATED]


def _as_saved(table: Table, wishes: Wishes) -> SavedMapping:
    """How a table is read, for the next one of the same shape.

    The row of the headings only where it was said: the next one may have another title.
    """
    before = wishes.saved.header_row if wishes.saved else None
    return SavedMapping(
        table.mapping,
        wishes.header_row or before,
        table.decimal_sign or None,
        table.date_order or None,
    )


def _box() -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(8)
    return box, lines
