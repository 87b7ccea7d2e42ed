"""What is entered of a row besides its dates, bodies and figures; typed in place, as in a cell."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.cells import cell_text
from tracker.domain.fields import FIELD, Field, Kind, value_of
from tracker.domain.model import Item, Project
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.inspector.entries import Command, Entry, EntryList
from tracker.ui.inspector.field_edit import FieldEdit, LongEdit
from tracker.ui.inspector.history_section import copy_command
from tracker.ui.inspector.parts import Section, Words
from tracker.ui.models.cell_writing import take_typed
from tracker.ui.models.cells import edit_text
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.outline_rows import row_key

_NAMES: Final = ("name_en", "name_ru", "name_kk", "name_uz")
OF_PROJECT: Final = (*("code", "side", "region", "sector", "product", "state", *_NAMES, "note"),)
OF_ITEM: Final = (
    *("kind", "state", "percent", "form_of_completion", "funding_source", "cost"),
    *(*_NAMES, "note"),
)
"""The fields of both kinds of rows, by their keys, from top to bottom."""
OF_PLAN: Final = (
    *("duration_low", "duration", "duration_high"),
    *("calendar", "own_calendar", "constraint", "constraint_date"),
)
"""What the forecast of an item rests on besides dates and links."""
_NOTHING: Final = "–"
_TOP_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@record
class _Said:
    """One line as it is shown. ``reason`` tells why ``value``, which was typed, is not taken."""

    label: str
    value: str
    reason: str = ""

    @property
    def whole(self) -> str:
        return "\n".join(filter(None, (f"{self.label}: {self.value or _NOTHING}", self.reason)))

    def widget(self) -> QWidget:
        box, beside = _line(self.label)
        ink = "over" if self.reason else "1" if self.value else "3"
        if not self.reason:
            value = Words(self.value or _NOTHING, ink=ink)
            # Beside the first line of a name that takes several.
            value.setAlignment(_TOP_LEFT)
            beside.addWidget(value, 3)
            return box
        both = QVBoxLayout()
        both.setSpacing(1)
        both.addWidget(Words(self.value, ink=ink))
        both.addWidget(Words(self.reason, FontRole.CAPTION, ink))
        beside.addLayout(both, 3)
        return box


def _line(label: str) -> tuple[QWidget, QHBoxLayout]:
    box = QWidget()
    beside = QHBoxLayout(box)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.setSpacing(8)
    words = Words(label, FontRole.SECONDARY, "2")
    words.setAlignment(_TOP_LEFT)
    beside.addWidget(words, 2)
    return box, beside


@record
class Shown:
    """What one section shows: titles (msgids) and fields, by their keys, of both kinds of rows.

    ``labels`` are, by key, shorter ones than those of the fields, where ``caption`` says the rest.
    """

    of_item: str
    item_fields: tuple[str, ...]
    of_project: str = ""
    project_fields: tuple[str, ...] = ()
    caption: str = ""
    labels: tuple[tuple[str, str], ...] = ()

    def of(self, row: Project | Item) -> tuple[str, tuple[str, ...]]:
        if isinstance(row, Project):
            return self.of_project, self.project_fields
        return self.of_item, self.item_fields


DETAILS: Final = Shown(N_("Details"), OF_ITEM, N_("Project passport"), OF_PROJECT)
PLAN: Final = Shown(
    N_("Plan"),
    OF_PLAN,
    caption=N_("durations in working days"),
    labels=(
        ("duration_low", N_("Shortest")),
        ("duration", N_("Likely")),
        ("duration_high", N_("Longest")),
    ),
)


class FieldsSection(Section):
    """One entry a field. Enter, F2 or a letter types it; Enter takes it and goes to the next.

    What is refused stays marked, here and in the cell of the grid, until it is mended or given up.

    Signals:
        opened: a field is typed in now; it should be in view.
        reported_wanted: what was asked for follows from a field of another section; carries its
            key.
    """

    opened = Signal()
    reported_wanted = Signal(str)

    def __init__(self, session: Session, theme: Theme, shown: Shown = DETAILS) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._shown = shown
        self._row: Project | Item | None = None
        self.editor: FieldEdit | LongEdit | None = None
        """What is typed in now."""
        self.list = EntryList()
        self.body.setSpacing(4)
        self.body.addWidget(self.list)
        session.refusals.changed.connect(self._on_refusals)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.editor is not None:
            self.editor.set_theme(theme)

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        text = self._session.translator.text
        self._row = row
        title, keys = self._shown.of(row)
        self.setVisible(bool(keys))
        if not keys:
            return
        self.entitle(text(title), text(self._shown.caption) if self._shown.caption else "")
        self.list.setAccessibleName(text(title))
        entries = [self._entry(FIELD[key], row) for key in keys]
        if self._shown is PLAN and (remaining := self._remaining(row)) is not None:
            entries.insert(keys.index("duration_high") + 1, remaining)
        self.list.show_entries(entries, anew=anew)

    def place_popups(self) -> None:
        if self.editor is not None:
            self.editor.place_popup()

    def _on_refusals(self) -> None:
        if self._row is not None and self.isVisible():
            self.show_row(self._row)

    # -- entries ----------------------------------------------------------------------------------

    def _entry(self, field: Field, row: Project | Item) -> Entry:
        text = self._session.translator.text
        said = self._said(field, row)
        if self.editor is not None and self.editor.field is field:
            return Entry(
                key=field.key,
                facts=("typed", said.label),
                said=said.whole,
                make=lambda: self._editing(said.label),
            )
        commands = [copy_command(text, said.value)]
        writable = not self._session.workspace.read_only
        if writable:
            commands.append(Command(text(N_("Edit")), lambda: self.edit(field), Qt.Key.Key_F2))
            if said.value and not field.key.startswith("name_"):
                clear = Command(text(N_("Clear")), lambda: self._clear(field), Qt.Key.Key_Delete)
                commands.append(clear)
        return Entry(
            key=field.key,
            facts=said,
            said=said.whole,
            make=said.widget,
            activate=(lambda: self.edit(field)) if writable else None,
            commands=tuple(commands),
            type_over=(lambda typed: self.edit(field, typed)) if writable else None,
        )

    def _remaining(self, row: Project | Item) -> Entry | None:
        """What is left of work that is under way, as the forecast counts it."""
        foresight = self._session.forecasting.foresight
        left = foresight.remaining(row) if foresight is not None else None
        if left is None:
            return None
        text = self._session.translator.text
        value = str(left.high) if left.low == left.high else f"{left.low}–{left.high}"
        said = _Said(text(N_("Remaining")), value)
        # It follows from what was reported, and is changed there.
        go = partial(self.reported_wanted.emit, "percent")
        commands = (copy_command(text, value),)
        return Entry(
            key="remaining",
            facts=said,
            said=said.whole,
            make=said.widget,
            activate=go,
            commands=commands,
        )

    def _said(self, field: Field, row: Project | Item) -> _Said:
        session, translator = self._session, self._session.translator
        label = translator.text(dict(self._shown.labels).get(field.key, field.label))
        refusal = session.refusals.get(row_key(row), field.key)
        if refusal is not None:
            return _Said(label, refusal.text, refusal.error.text(translator.text))
        value = value_of(field, row, session.context)
        return _Said(label, cell_text(field, value, translator) if value is not None else "")

    def _editing(self, label: str) -> QWidget:
        """The line of the field that is typed in: its editor below its name."""
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(Words(label, FontRole.SECONDARY, "2"))
        assert self.editor is not None
        lines.addWidget(self.editor)
        return box

    # -- typing -----------------------------------------------------------------------------------

    def edit(self, field: Field, typed: str | None = None) -> None:
        """Type in a field, beginning with what it holds or, instead of that, with ``typed``."""
        row, session = self._row, self._session
        if row is None or session.workspace.read_only:
            return
        self.leave()
        kept = edit_text(field, row, session.context, session.translator)
        refusal = session.refusals.get(row_key(row), field.key)
        make = LongEdit if field.kind is Kind.LONG_TEXT else FieldEdit
        self.editor = editor = make(session, self._theme, field)
        editor.row = row
        editor.line.setAccessibleName(session.translator.text(field.label))
        editor.accepted.connect(self._accept)
        editor.dropped.connect(self._drop)
        # Once Qt is done with handing on the keyboard.
        editor.left.connect(lambda: QTimer.singleShot(0, self, lambda: self._leave(editor)))
        self.show_row(row)
        editor.begin_with(refusal.text if refusal else kept, kept=kept)
        editor.setFocus()
        if refusal is not None:
            editor.refuse(refusal.error)
        if typed is not None:
            editor.line.selectAll()
            _insert(editor, typed)
        self.opened.emit()

    def leave(self) -> None:
        """Take what is typed, because the user goes elsewhere; what is refused stays marked."""
        editor, row = self.editor, self._row
        if editor is None or row is None:
            return
        self.editor = None
        take_typed(self._session, row_key(row), editor.field, editor.typed)
        self.show_row(row if (now := self._now(row)) is None else now)

    def _leave(self, editor: FieldEdit | LongEdit) -> None:
        if editor is self.editor and not editor.line.hasFocus():
            self.leave()

    def _accept(self) -> None:
        """Take what is typed and go to the next field; a text that is refused stays open."""
        editor, row = self.editor, self._row
        if editor is None or row is None:
            return
        key = row_key(row)
        if take_typed(self._session, key, editor.field, editor.typed):
            self._close(editor, onwards=True)
        elif (refusal := self._session.refusals.get(key, editor.field.key)) is not None:
            editor.refuse(refusal.error)

    def _drop(self) -> None:
        editor, row = self.editor, self._row
        if editor is not None and row is not None:
            self._session.refusals.drop(row_key(row), editor.field.key)
            self._close(editor, onwards=False)

    def _close(self, editor: FieldEdit | LongEdit, *, onwards: bool) -> None:
        """Put the editor away; the keyboard goes to the field, or ``onwards`` to the next one."""
        self.editor = None
        keys = [entry.key for entry in self.list.entries]
        place = keys.index(editor.field.key)
        self.list.setFocus()
        if self._row is not None:
            self.show_row(self._now(self._row) or self._row)
        self.list.go_to(min(place + onwards, len(keys) - 1))

    def _clear(self, field: Field) -> None:
        row, session = self._row, self._session
        if row is None or session.refusals.drop(row_key(row), field.key):
            return
        cells = [(row_key(row), field)]
        session.edit(lambda: operations.clear_cells(session.workspace, cells=cells))

    def _now(self, row: Project | Item) -> Project | Item | None:
        return self._session.portfolio.row(row_key(row))


def _insert(editor: FieldEdit | LongEdit, typed: str) -> None:
    if isinstance(editor, FieldEdit):
        editor.line.insert(typed)
    else:
        editor.line.insertPlainText(typed)
