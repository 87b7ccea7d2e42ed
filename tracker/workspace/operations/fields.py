"""The edit of a cell, or of one column in several rows, as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast

from tracker.domain.cells import named
from tracker.domain.errors import ConflictError, InputError, Term
from tracker.domain.fields import (
    ActualEdge,
    Attribute,
    BodiesIn,
    CommittedEdge,
    Field,
    Figure,
    Kind,
    LatestNote,
    MoneyIn,
    NameIn,
    OwnCalendarIn,
    PeriodIn,
)
from tracker.domain.model import (
    Claim,
    Commitment,
    Edge,
    Item,
    ItemKind,
    Measure,
    Names,
    ProgressNote,
    Project,
    Topic,
)
from tracker.domain.period import Period
from tracker.domain.plan_rules import PLAN_FIELDS, plan_conflict
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.values import Amount, DatedText
from tracker.language import N_, Language
from tracker.language.folding import flat
from tracker.storage.repository import Repository
from tracker.workspace.operations.names import called, owner_of, row_of
from tracker.workspace.operations.relations import KnownBodies, write_roles
from tracker.workspace.workspace import Workspace


def set_field(
    workspace: Workspace,
    *,
    rows: Sequence[RowKey],
    field: Field,
    value: object,
    language: Language = Language.EN,
) -> None:
    """Set one field of several rows to the same value, None meaning "nothing known".

    ``value`` is what :func:`tracker.domain.cells.parse_cell` gives for the field; ``language`` is
    the one in which a name without a language was typed. Dates, figures and notes are added to
    what was stated before; only where nothing is known any more, what leads is taken out. Raises
    ConflictError for a cell that is worked out, and for what does not go with the rest of a plan.
    """
    found = [row_of(workspace, key) for key in rows]
    for row in found:
        check_editable(field, row)
        if field.key in PLAN_FIELDS:
            refuse_conflict(replace(row, **own_attributes(field, value)), [field.key])

    def write(repository: Repository) -> None:
        bodies = KnownBodies(repository, workspace.portfolio, language)
        for row in found:
            write_cell(workspace, repository, row, field, value, bodies)

    if len(found) == 1:
        workspace.perform("edit", write, name=called(found[0]), field=field.label)
    elif found:
        workspace.perform("edit-many", write, n=len(found), field=field.label)


def clear_cells(workspace: Workspace, *, cells: Sequence[tuple[RowKey, Field]]) -> None:
    """Let cells of several fields hold nothing, as one step; see :func:`set_field` for None."""
    rows = [(row_of(workspace, key), field) for key, field in cells]
    cleared: dict[RowKey, Project | Item] = {}
    for (key, field), (row, _) in zip(cells, rows, strict=True):
        check_editable(field, row)
        if field.key in PLAN_FIELDS:
            cleared[key] = replace(cleared.get(key, row), **own_attributes(field, None))
    for row in cleared.values():
        refuse_conflict(row, [field.key for _, field in cells])

    def write(repository: Repository) -> None:
        bodies = KnownBodies(repository, workspace.portfolio, Language.EN)
        for row, field in rows:
            # Another cell of the same row may have been cleared just before.
            now = repository.get(type(row), row.id)
            write_cell(workspace, repository, now, field, None, bodies)

    if rows:
        workspace.perform("clear", write, n=len(rows))


def refuse_conflict(row: Project | Item, typed: Sequence[str]) -> None:
    """Raise ConflictError where fields of a plan, by their keys, would not go with the others."""
    conflict = plan_conflict(row, typed) if isinstance(row, Item) else None
    if conflict is not None:
        raise conflict.reason


def check_editable(field: Field, row: Project | Item) -> None:
    """Raise ConflictError for a cell that is worked out."""
    if not field.is_editable(row):
        raise ConflictError(
            N_("“{field}” of “{name}” is worked out and cannot be typed in."),
            field=Term(field.label),
            name=called(row),
        )


_TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.TERM})
"""Kinds whose attributes are texts: "" where nothing is given."""


def write_cell(
    workspace: Workspace,
    repository: Repository,
    row: Project | Item,
    field: Field,
    value: object,
    bodies: KnownBodies,
) -> None:
    """The writing of :func:`set_field` for one row, as a part of a larger step.

    ``row`` is as the file holds it now; the language of ``bodies`` is also that of a name without
    one. What is refused has written nothing.
    """
    changed = with_cell(workspace, row, field, value, bodies.language)
    if changed is not None:
        store(repository, row, changed)
    match field.target:
        case CommittedEdge(edge):
            _commit(workspace, repository, cast(Item, row), edge, cast("DatedText | None", value))
        case BodiesIn(role):
            names_typed = cast("tuple[str, ...]", value or ())
            write_roles(repository, workspace.portfolio, row, role, bodies.ids(names_typed))
        case Figure(measure):
            _state(workspace, repository, row, Figure(measure), cast("Amount | None", value))
        case LatestNote():
            _note(workspace, repository, row, cast("str | None", value))


def with_cell(
    workspace: Workspace,
    row: Project | Item,
    field: Field,
    value: object,
    language: Language,
) -> Project | Item | None:
    """A row with one of its own fields set, not yet stored; None where the field is rows of others.

    Raises ConflictError for what the row cannot be.
    """
    match field.target:
        case Attribute() | PeriodIn() | MoneyIn() | ActualEdge():
            changed = replace(row, **own_attributes(field, value))
            check_kind(workspace.portfolio, row, changed)
            return changed
        case OwnCalendarIn() if isinstance(row, Item):
            return replace(row, own_calendar_id=own_calendar_id(workspace.portfolio, value))
        case NameIn(given):
            name = value.given(language) if isinstance(value, Names) else str(value or "")
            names = named(row.name, given or language, name)
            if not names:
                raise ConflictError(N_("A row needs a name. To remove the row, delete it."))
            return replace(row, name=names)
    return None


def own_calendar_id(portfolio: Portfolio, value: object) -> int | None:
    """The calendar that a text names, in any language. Raises InputError where there is none."""
    if value is None:
        return None
    wanted = flat(str(value))
    for calendar in portfolio.calendars:
        if any(flat(calendar.name.given(each)) == wanted for each in Language):
            return calendar.id
    known = tuple(
        dict.fromkeys(calendar.name.best(Language.EN) for calendar in portfolio.calendars)
    )
    if not known:
        raise InputError(
            N_("The file has no calendar of its own yet. Add “{name}” under Calendars first."),
            name=value,
        )
    raise InputError(
        N_("The file has no calendar “{name}”. Its calendars: {choices}."),
        name=value,
        choices=", ".join(known),
        readings=known,
    )


def own_attributes(field: Field, value: object) -> dict[str, Any]:
    """What the attributes of a row become when one of its own fields is set to ``value``.

    For a target of the row itself: an attribute, a period, an amount, an edge that happened.
    """
    match field.target:
        case Attribute(name):
            return {name: "" if value is None and field.kind in _TEXTS else value}
        case PeriodIn(name):
            period = cast("DatedText | None", value)
            return {name: period.deadline if period else None}
        case MoneyIn(amount, currency):
            money = cast("Amount | None", value)
            return {amount: money.value if money else None, currency: money.unit if money else ""}
        case ActualEdge(edge):
            dated = cast("DatedText | None", value)
            return {
                f"actual_{edge.value}": dated.deadline if dated else None,
                f"actual_{edge.value}_wording": dated.wording if dated else "",
            }
    raise ValueError(f"“{field.key}” is no attribute of a row")


def store(repository: Repository, row: Project | Item, changed: Project | Item) -> None:
    """Store a row as it has ``changed``; nothing where it has not."""
    if changed != row:
        repository.update(changed)


def check_kind(portfolio: Portfolio, row: Project | Item, changed: Project | Item) -> None:
    """Raise ConflictError where a row cannot become of another kind, or of none."""
    # A model holds what it is given; the file would refuse a row of no kind.
    if isinstance(changed, Item) and changed.kind not in set(ItemKind):
        raise ConflictError(
            N_("A row is a phase, an activity or a milestone. Choose which of them.")
        )
    if (
        isinstance(row, Item)
        and isinstance(changed, Item)
        and changed.kind is ItemKind.MILESTONE
        and row.kind is not ItemKind.MILESTONE
    ):
        if portfolio.children(row):
            raise ConflictError(
                N_("“{name}” has rows below it and cannot become a milestone. Move them first."),
                name=called(row),
            )
        if portfolio.commitments_of(row, Edge.START) or row.actual_start:
            raise ConflictError(
                N_("“{name}” has a start and cannot become a milestone. Clear its start first."),
                name=called(row),
            )


def _commit(
    workspace: Workspace, repository: Repository, item: Item, edge: Edge, value: DatedText | None
) -> None:
    current = workspace.portfolio.commitment_in_force(item, edge)
    if value is None:
        if current is not None:
            repository.delete(Commitment, current.id)
        return
    if current is not None and (current.deadline, current.wording) == (
        value.deadline,
        value.wording,
    ):
        return
    repository.insert(
        Commitment(
            item_id=item.id,
            edge=edge,
            deadline=value.deadline,
            wording=value.wording,
            language=value.language,
            recorded_on=Period.day(workspace.today()),
        )
    )


def _state(
    workspace: Workspace,
    repository: Repository,
    row: Project | Item,
    figure: Figure,
    value: Amount | None,
) -> None:
    current = workspace.portfolio.leading_claim(row, figure.measure)
    if value is None:
        if current is not None:
            repository.delete(Claim, current.id)
        return
    if current is not None:
        same = Amount(current.value, current.unit, current.upper, current.bound, value.basis)
        if same == value:
            return
        if current.leading:
            repository.update(replace(current, leading=False))
    # What the user has just typed into the cell is what the cell must show.
    repository.insert(stated(row, figure.measure, value, leading=True))


def stated(row: Project | Item | Topic, measure: Measure, value: Amount, *, leading: bool) -> Claim:
    """A figure about a row or a topic, not yet stored. Of which day it is, nobody has said."""
    return Claim(
        measure=measure,
        value=value.value,
        upper=value.upper,
        bound=value.bound,
        unit=value.unit,
        basis=value.basis,
        leading=leading,
        **owner_of(row),
    )


def _note(
    workspace: Workspace, repository: Repository, row: Project | Item, value: str | None
) -> None:
    notes = workspace.portfolio.notes_of(row)
    if value is None:
        if notes:
            repository.delete(ProgressNote, notes[-1].id)
        return
    if not notes or notes[-1].text != value:
        today = Period.day(workspace.today())
        repository.insert(ProgressNote(text=value, noted_on=today, **owner_of(row)))
