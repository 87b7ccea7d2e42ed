"""Takes what was typed for one field of a row, wherever it was typed: in a grid or beside it."""

from __future__ import annotations

from tracker.domain.cells import parse_cell
from tracker.domain.errors import ConflictError, UserError
from tracker.domain.fields import FIELD, Field, value_of
from tracker.domain.plan_rules import PLAN_FIELDS
from tracker.domain.portfolio import RowKey
from tracker.ui.models.cells import edit_text
from tracker.ui.models.refusals import Refusal
from tracker.ui.models.rows_table import edited_field
from tracker.ui.session import Session
from tracker.workspace import operations


def take_typed(
    session: Session, key: RowKey, column: Field, text: str, *, again: bool = True
) -> bool:
    """Write a text as one step; whether it was taken.

    A text that is not taken is kept as a refusal of the cell, and shown wherever the cell is. One
    that says what the file says already is no edit, and gives a refused text up. ``again``: what
    was refused because of what the file said here is tried once more.
    """
    field, refusals = edited_field(column), session.refusals
    row = session.portfolio.row(key)
    if row is not None and text == edit_text(field, row, session.context, session.translator):
        refusals.drop(key, column.key)
        return True
    refused = False

    def write() -> None:
        nonlocal refused
        try:
            value = parse_cell(field, text, session.translator)
            if value != kept_value(session, key, field):
                operations.set_field(
                    session.workspace,
                    rows=[key],
                    field=field,
                    value=value,
                    language=session.language,
                )
        except UserError as error:
            refused = True
            refusals.put(key, column.key, Refusal(text, error))

    if not session.edit(write) or refused:
        return False
    refusals.drop(key, column.key)
    if again and column.key in PLAN_FIELDS:
        _take_what_goes_now(session, key)
    return True


def _take_what_goes_now(session: Session, key: RowKey) -> None:
    """Take what was refused beside another value of the plan, once that has been mended."""
    for name in PLAN_FIELDS:
        refusal = session.refusals.get(key, name)
        if refusal is not None and isinstance(refusal.error, ConflictError):
            take_typed(session, key, FIELD[name], refusal.text, again=False)


def kept_value(session: Session, key: RowKey, field: Field) -> object:
    """What the file holds for a field of a row; None for a row that is gone."""
    row = session.portfolio.row(key)
    return value_of(field, row, session.context) if row is not None else None
