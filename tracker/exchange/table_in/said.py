"""What a row of a table says beyond what the file holds: values, dates, sources, and problems."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import cast

from tracker.domain.cells import cell_text as value_text
from tracker.domain.errors import UserError
from tracker.domain.fields import FIELD, Field, Kind
from tracker.domain.values import DatedText
from tracker.language import Translator
from tracker.records import record
from tracker.workspace.operations import ImportedRow, Promise


@record
class CellProblem:
    """Why a row is refused: the cell (``place`` None for the row as a whole), and the reason."""

    place: int | None
    column: str
    value: str
    reason: UserError


@record
class FieldChange:
    """What becomes of one field. ``old`` and ``new`` are values of the field, None for none."""

    field: Field
    old: object
    new: object

    def texts(self, speech: Translator) -> tuple[str, str]:
        """Old and new in words."""
        return _text_of(self.field, self.old, speech), _text_of(self.field, self.new, speech)


def _text_of(field: Field, value: object, speech: Translator) -> str:
    match value:
        case StrEnum():
            return value_text(field, value, speech)
        case str():
            return speech.text(value) if field.kind is Kind.TERM else value
        case tuple() if value and isinstance(value[0], str):
            return "; ".join(cast("tuple[str, ...]", value))
        case _:
            return value_text(field, value, speech)


@record(frozen=False)
class Said:
    """What a row says beyond what the file holds; nothing of it where there are ``problems``."""

    values: list[tuple[Field, object]] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    sources: list[int | str] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.changes or self.problems)


def changes_of_new(plan: ImportedRow) -> tuple[FieldChange, ...]:
    """All that a new row says, as changes from nothing."""
    said = [FieldChange(field, None, value) for field, value in plan.values]
    for promise in plan.promises:
        said.append(FieldChange(FIELD[promise.edge.value], None, dated(promise)))
        if promise.announced_on is not None:
            said.append(FieldChange(FIELD["announced_on"], None, promise.announced_on))
    if plan.sources:
        said.append(FieldChange(FIELD["source"], None, tuple(map(str, plan.sources))))
    return tuple(said)


def dated(promise: Promise) -> DatedText:
    return DatedText(promise.deadline, promise.wording, promise.language)
