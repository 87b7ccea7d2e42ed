"""The preview: the first lines as a table and as characters, and what is to be minded in them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontDatabase
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tracker.exchange.cell_warnings import WarningKind
from tracker.exchange.table import RowKind
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.dialogs.export.glance import Glance, Survey
from tracker.ui.dialogs.export.lines_model import LinesModel
from tracker.ui.i18n import Texts
from tracker.ui.inspector.parts import Words
from tracker.ui.segments import Segments
from tracker.ui.style import scaled, set_role

_NARROWEST: Final = 56
_WIDEST: Final = 260


class PreviewBox(QWidget):
    """Signals:
    copy_asked: the table is wanted on the clipboard.
    """

    copy_asked = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._survey: Survey | None = None
        self._next: dict[WarningKind, int] = {}
        self.heading = QLabel()
        self.facts = QLabel()
        self.copy = QPushButton(texts.text(N_("Copy to the clipboard")))
        self.model = LinesModel(theme)
        self.table = _table(self.model)
        self.raw = QPlainTextEdit()
        self.progress = QProgressBar()
        self.failure = Words("", FontRole.BODY, "over")
        self._kinds = QActionGroup(self)
        self.as_table, self.as_text = self._kind(N_("Table")), self._kind(N_("Characters"))
        self._stack = QStackedWidget()
        self._warnings = QVBoxLayout()
        self._lay_out()

    # -- what is shown ----------------------------------------------------------------------------

    def show_first(self, seen: Glance) -> None:
        """Show the first lines; how many there are in all is not known yet."""
        self._survey = None
        self._drop_warnings()
        self.model.show_lines(seen.headings, seen.lines)
        self.table.clearSpans()
        for place, line in enumerate(seen.lines):
            if line.kind is RowKind.SECTION:
                column = next((at for at, text in enumerate(line.texts) if text), 0)
                self._span(place, column, len(line.texts))
        self._set_widths()
        self.raw.setPlainText(seen.raw)
        self.as_table.setEnabled(bool(seen.headings))
        self.as_text.setEnabled(bool(seen.raw))
        if not (self.as_text if self.as_text.isChecked() else self.as_table).isEnabled():
            (self.as_table if self.as_text.isChecked() else self.as_text).trigger()
        self.copy.setEnabled(bool(seen.lines))
        shown = sum(line.kind is RowKind.ROW for line in seen.lines)
        self.heading.setText(
            self._texts.text(N_("Preview, first rows: {shown}")).format(shown=shown)
            if seen.headings
            else self._texts.text(N_("Preview"))
        )

    def show_all(self, seen: Glance, found: Survey) -> None:
        """Show what all rows have."""
        self._survey = found
        shown = sum(line.kind is RowKind.ROW for line in seen.lines)
        text = self._texts.plural(
            "Preview, {shown} of {n} row", "Preview, first {shown} of {n} rows", found.rows
        )
        if seen.headings:
            self.heading.setText(text.format(shown=shown, n=found.rows))
        cells = frozenset(
            (each.row, each.column) for each in found.listed if each.kind is not WarningKind.MONTH
        )
        self.model.mind(cells, [found.lines[row] for row in sorted(found.lines)])
        self._drop_warnings()
        for kind, count in found.counts.items():
            self._warnings.addWidget(self._warning(kind, count))

    def refuse(self, text: str) -> None:
        """Say in words why something cannot be; "" that all is well."""
        self.failure.say(text)
        self.failure.setVisible(bool(text))

    def go_to_next(self, kind: WarningKind) -> None:
        """Go to the next cell of which this is to be minded; after the last, to the first again."""
        assert self._survey is not None
        places = [
            (place, each.column - 1)
            for each in self._survey.listed
            if each.kind is kind and (place := self.model.place(each.row)) is not None
        ]
        if not places:
            return
        self.as_table.trigger()
        at = self._next.get(kind, 0) % len(places)
        self._next[kind] = at + 1
        index = self.model.index(*places[at])
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    # -- assembly ---------------------------------------------------------------------------------

    def _span(self, place: int, column: int, width: int) -> None:
        if width - column > 1:
            self.table.setSpan(place, column, 1, width - column)

    def _set_widths(self) -> None:
        self.table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            wide = self.table.columnWidth(column) + 8
            self.table.setColumnWidth(column, min(max(wide, _NARROWEST), scaled(_WIDEST)))

    def _drop_warnings(self) -> None:
        self._next.clear()
        while (item := self._warnings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _warning(self, kind: WarningKind, count: int) -> QWidget:
        box = QFrame()
        # A month keeps its look; nobody has to see to it.
        box.setObjectName("" if kind is WarningKind.MONTH else "banner")
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 2, 6, 2)
        told = Words(_told(kind, count, self._texts), FontRole.SECONDARY)
        row.addWidget(told, 1)
        show = QPushButton(self._texts.text(N_("Show the next")))
        show.setProperty("look", "link")
        show.setAutoDefault(False)
        show.setObjectName(f"warning-{kind.name}")
        show.setAccessibleDescription(told.accessibleName())
        show.clicked.connect(partial(self.go_to_next, kind))
        set_role(show, FontRole.BUTTON)
        row.addWidget(show)
        return box

    def _kind(self, label: str) -> QAction:
        action = QAction(self._texts.text(label), self._kinds)
        action.setCheckable(True)
        action.triggered.connect(self._show_kind)
        return action

    def _show_kind(self) -> None:
        self._stack.setCurrentIndex(int(self.as_text.isChecked()))

    def _lay_out(self) -> None:
        set_role(self.heading, FontRole.CHIP)
        self.heading.setProperty("ink", "2")
        set_role(self.facts, FontRole.SECONDARY)
        self.facts.setProperty("ink", "3")
        self.copy.setProperty("look", "link")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self.copy_asked)
        set_role(self.copy, FontRole.BUTTON)
        self.as_table.setChecked(True)
        self.raw.setReadOnly(True)
        self.raw.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.raw.setTabChangesFocus(True)
        self.raw.setAccessibleName(self._texts.text(N_("Characters")))
        self.raw.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.table.setAccessibleName(self._texts.text(N_("Preview")))
        self.failure.hide()
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addSpacing(8)
        kinds = Segments([self.as_table, self.as_text])
        head.addWidget(kinds)
        head.addStretch(1)
        head.addWidget(self.facts)
        head.addWidget(self.copy)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.raw)
        self._warnings.setSpacing(4)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addLayout(head)
        lines.addWidget(self.progress)
        lines.addWidget(self._stack, 1)
        lines.addLayout(self._warnings)
        lines.addWidget(self.failure)


def _table(model: LinesModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setProperty("look", "framed")
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setMinimumHeight(scaled(110))
    side = table.verticalHeader()
    side.setDefaultSectionSize(scaled(26))
    side.setHighlightSections(False)
    side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    table.setRootIndex(QModelIndex())
    for each in (header, side):
        set_role(each, FontRole.CHIP)
    return table


def _told(kind: WarningKind, count: int, texts: Texts) -> str:
    """What is to be minded of so many cells."""
    plural = texts.plural
    match kind:
        case WarningKind.FORMULA:
            told = plural(
                "{n} cell would run as a formula; it is written as text.",
                "{n} cells would run as formulas; they are written as text.",
                count,
            )
        case WarningKind.READING:
            told = plural(
                "{n} cell would become a date or a number; it is written as text.",
                "{n} cells would become dates or numbers; they are written as text.",
                count,
            )
        case WarningKind.MONTH:
            told = plural(
                "Excel would turn the month in {n} cell into a day; a no-break space prevents it.",
                "Excel would turn the months in {n} cells into days; a no-break space prevents it.",
                count,
            )
        case WarningKind.TOO_LONG:
            told = plural(
                "{n} text is longer than a cell of Excel holds, which cuts it.",
                "{n} texts are longer than a cell of Excel holds, which cuts them.",
                count,
            )
        case WarningKind.CONTROL:
            told = plural(
                "{n} cell has a control character, which spreadsheets leave out.",
                "{n} cells have control characters, which spreadsheets leave out.",
                count,
            )
        case WarningKind.NOT_HELD:
            told = plural(
                "{n} cell has characters that the encoding does not have.",
                "{n} cells have characters that the encoding does not have.",
                count,
            )
    return told.format(n=count)
