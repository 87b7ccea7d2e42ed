"""Rows under the headings that they have in common: a side, a region, a body, a status.

Every row belongs to exactly one group, by what is stated of itself; side, region and sector are
those of its project. Where several bodies answer for a row it stands under the first of them, in
their order. Within a group the rows keep the order of the outline, each below the nearest row above
it that belongs to the same group; sorted, they come flat. What is not stated comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, cast

from tracker.domain.cells import body_text
from tracker.domain.fields import Context, choice_label
from tracker.domain.foresight import judged_status
from tracker.domain.model import BodyRole, Item, Project, Role, Side
from tracker.domain.outline import ref_of
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.language import N_, Translator
from tracker.records import record
from tracker.workspace.outline_rows import OutlineNumbers, OutlineRow, OutlineRows
from tracker.workspace.query import (
    Grouping,
    KeptRows,
    Query,
    folded_rows,
    kept_with_parents,
    matcher,
    rows,
    sorted_rows,
)

GROUP_NAMES: Final = {
    Grouping.NONE: N_("No groups"),
    Grouping.PROJECT: N_("Project"),
    Grouping.SIDE: N_("Side"),
    Grouping.REGION: N_("Region"),
    Grouping.BODY: N_("Responsible body"),
    Grouping.SECTOR: N_("Sector"),
    Grouping.STATUS: N_("Status"),
}
"""What a view is grouped by, as msgids, in the order of a menu."""

_NOT_STATED: Final = {
    Grouping.SIDE: N_("Side not stated"),
    Grouping.REGION: N_("Region not stated"),
    Grouping.BODY: N_("No responsible body stated"),
    Grouping.SECTOR: N_("Sector not stated"),
}
_TABLE: Final = "groups"


@record
class GroupKey(RowKey):
    """Names a group as long as it exists, whatever rows it has: what it is of, and which one.

    It names no row of the portfolio: ``id`` is 0.
    """

    grouping: Grouping
    value: str

    @classmethod
    def of(cls, grouping: Grouping, value: str) -> GroupKey:
        return cls(_TABLE, 0, grouping, value)


@record
class GroupRow:
    """The heading of a group. ``members`` are all its rows that are shown, folded away or not.

    It stands above every depth of the rows: its own ``depth`` is -1.
    """

    key: GroupKey
    title: str
    members: tuple[Project | Item, ...]
    expanded: bool

    depth: int = -1
    has_children: bool = True

    @property
    def count(self) -> int:
        return len(self.members)


ShownRow = OutlineRow | GroupRow


def shown_rows(
    portfolio: Portfolio,
    query: Query,
    *,
    translator: Translator,
    status_date: date,
    kept: KeptRows | None = None,
) -> list[ShownRow] | OutlineRows:
    """The rows that ``query`` asks for, under the headings of their groups where it has any.

    ``kept`` belongs to the same portfolio and makes the next query quick.
    """
    kept = kept or KeptRows(portfolio)
    if not query.has_headings:
        plain = rows(portfolio, query, translator=translator, status_date=status_date, kept=kept)
        # A list of its own, which nobody else keeps.
        return cast("list[ShownRow] | OutlineRows", plain)
    context = Context(portfolio, status_date, OutlineNumbers(portfolio))
    groups = _regrouped(kept.outline(), _values(query.group, context))
    matches = matcher(query, context, translator, kept)
    shown: list[ShownRow] = []
    for value, title in _titled(query.group, groups, context, translator):
        found = groups[value]
        if query.sorts:
            found = [row for row in found if matches(row.row)] if query.hides else found
            found = sorted_rows(found, query.sorts, context, translator, kept)
        elif query.hides:
            found = list(kept_with_parents(found, matches))
        if found:
            key = GroupKey.of(query.group, value)
            expanded = key not in query.folded
            shown.append(GroupRow(key, title, tuple(row.row for row in found), expanded))
            if expanded:
                all_shown = query.is_flat or not query.folded
                shown += found if all_shown else folded_rows(found, query.folded)
    return shown


def group_keys(found: Iterable[ShownRow]) -> Iterator[GroupKey]:
    """The keys of the headings among rows."""
    return (row.key for row in found if isinstance(row, GroupRow))


def outline_rows(found: Iterable[ShownRow]) -> list[OutlineRow]:
    """The rows of the portfolio among rows that are shown, without headings."""
    return [row for row in found if isinstance(row, OutlineRow)]


def projects_among(found: Sequence[ShownRow]) -> list[Project]:
    """The projects among rows that are shown."""
    if isinstance(found, OutlineRows):
        return found.projects()
    return [row.row for row in outline_rows(found) if isinstance(row.row, Project)]


def _regrouped(
    everything: Sequence[OutlineRow], value_of: Callable[[Project | Item], str]
) -> dict[str, list[OutlineRow]]:
    """The rows of each group, with their depths in it."""
    groups: dict[str, list[OutlineRow]] = {}
    above: list[tuple[str, int]] = []
    for found in everything:
        del above[found.depth :]
        value = value_of(found.row)
        depth = next((depth + 1 for other, depth in reversed(above) if other == value), 0)
        above.append((value, depth))
        if depth != found.depth:
            found = found.at_depth(depth)
        groups.setdefault(value, []).append(found)
    return {value: _with_children_noted(found) for value, found in groups.items()}


def _with_children_noted(found: list[OutlineRow]) -> list[OutlineRow]:
    """The rows, each saying rightly whether the next one stands below it."""
    noted = []
    last = len(found) - 1
    for place, row in enumerate(found):
        has_children = place < last and found[place + 1].depth > row.depth
        noted.append(row if row.has_children == has_children else row.with_children(has_children))
    return noted


def _values(grouping: Grouping, context: Context) -> Callable[[Project | Item], str]:
    """What a row is grouped by: "" where nothing is stated."""
    portfolio = context.portfolio

    def project_of(row: Project | Item) -> Project:
        return portfolio.projects[row.project_id] if isinstance(row, Item) else row

    match grouping:
        case Grouping.SIDE:
            return lambda row: project_of(row).side or ""
        case Grouping.REGION:
            return lambda row: project_of(row).region
        case Grouping.SECTOR:
            return lambda row: project_of(row).sector
        case Grouping.STATUS:
            return lambda row: judged_status(portfolio, row, context.status_date)
        case _:
            first = _first_bodies(portfolio)
            return lambda row: first.get(ref_of(row), "")


def _first_bodies(portfolio: Portfolio) -> dict[int, str]:
    """The id of the body that answers first, by the ref of the row for which it does."""
    first: dict[int, BodyRole] = {}
    for role in portfolio.body_roles:
        if role.role is Role.RESPONSIBLE:
            ref = role.item_id or -(role.project_id or 0)
            other = first.get(ref)
            if other is None or (role.position, role.id) < (other.position, other.id):
                first[ref] = role
    return {ref: str(role.body_id) for ref, role in first.items()}


def _titled(
    grouping: Grouping, values: Iterable[str], context: Context, translator: Translator
) -> list[tuple[str, str]]:
    """The groups with their headings, in the order in which they are shown."""
    stated = [value for value in values if value]
    titles = {value: _title(grouping, value, context, translator) for value in stated}
    order = _ORDERS.get(grouping)
    if order is not None:
        stated.sort(key=order.index)
    else:
        stated.sort(key=lambda value: (titles[value].casefold(), value))
    if len(stated) < len(list(values)):
        titles[""] = translator.text(_NOT_STATED[grouping])
        stated.append("")
    return [(value, titles[value]) for value in stated]


def _title(grouping: Grouping, value: str, context: Context, translator: Translator) -> str:
    match grouping:
        case Grouping.SIDE:
            return translator.text(choice_label(Side(value)))
        case Grouping.STATUS:
            return translator.text(choice_label(Status(value)))
        case Grouping.BODY:
            return body_text(context.portfolio.bodies[int(value)], translator.language)
        case _:
            return translator.text(value)


_ORDERS: Final = {
    grouping: [member.value for member in cast("type[StrEnum]", choices)]
    for grouping, choices in ((Grouping.SIDE, Side), (Grouping.STATUS, Status))
}
