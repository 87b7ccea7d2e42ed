"""Texts for many cells of a grid at once: each is read as if it were typed, all are one step.

What cannot be taken stays in its cell as a refusal, with the reason; the rest is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from PySide6.QtCore import QModelIndex

from tracker.domain.cells import parse_cell
from tracker.domain.errors import UserError
from tracker.domain.fields import FIELD, Field, Kind, value_of
from tracker.domain.portfolio import RowKey
from tracker.records import record
from tracker.ui.models.draft import draft_at_end, spot_of
from tracker.ui.models.refusals import Place, Refusal
from tracker.ui.models.rows_model import RowsModel
from tracker.ui.models.rows_table import edited_field
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.operations import CellsOfRow, NewRows, Written
from tracker.workspace.replacing import Replacement

CellText = tuple[int, int, str]
"""A line and a column of the model, and what the cell there is to say."""


def write_texts(
    model: RowsModel,
    texts: Iterable[CellText],
    *,
    operation: str,
    new_rows: Sequence[Mapping[int, str]] = (),
    typed: bool = False,
) -> Written | None:
    """Write ``texts``, and ``new_rows`` (texts by column, each with a name) below all the others.

    A text that a cell shows already is no edit; if it was ``typed`` for it, only where the cell
    holds it too: a status that follows from dates can be reported. None where nothing could be
    written at all, which has been told.
    """
    writing = _Writing(model.session)
    for line, column, text in texts:
        found, shown = model.row_at(line), model.columns[column].field
        # What the outline counts is no content.
        if found is None or shown.kind is Kind.NUMBER:
            continue
        index = model.index(line, column)
        says_it = text == model.kept_text(index) or (
            not typed and _shows(model, index, shown, text)
        )
        # A name goes with its row, and so does what the row is: neither is left empty.
        is_nameless = (shown.kind is Kind.NAME or shown.key == "kind") and not text.strip()
        if says_it or is_nameless:
            writing.leave(found.key, shown)
        else:
            kept = value_of(edited_field(shown), found.row, model.context)
            writing.put(writing.row(found.key), shown, text, kept)
    for by_column in new_rows:
        row = writing.new_row()
        for column, text in by_column.items():
            shown = model.columns[column].field
            if text.strip() and shown.kind is not Kind.NUMBER:
                writing.put(row, shown, text, None)
    return writing.write(operation, _place_of_new(model) if new_rows else None)


def _shows(model: RowsModel, index: QModelIndex, shown: Field, text: str) -> bool:
    """Whether a cell shows a text that it does not hold in these words."""
    if shown.kind not in (Kind.STATUS, Kind.AMOUNT) or model.refusal(index) is not None:
        return False
    return model.copied_text(index) == text


def _place_of_new(model: RowsModel) -> NewRows:
    session, rows = model.session, model.session.rows
    spot = spot_of(rows, draft_at_end(rows), session.portfolio, flat=not model.keeps_outline)
    return NewRows(spot.parent, spot.after, spot.kind_beside(session.portfolio))


def write_replacements(session: Session, found: Iterable[Replacement]) -> Written | None:
    """Write texts that were found and replaced, as one step; see :func:`write_texts`."""
    writing = _Writing(session)
    for each in found:
        writing.put(writing.row(each.key), each.field, each.new, each.old)
    return writing.write("replace", None)


@record(frozen=False)
class _Row:
    """What is to be written of one row, and what cannot be, by column."""

    values: list[tuple[Field, object]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)


class _Writing:
    """Reads texts and writes what they mean, all at once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[RowKey, _Row] = {}
        self._new: list[_Row] = []
        self._read: dict[tuple[str, str], object] = {}

    def row(self, key: RowKey) -> _Row:
        return self._rows.setdefault(key, _Row())

    def new_row(self) -> _Row:
        self._new.append(_Row())
        return self._new[-1]

    def leave(self, key: RowKey, shown: Field) -> None:
        """Leave a cell as it is, without what was refused there before."""
        self.row(key).texts[shown.key] = ""

    def put(self, row: _Row, shown: Field, text: str, kept: object) -> None:
        """Read a text for a cell that holds ``kept``."""
        row.texts[shown.key] = text
        column = edited_field(shown)
        # Of a cell that is worked out, the operation says so.
        value = text if column.target is None else self._parsed(column, text)
        if isinstance(value, UserError):
            row.refused[shown.key] = Refusal(text, value)
        elif value != kept:
            row.values.append((column, value))

    def _parsed(self, column: Field, text: str) -> object:
        known = (column.key, text)
        if known not in self._read:
            try:
                self._read[known] = parse_cell(column, text, self._session.translator)
            except UserError as error:
                self._read[known] = error
        return self._read[known]

    def write(self, operation: str, new_rows: NewRows | None) -> Written | None:
        """Write what was read; None where that failed as a whole, which has been told."""
        cells = [CellsOfRow(key, row.values) for key, row in self._rows.items() if row.values]
        cells += [CellsOfRow(None, row.values) for row in self._new]
        written, session = Written(), self._session
        before = session.latest_step

        def act() -> None:
            nonlocal written
            written = operations.set_cells(
                session.workspace,
                operation=operation,
                rows=cells,
                language=session.language,
                new_rows=new_rows,
            )

        if cells and not session.edit(act):
            return None
        self._rows.update(zip(written.added, self._new, strict=True))
        refused = self._keep_refused(self._rows, written)
        step = session.latest_step
        session.refusals.came_at_once(refused, step=step, written=step != before)
        return written

    def _keep_refused(
        self, rows: Mapping[RowKey, _Row], written: Written
    ) -> Mapping[Place, Refusal]:
        refused: dict[Place, Refusal] = {
            (key, column): refusal
            for key, row in rows.items()
            for column, refusal in row.refused.items()
        }
        for each in written.refused:
            texts = rows[each.key].texts
            column = next(key for key in texts if edited_field(FIELD[key]) == each.field)
            # An empty text is not worth keeping: the cell has gone on holding what it held.
            if texts[column].strip():
                refused[each.key, column] = Refusal(texts[column], each.error)
        taken = [
            (key, column)
            for key, row in rows.items()
            for column in row.texts
            if (key, column) not in refused
        ]
        self._session.refusals.take_in(refused, dropped=taken)
        return refused
