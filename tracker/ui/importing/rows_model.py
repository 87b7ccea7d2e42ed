"""The rows of a dry run as a table: what becomes of each, and why not, at the cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tracker.exchange.table_in import (
    ColumnUse,
    FieldChange,
    Outcome,
    Preview,
    RowPreview,
    reason_text,
)
from tracker.language import N_, Translator
from tracker.paper.theme import Theme
from tracker.ui.icons import icon
from tracker.ui.importing.words import OUTCOME_NAMES

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_TOP: Final = QModelIndex()

LINE, OUTCOME, NAME, NOTE = range(4)
"""The columns before those of the table."""
_HEADINGS: Final = (N_("Row"), N_("Outcome"), N_("Name"), N_("What becomes of it"))
_OWN: Final = len(_HEADINGS)
GLYPHS: Final = {
    Outcome.CREATED: "plus",
    Outcome.UPDATED: "rename",
    Outcome.UNCHANGED: "check",
    Outcome.REJECTED: "square",
}


class RowsModel(QAbstractTableModel):
    """Shows a preview, all of its rows or those of one outcome. Texts are made when asked for."""

    def __init__(self, theme: Theme, speech: Translator) -> None:
        super().__init__()
        self._theme = theme
        self._speech = speech
        self._rows: Sequence[RowPreview] = ()
        self._uses: Sequence[ColumnUse] = ()
        self._name_place: int | None = None

    def show(self, preview: Preview | None, outcome: Outcome | None) -> None:
        """Show the rows of a dry run; ``outcome`` None for all, ``preview`` None for none."""
        self.beginResetModel()
        if preview is None:
            self._rows, self._uses = (), ()
        else:
            columns = preview.mapping.columns
            self._name_place = preview.mapping.place_of("name")
            uses = [use for use in columns if use.place != self._name_place]
            # What is not written stands last.
            self._uses = sorted(uses, key=lambda use: use.fields in ((), ("number",)))
            self._rows = preview.rows if outcome is None else list(preview.with_outcome(outcome))
        self.endResetModel()

    def row_at(self, line: int) -> RowPreview | None:
        return self._rows[line] if 0 <= line < len(self._rows) else None

    # -- Qt's questions ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else _OWN + len(self._uses)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        if section < _OWN:
            return self._speech.text(_HEADINGS[section])
        return one_line(self._uses[section - _OWN].heading)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return one_line(self._text(row, column))
            case Role.ToolTipRole:
                return self._explained(row, column)
            case Role.DecorationRole if column == OUTCOME:
                return icon(GLYPHS[row.outcome], self._theme, colour=self._ink(row, OUTCOME))
            case Role.ForegroundRole:
                return self._ink(row, column)
            case Role.BackgroundRole if row.outcome is Outcome.REJECTED:
                return self._theme.over.tint
            case Role.TextAlignmentRole if column == LINE:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    # -- what is said -----------------------------------------------------------------------------

    def note(self, row: RowPreview) -> str:
        """Why a row is refused, or all that it changes, field by field."""
        if row.outcome is Outcome.REJECTED:
            return reason_text(row, self._speech)
        if row.outcome is Outcome.UPDATED:
            return "; ".join(
                f"{self._speech.text(change.field.label)}: {self._change(change)}"
                for change in row.updates
            )
        return ""

    def _text(self, row: RowPreview, column: int) -> str:
        match column:
            case 0:
                return str(row.number)
            case 1:
                return self._speech.text(OUTCOME_NAMES[row.outcome])
            case 2:
                return row.name
            case 3:
                return self.note(row)
        use = self._uses[column - _OWN]
        changes = self._changes(row, use)
        if not changes:
            return row.source.text(use.place)
        if row.outcome is Outcome.CREATED:
            return "; ".join(change.texts(self._speech)[1] for change in changes)
        return "; ".join(map(self._change, changes))

    def _change(self, change: FieldChange) -> str:
        old, new = change.texts(self._speech)
        return f"{old or '–'} → {new or '–'}"

    @staticmethod
    def _changes(row: RowPreview, use: ColumnUse) -> list[FieldChange]:
        if use.is_units or not use.fields:
            return []
        return [change for change in row.changes if change.field.key in use.fields]

    def _place(self, column: int) -> int | None:
        """The place among the cells of the table."""
        if column == NAME:
            return self._name_place
        return self._uses[column - _OWN].place if column >= _OWN else None

    def _refusal(self, row: RowPreview, column: int) -> str:
        """Why the cell is refused, "" where it is not."""
        place = self._place(column)
        return " ".join(
            problem.reason.text(self._speech.text)
            for problem in row.problems
            if place is not None and problem.place == place
        )

    def _explained(self, row: RowPreview, column: int) -> str:
        """The whole of a cell with what the table says, and why it is refused."""
        place = self._place(column)
        said = [self._text(row, column)]
        if place is not None and (raw := row.source.text(place)) not in said:
            said.append(self._speech.text(N_("In the table: {text}")).format(text=raw))
        if reason := self._refusal(row, column):
            said.append(reason)
        # Rich text would be made of what looks like it.
        return "\n".join(filter(None, said)).replace("<", "‹")

    def _ink(self, row: RowPreview, column: int) -> Any:
        theme = self._theme
        if row.outcome is Outcome.REJECTED:
            marked = column in (OUTCOME, NOTE) or self._refusal(row, column)
            return theme.over.text if marked else theme.ink
        if column == OUTCOME and row.outcome is Outcome.CREATED:
            return theme.done.text
        if row.outcome is Outcome.UPDATED:
            changed = column in (OUTCOME, NOTE) or (
                column >= _OWN and self._changes(row, self._uses[column - _OWN])
            )
            return theme.prog.text if changed else theme.ink
        return theme.ink2 if column == LINE or row.outcome is Outcome.UNCHANGED else theme.ink


def one_line(text: str) -> str:
    return " ".join(text.split())
