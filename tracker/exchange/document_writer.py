"""A portfolio as the plain values of the interchange document, in canonical form."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from tracker.domain.errors import ConflictError
from tracker.domain.model import (
    Body,
    Item,
    Project,
    Role,
    Row,
    Source,
    Topic,
)
from tracker.domain.portfolio import Portfolio
from tracker.domain.table import Table
from tracker.exchange.document_columns import (
    COLUMNS,
    DEEPEST,
    FORMAT,
    HELD,
    REFERENCES,
    VERSION,
    encode,
)
from tracker.language import N_, Language

Plain = dict[str, Any]


def plain_document(portfolio: Portfolio) -> Plain:
    """Every row, nested for reading; what goes without saying is left out.

    Raises ConflictError for an outline deeper than a document takes.
    """
    return _Writer(portfolio).document()


def body_keys(bodies: Iterable[Body]) -> dict[int, str]:
    """A short readable key for each body by its id: its name, numbered where two are alike."""
    keys: dict[int, str] = {}
    for body in bodies:
        name = body.short_name.best(Language.EN) or body.name.best(Language.EN)
        words = "".join(letter if letter.isalnum() else " " for letter in name).split()
        plain = key = "-".join(words).casefold() or "body"
        number = 1
        while key in keys.values():
            number += 1
            key = f"{plain}-{number}"
        keys[body.id] = key
    return keys


class _Writer:
    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._body_keys = body_keys(_by_id(portfolio.bodies))

    def document(self) -> Plain:
        portfolio = self._portfolio
        settings = sorted(portfolio.settings, key=lambda setting: setting.key)
        claims = {
            topic.value: [self._row(claim) for claim in _by_id(portfolio.claims, "topic", topic)]
            for topic in Topic
        }
        projects = portfolio.ordered_projects()
        sections: Plain = {
            "settings": {setting.key: self._row(setting, "key") for setting in settings},
            "sources": {
                source.key: self._row(source, "key") for source in _by_id(portfolio.sources)
            },
            "bodies": {
                self._body_keys[body.id]: self._row(body) for body in _by_id(portfolio.bodies)
            },
            "calendars": [self._with_rows(calendar) for calendar in _by_id(portfolio.calendars)],
            "calendar_days": [
                self._row(day) for day in _by_id(portfolio.calendar_days, "calendar_id", None)
            ],
            "claims": _given(claims),
            "projects": [self._project(project, place) for place, project in enumerate(projects)],
            "links": [self._row(link) for link in _by_id(portfolio.links)],
            "scenarios": [self._with_rows(scenario) for scenario in _by_id(portfolio.scenarios)],
            "risk_runs": [self._with_rows(run) for run in _by_id(portfolio.risk_runs)],
        }
        return {"format": FORMAT, "version": VERSION, **_given(sections)}

    def _with_rows(self, row: Row) -> Plain:
        """A row that no project holds, with the rows that it holds itself."""
        section, row_class, reference = HELD[type(row)]
        held = self._rows(self._portfolio.table(row_class.table), reference, row.id)
        return {**self._row(row), **_given({section: held})}

    def _project(self, project: Project, place: int) -> Plain:
        return {
            **self._row(project),
            **_position(project.position, place),
            **self._attached(project),
            **self._items(project, 1),
        }

    def _items(self, parent: Project | Item, depth: int) -> Plain:
        children = self._portfolio.children(parent)
        if children and depth > DEEPEST:
            raise ConflictError(
                N_("The outline is more than {levels} levels deep. Move “{name}” further up."),
                levels=DEEPEST,
                name=parent.name.best(Language.EN),
            )
        return _given(
            {
                "items": [
                    {
                        **self._row(item),
                        **_position(item.position, place),
                        **self._attached(item),
                        **self._items(item, depth + 1),
                    }
                    for place, item in enumerate(children)
                ]
            }
        )

    def _attached(self, row: Project | Item) -> Plain:
        """Everything that hangs on a row besides its items."""
        portfolio = self._portfolio
        reference = "project_id" if isinstance(row, Project) else "item_id"
        own: Plain = {"roles": self._roles(row)}
        if isinstance(row, Item):
            own["commitments"] = self._rows(portfolio.commitments, "item_id", row.id)
        own["claims"] = self._rows(portfolio.claims, reference, row.id)
        own["notes"] = self._rows(portfolio.notes, reference, row.id)
        own["citations"] = self._rows(portfolio.citations, reference, row.id)
        return _given(own)

    def _roles(self, row: Project | Item) -> list[Plain]:
        order = {role: number for number, role in enumerate(Role)}
        roles = sorted(self._portfolio.roles_of(row), key=lambda found: order[found.role])
        return [
            {**self._row(found), **_position(found.position, place)}
            for _, group in groupby(roles, key=lambda found: found.role)
            for place, found in enumerate(group)
        ]

    def _rows(self, table: Table[Any], reference: str, value: object) -> list[Plain]:
        return [self._row(row) for row in _by_id(table, reference, value)]

    def _row(self, row: Row, *without: str) -> Plain:
        found: Plain = {}
        for column in COLUMNS[type(row)]:
            value = getattr(row, column.attribute)
            if column.key in without or (value == column.default and not column.required):
                continue
            found[column.key] = (
                self._reference(column.attribute, value) if column.target else encode(value)
            )
        return found

    def _reference(self, attribute: str, row_id: int) -> str:
        target = REFERENCES[attribute]
        if target is Source:
            return self._portfolio.sources[row_id].key
        if target is Body:
            return self._body_keys[row_id]
        return self._portfolio.table(target.table)[row_id].uid


def _by_id(table: Table[Any], reference: str = "", value: object = None) -> list[Any]:
    """The rows of a table, or those with a reference, in the order in which they were entered."""
    found = table.where(reference, value) if reference else table
    return sorted(found, key=lambda row: row.id)


def _position(position: int, place: int) -> Plain:
    return {} if position == place else {"position": position}


def _given(sections: Plain) -> Plain:
    return {key: value for key, value in sections.items() if value}
