"""What was found out about a table, each thing shown where it can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from tracker.domain.portfolio import Portfolio
from tracker.exchange.forms import Rows
from tracker.exchange.table_in import (
    DELIMITERS,
    ENCODINGS,
    DateOrder,
    DecimalSign,
    Source,
)
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.choice import Choice
from tracker.ui.i18n import Texts
from tracker.ui.importing.job import CopiedTable, Looked, Origin
from tracker.ui.importing.rows_model import one_line
from tracker.ui.importing.words import DELIMITER_NAMES, ENCODING_NAMES, ORDER_NAMES, SIGN_NAMES
from tracker.ui.style import set_role

# By the names that wishes have.
_LABELS: Final = {
    "encoding": N_("Encoding"),
    "sheet": N_("Sheet"),
    "delimiter": N_("Between the cells"),
    "header_row": N_("Row of the headings"),
    "language": N_("Language of the headings"),
    "decimal_sign": N_("Decimal sign"),
    "date_order": N_("Order of dates"),
    "project": N_("Project of the rows"),
    "mapping": N_("Saved mapping"),
}
_GRID: Final = (
    ("header_row", "language", "encoding", "delimiter"),
    ("mapping", "project", "decimal_sign", "date_order"),
)
"""Where they stand; the sheet of a workbook in the place of encoding and delimiter."""
_SEARCHED: Final = 40
"""Rows among which the headings can be chosen."""
_HEADING_CELLS: Final = 4
_LEAST_WIDTH: Final = 8

Offered = list[tuple[str, Any]]


class ReadingChoices(QWidget):
    """The drop-downs over the preview.

    Signals:
        chosen: something is said of the table: its name among the wishes, and the value.
        mapping_chosen: a saved mapping is to be used; carries its name, "" for none.
    """

    chosen = Signal(str, object)
    mapping_chosen = Signal(str)

    def __init__(self, origin: Origin, portfolio: Portfolio, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._origin = origin
        self._texts = texts
        self._projects: Offered = [
            (name, name)
            for project in portfolio.ordered_projects()
            if (name := project.name.best(texts.language))
        ]
        self._offered: dict[str, Offered] = {}
        self._choices: dict[str, Choice] = {}
        self._boxes: dict[str, QWidget] = {}
        for key, label in _LABELS.items():
            self._boxes[key] = self._box(key, texts.text(label), theme)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, keys in enumerate(_GRID):
            for column, key in enumerate(keys):
                grid.addWidget(self._boxes[key], row, column)
        grid.addWidget(self._boxes["sheet"], 0, 2, 1, 2)
        for column in range(4):
            grid.setColumnStretch(column, 1)

    def _box(self, key: str, label: str, theme: Theme) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        title = QLabel(label)
        title.setProperty("ink", "3")
        set_role(title, FontRole.CAPTION)
        choice = self._choices[key] = Choice(theme)
        choice.setMinimumContentsLength(_LEAST_WIDTH)
        choice.setAccessibleName(label)
        choice.activated.connect(partial(self._on_chosen, key))
        title.setBuddy(choice)
        lines.addWidget(title)
        lines.addWidget(choice)
        return box

    def choice(self, key: str) -> Choice:
        return self._choices[key]

    # -- what is shown ----------------------------------------------------------------------------

    def show_found(self, found: Looked) -> None:
        """Show what was found out, as far as the look came."""
        _ = self._texts.text
        source = found.source or Source("", [])
        is_workbook = bool(source.sheets)
        for key, shown in (
            ("sheet", is_workbook),
            ("encoding", not is_workbook and not isinstance(self._origin, CopiedTable)),
            ("delimiter", bool(source.delimiter) or source.encoding != ""),
        ):
            self._boxes[key].setVisible(shown)
        encoding = source.encoding or found.wishes.encoding
        self._offer("encoding", [(ENCODING_NAMES[each], each) for each in ENCODINGS], encoding)
        self._offer("sheet", [(each, each) for each in source.sheets], source.sheet)
        self._offer(
            "delimiter", [(_(DELIMITER_NAMES[each]), each) for each in DELIMITERS], source.delimiter
        )
        header = None if found.layout is None else source.rows[found.layout.header].number
        self._offer("header_row", _header_rows(source), header)
        language = found.mapping and found.mapping.language
        self._offer("language", [(each.own_name, each) for each in Language], language)
        sign = found.table.decimal_sign if found.table else None
        self._offer("decimal_sign", self._known(SIGN_NAMES, sign, DecimalSign.UNKNOWN), sign)
        order = found.table.date_order if found.table else None
        self._offer("date_order", self._known(ORDER_NAMES, order, DateOrder.UNKNOWN), order)
        projects: Offered = [(_(N_("As the table says")), None), *self._projects]
        self._offer("project", projects, found.wishes.project)
        of_projects = found.mapping is not None and found.mapping.rows is Rows.PROJECTS
        self._choices["project"].setEnabled(not of_projects)

    def show_mappings(self, names: Iterable[str], chosen: str) -> None:
        """Show the mappings there are; "" for none."""
        none: Offered = [(self._texts.text(N_("None: found out")), "")]
        self._offer("mapping", none + [(name, name) for name in names], chosen)

    def _known(self, names: Mapping[Any, str], shown: object, unknown: object) -> Offered:
        """What can be chosen; that nothing is known stands there only as long as it is so."""
        return [
            (self._texts.text(name), each)
            for each, name in names.items()
            if each != unknown or shown in (unknown, None)
        ]

    def _offer(self, key: str, offered: Offered, shown: object) -> None:
        choice = self._choices[key]
        if offered != self._offered.get(key):
            self._offered[key] = offered
            choice.clear()
            choice.addItems([text for text, _value in offered])
        values = [value for _text, value in offered]
        choice.setCurrentIndex(values.index(shown) if shown in values else -1)

    # -- what is chosen ---------------------------------------------------------------------------

    def _on_chosen(self, key: str, place: int) -> None:
        value = self._offered[key][place][1]
        if key == "mapping":
            self.mapping_chosen.emit(value)
        else:
            self.chosen.emit(key, value)


def _header_rows(source: Source) -> Offered:
    offered: Offered = []
    for row in source.rows[:_SEARCHED]:
        cells = [text for place in range(len(row.cells)) if (text := one_line(row.text(place)))]
        if cells:
            offered.append((f"{row.number}: {' · '.join(cells[:_HEADING_CELLS])}"[:80], row.number))
    return offered
