"""Texts for many cells of a grid at once: each is read as if it were typed, all are one step.

What cannot be taken stays in its cell as a refusal, with the reason; the rest is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QModelIndex

from tracker.domain.cells import parse_cell
from tracker.domain.errors import UserError
from tracker.domain.fields import FIELD, Field, Kind, value_of
from tracker.domain.portfolio import RowKey
from tracker.language import Translator
from tracker.ui.models.draft import draft_at_end, spot_of
from tracker.ui.models.refusals import Place, Refusal
from tracker.ui.models.rows_model import RowsModel
from tracker.ui.models.rows_table import edited_field
from tracker.workspace import operations
from tracker.workspace.operations import CellsOfRow, NewRows, Written

CellText = tuple[int, int, str]
"""A line and a column of the model, and what the cell there is to say."""

_REFUSED: Final = object()


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
    return _Writing(model, typed=typed).write(texts, new_rows, operation)


@dataclass(slots=True)
class _Row:
    """What is to be written of one row, and what cannot be, by column."""

    values: list[tuple[Field, object]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)


class _Writing:
    def __init__(self, model: RowsModel, *, typed: bool) -> None:
        self._model = model
        self._typed = typed
        self._session = model.session
        self._read: dict[tuple[str, str], object] = {}

    def write(
        self, texts: Iterable[CellText], new_rows: Sequence[Mapping[int, str]], operation: str
    ) -> Written | None:
        rows: dict[RowKey, _Row] = {}
        for line, column, text in texts:
            self._take(rows, line, column, text)
        added = [self._new(by_column) for by_column in new_rows]
        cells = [CellsOfRow(key, row.values) for key, row in rows.items() if row.values]
        cells += [CellsOfRow(None, row.values) for row in added]
        written = Written()
        if cells:
            done = self._written(cells, operation, with_new=bool(added))
            if done is None:
                return None
            written = done
        self._keep_refused({**rows, **dict(zip(written.added, added, strict=True))}, written)
        return written

    def _take(self, rows: dict[RowKey, _Row], line: int, column: int, text: str) -> None:
        model = self._model
        found, shown = model.row_at(line), model.columns[column].field
        # What the outline counts is no content.
        if found is None or shown.kind is Kind.NUMBER:
            return
        index = model.index(line, column)
        row = rows.setdefault(found.key, _Row())
        row.texts[shown.key] = text
        if text == model.kept_text(index) or self._shows(index, shown, text):
            return
        # A name goes with its row, it is not left empty.
        if not text.strip() and shown.kind is Kind.NAME:
            return
        value = self._value(row, shown, text)
        if value is not _REFUSED and value != value_of(
            edited_field(shown), found.row, model.context
        ):
            row.values.append((edited_field(shown), value))

    def _shows(self, index: QModelIndex, shown: Field, text: str) -> bool:
        """Whether a cell shows a text that it does not hold in these words."""
        if self._typed or shown.kind not in (Kind.STATUS, Kind.AMOUNT):
            return False
        model = self._model
        return model.refusal(index) is None and model.copied_text(index) == text

    def _new(self, by_column: Mapping[int, str]) -> _Row:
        row = _Row()
        for column, text in by_column.items():
            shown = self._model.columns[column].field
            if not text.strip() or shown.kind is Kind.NUMBER:
                continue
            row.texts[shown.key] = text
            value = self._value(row, shown, text)
            if value is not _REFUSED:
                row.values.append((edited_field(shown), value))
        return row

    def _value(self, row: _Row, shown: Field, text: str) -> object:
        """What a text means in a column, or that it is refused there, which is noted."""
        column = edited_field(shown)
        if column.target is None:
            # The operation says that the cell is worked out.
            return text
        value = self._parsed(column, text)
        if isinstance(value, UserError):
            row.refused[shown.key] = Refusal(text, value)
            return _REFUSED
        return value

    def _parsed(self, column: Field, text: str) -> object:
        known = (column.key, text)
        if known not in self._read:
            try:
                self._read[known] = parse_cell(column, text, self._translator)
            except UserError as error:
                self._read[known] = error
        return self._read[known]

    @property
    def _translator(self) -> Translator:
        return self._session.translator

    def _written(
        self, cells: Sequence[CellsOfRow], operation: str, *, with_new: bool
    ) -> Written | None:
        session, done = self._session, []

        def write() -> None:
            done.append(
                operations.set_cells(
                    session.workspace,
                    operation=operation,
                    rows=cells,
                    language=session.language,
                    new_rows=self._place_of_new() if with_new else None,
                )
            )

        return done[0] if session.edit(write) else None

    def _place_of_new(self) -> NewRows:
        model, portfolio = self._model, self._session.portfolio
        rows = self._session.rows
        spot = spot_of(rows, draft_at_end(rows), portfolio, flat=not model.keeps_outline)
        return NewRows(spot.parent, spot.after, spot.kind_beside(portfolio))

    def _keep_refused(self, rows: Mapping[RowKey, _Row], written: Written) -> None:
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
