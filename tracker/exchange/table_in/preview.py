"""The dry run of an import: what would become of each row of a table. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from tracker.domain.errors import ConflictError, InputError, UserError
from tracker.domain.fields import FIELD
from tracker.domain.model import Item, ItemKind, Names, Project
from tracker.domain.portfolio import RowKey
from tracker.exchange.forms import PROJECT, Rows
from tracker.exchange.table_in.comparing import Comparing
from tracker.exchange.table_in.headings import UID
from tracker.exchange.table_in.layout import (
    RowIs,
    has_section_number,
    outline_number,
    section_name,
)
from tracker.exchange.table_in.mapping import Mapping
from tracker.exchange.table_in.matching import RowFinder, name_key
from tracker.exchange.table_in.outcomes import Outcome, Preview, RowPreview
from tracker.exchange.table_in.row_kinds import RowKinds
from tracker.exchange.table_in.said import CellProblem, Said
from tracker.exchange.table_in.source import SourceRow
from tracker.language import N_
from tracker.workspace.operations import ImportedRow, NewRow

TOO_WIDE: Final = N_(
    "The row has more cells than the table has headings. Put quotation marks around a cell with a "
    "separator in it."
)
NO_NAME: Final = N_("The row has no name, and no other cell says which row is meant. Name it.")
NO_PROJECT: Final = N_(
    "The row does not say which project it belongs to. Choose the project of the table, or add a "
    "column with the projects."
)
UNKNOWN_PROJECT: Final = N_(
    "There is no project “{name}” in the file. Add it first, or correct the name."
)
SEVERAL_PROJECTS: Final = N_(
    "The file has several projects “{name}”. Tell them apart with a column of codes or UIDs."
)
SEVERAL_ROWS: Final = N_(
    "Several rows “{name}” of the file could be meant. Tell them apart with a column of UIDs, or "
    "rename one of them."
)
SAME_ROW: Final = N_("Row {row} of the table is about the same row of the file. Leave one of them.")
SAME_NAME: Final = N_(
    "Row {row} of the table has the same name in the same place. Rename one of them."
)
SAME_CODE: Final = N_("Row {row} of the table gives the same code to another project. Correct one.")
ABOVE_REFUSED: Final = N_("The row belongs to row {row}, which was refused. Mend that row first.")
UNKNOWN_UID: Final = N_("The file has no row with this UID. Empty the cell to add a new row.")

NOTHING_BELOW: Final = N_(
    "The row has a name alone, and no rows stand below it. Give it a number or a date if it is a "
    "row; delete it if it is a remark."
)


_LONGEST_NAME: Final = 200
"""Characters by which a refused row is called."""

Tell = Callable[[int], object]
"""Told now and then how many rows were looked at; what it raises ends the dry run."""
_TOLD_EVERY: Final = 250


def preview_rows(
    rows: Sequence[SourceRow],
    *,
    mapping: Mapping,
    comparing: Comparing,
    width: int,
    project: str | None,
    revision: int,
    tell: Tell | None = None,
) -> Preview:
    """Look at the rows below the headings, of which there are ``width``.

    ``project`` names the project that rows belong to which do not say it themselves. Raises
    InputError where there is none of that name, or several.
    """
    return _Walk(mapping, comparing, width, project).preview(rows, revision, tell)


_MOST_COMPARED: Final = 1_000
"""Rows of one name; no table tells more of them apart."""


class _Refused(Exception):
    """A row that cannot be taken as a whole."""

    def __init__(self, reason: UserError, place: int | None = None) -> None:
        self.reason = reason
        self.place = place


_Projects = Sequence[Project] | RowPreview
"""Projects of the file that one name can mean, or one that the table adds."""


class _Walk:
    def __init__(
        self, mapping: Mapping, comparing: Comparing, width: int, project: str | None
    ) -> None:
        self._mapping = mapping
        self._comparing = comparing
        self._width = width
        self._of_items = mapping.rows is not Rows.PROJECTS
        self._finder = RowFinder(comparing.portfolio)
        self._kinds = RowKinds(mapping, comparing.reader, self._finder, width)
        self._cell = self._kinds.cell
        places = {key: mapping.place_of(key) for key in (PROJECT, UID, "code", "number")}
        self._project_place = places[PROJECT]
        self._uid_place = places[UID]
        self._code_place = None if self._of_items else places["code"]
        self._number_place = places["number"]
        self._name_place = next(iter(self._kinds.name_places), None)
        self._key_places = [place for place in places.values() if place is not None]
        self._key_places += self._kinds.name_places
        self._fixed = None if project is None else self._project_called(project)
        self._section: _Projects | None = None
        self._phase: RowPreview | None = None
        self._heading: RowPreview | None = None
        self._outline: dict[tuple[int, ...], RowPreview] = {}
        self._taken: dict[RowKey, RowPreview] = {}
        self._new: dict[tuple[object, ...], RowPreview] = {}
        self._codes: dict[str, RowPreview] = {}
        self._stubs = {
            kind: Item(project_id=0, position=0, kind=kind, name=Names()) for kind in ItemKind
        }

    def preview(self, rows: Sequence[SourceRow], revision: int, tell: Tell | None) -> Preview:
        found: list[RowPreview] = []
        others: list[tuple[SourceRow, RowIs]] = []
        kinds = [self._kinds.kind_of(row, is_first=place == 0) for place, row in enumerate(rows)]
        below = [kind for kind in kinds if kind in (RowIs.DATA, RowIs.SECTION)][1:]
        for place, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
            if tell is not None and place % _TOLD_EVERY == 0:
                tell(place)
            if kind is RowIs.DATA:
                found.append(self._data(row))
            elif kind is RowIs.SECTION:
                is_heading = below[len(found) : len(found) + 1] == [RowIs.DATA]
                found.append(self._section_row(row, is_heading=is_heading))
            else:
                others.append((row, kind))
        counts = Counter(row.outcome for row in found)
        return Preview(tuple(found), tuple(others), self._mapping, revision, counts)

    # -- sections ---------------------------------------------------------------------------------

    def _section_row(self, source: SourceRow, *, is_heading: bool) -> RowPreview:
        """A row with a name alone. One that is new is a heading only where rows follow it."""
        texts = [self._cell(source, place) for place in range(len(source.cells))]
        text = next(filter(None, reversed(texts)), "")
        name = section_name(text) if has_section_number(text) else text
        self._outline.clear()
        self._phase = None
        row = self._phase_row(source, name) if self._fixed else self._project_row(source, name)
        if row.outcome is Outcome.CREATED and not is_heading:
            self._new.pop((None, name_key(name)), None)
            return self._refusal(source, name, InputError(NOTHING_BELOW), self._name_place)
        self._heading = row
        return row

    def _project_row(self, source: SourceRow, name: str) -> RowPreview:
        projects = self._finder.projects(name)
        if projects:
            self._section = projects
            key = RowKey("projects", projects[0].id) if len(projects) == 1 else None
            return RowPreview(source, name, Outcome.UNCHANGED, key)
        known = self._new.get((None, name_key(name)))
        if known is not None:
            self._section = known
            return RowPreview(source, name, Outcome.UNCHANGED, plan=None, below=known)
        if not name:
            self._section = ()
            return self._refusal(source, name, InputError(NO_NAME))
        plan = ImportedRow(None, NewRow(), [(FIELD["name"], name)])
        row = RowPreview(source, name, Outcome.CREATED, plan=plan)
        self._new[(None, name_key(name))] = self._section = row
        return row

    def _phase_row(self, source: SourceRow, name: str) -> RowPreview:
        assert self._fixed is not None
        found = self._finder.items(self._fixed, name)
        project = self._fixed[0]
        if len(found) > 1:
            row = self._refusal(source, name, ConflictError(SEVERAL_ROWS, name=name))
        elif found:
            row = RowPreview(source, name, Outcome.UNCHANGED, RowKey("items", found[0].id))
        else:
            new = NewRow(RowKey("projects", project.id), None, ItemKind.PHASE)
            plan = ImportedRow(None, new, [(FIELD["name"], name)])
            row = RowPreview(source, name, Outcome.CREATED, plan=plan)
        self._phase = row
        return row

    # -- rows -------------------------------------------------------------------------------------

    def _data(self, source: SourceRow) -> RowPreview:
        name = self._kinds.name(source)
        try:
            row = self._read(source, name)
        except _Refused as refused:
            row = self._refusal(source, name, refused.reason, refused.place)
        number = outline_number(self._cell(source, self._number_place))
        row.below = self._outline.get(number[:-1]) or self._heading
        if number:
            self._outline[number] = row
        return row

    def _refusal(
        self, source: SourceRow, name: str, reason: UserError, place: int | None = None
    ) -> RowPreview:
        heading = self._mapping.columns[place].heading if place is not None else ""
        value = source.text(place) if place is not None else ""
        problem = CellProblem(place, heading, value, reason)
        if len(name) > _LONGEST_NAME:
            # A stray quotation mark makes one cell of half a file; all of it is in ``source``.
            name = f"{name[:_LONGEST_NAME]}…"
        return RowPreview(source, name, Outcome.REJECTED, problems=(problem,))

    def _read(self, source: SourceRow, name: str) -> RowPreview:
        if source.refused is not None:
            raise _Refused(source.refused)
        for place in self._key_places:
            if place in source.refused_cells:
                raise _Refused(source.refused_cells[place], place)
        if any(source.text(place).strip() for place in range(self._width, len(source.cells))):
            raise _Refused(InputError(TOO_WIDE))
        projects = self._projects_of(source) if self._of_items else None
        candidates = self._candidates(source, name, projects)
        code = name_key("" if self._of_items else self._cell(source, self._code_place))
        if code in self._codes and not self._finder.projects_by_code(code):
            reason = ConflictError(SAME_CODE, row=self._codes[code].number)
            raise _Refused(reason, self._code_place)
        if candidates:
            row = self._known(source, name, candidates)
        else:
            row = self._added(source, name, projects)
        if code and row.outcome is not Outcome.REJECTED:
            self._codes.setdefault(code, row)
        return row

    def _projects_of(self, source: SourceRow) -> _Projects | None:
        text = self._cell(source, self._project_place)
        if text:
            found = self._finder.projects(text) or self._finder.projects_by_code(text)
            if not found:
                new = self._new.get((None, name_key(text)))
                if new is None:
                    raise _Refused(InputError(UNKNOWN_PROJECT, name=text), self._project_place)
                return new
            return found
        return self._fixed or self._section

    def _candidates(
        self, source: SourceRow, name: str, projects: _Projects | None
    ) -> Sequence[Project | Item]:
        """The rows of the file that can be meant."""
        if uid := self._cell(source, self._uid_place):
            row = self._finder.by_uid(uid)
            if row is None or isinstance(row, Item) != self._of_items:
                raise _Refused(InputError(UNKNOWN_UID), self._uid_place)
            return [row]
        if not self._of_items:
            code = self._cell(source, self._code_place)
            found = self._finder.projects_by_code(code) if code else []
            return found or [
                project
                for project in self._finder.projects(name)
                # A code of its own tells a new project from one with the same name.
                if not code or not project.code
            ]
        if isinstance(projects, RowPreview):
            return []
        if projects is None and name:
            return self._finder.items_anywhere(name)
        if projects is None:
            # A column of projects that says nothing names the project that has no name.
            if self._project_place is None:
                return []
            projects = self._finder.projects("")
        found_items = self._finder.items(projects, name)
        above = self._above(source)
        if above is not None and above.key is not None and len(found_items) > 1:
            below = [item for item in found_items if item.parent_id == above.key.id]
            return below or found_items
        return found_items

    def _above(self, source: SourceRow) -> RowPreview | None:
        """The row of the table below which a row stands by its number, else the phase over it."""
        number = outline_number(self._cell(source, self._number_place))
        return self._outline.get(number[:-1], self._phase) if number else self._phase

    def _known(
        self, source: SourceRow, name: str, candidates: Sequence[Project | Item]
    ) -> RowPreview:
        free = (row for row in candidates if RowKey(row.table, row.id) not in self._taken)
        compared = [*islice(free, 1)]
        if not compared:
            return self._repeated(source, name, candidates[0])
        first = self._comparing.compare(source, compared[0], new=None)
        if first.is_nothing:
            return self._settled(source, name, compared[0], first)
        others = [*islice(free, _MOST_COMPARED)]
        for other in others:
            said = self._comparing.compare(source, other, new=None)
            if said.is_nothing:
                # Of rows that look alike any will do: nothing is written.
                return self._settled(source, name, other, said)
        if others:
            raise _Refused(ConflictError(SEVERAL_ROWS, name=name), self._name_place)
        return self._settled(source, name, compared[0], first)

    def _repeated(self, source: SourceRow, name: str, row: Project | Item) -> RowPreview:
        """A row about one that an earlier row of the table is about already."""
        key = RowKey(row.table, row.id)
        if self._comparing.compare(source, row, new=None).is_nothing:
            return RowPreview(source, name, Outcome.UNCHANGED, key)
        raise _Refused(ConflictError(SAME_ROW, row=self._taken[key].number))

    def _settled(
        self, source: SourceRow, name: str, found: Project | Item, said: Said
    ) -> RowPreview:
        key = RowKey(found.table, found.id)
        row = RowPreview(source, name, Outcome.UNCHANGED, key)
        self._taken[key] = row
        if said.problems:
            row.outcome, row.problems = Outcome.REJECTED, tuple(said.problems)
        elif said.changes:
            row.outcome, row.updates = Outcome.UPDATED, tuple(said.changes)
            row.plan = ImportedRow(key, None, said.values, said.promises, said.sources)
        return row

    # -- new rows ---------------------------------------------------------------------------------

    def _added(self, source: SourceRow, name: str, projects: _Projects | None) -> RowPreview:
        if not name:
            raise _Refused(InputError(NO_NAME), self._name_place)
        new = self._new_item(source, projects) if self._of_items else NewRow()
        place = (_identity(new.project), _identity(new.parent), name_key(name))
        where = place if self._of_items else (None, name_key(name))
        if where in self._new:
            raise _Refused(ConflictError(SAME_NAME, row=self._new[where].number))
        said = self._compared_new(source, new)
        row = RowPreview(source, name, Outcome.CREATED)
        if said.problems:
            row.outcome, row.problems = Outcome.REJECTED, tuple(said.problems)
            return row
        row.plan = ImportedRow(None, new, said.values, said.promises, said.sources)
        self._new[where] = row
        above = new.parent.new if isinstance(new.parent, ImportedRow) else None
        if above is not None and above.kind is ItemKind.MILESTONE:
            # Only a phase or an activity has parts.
            above.kind = ItemKind.PHASE
        return row

    def _new_item(self, source: SourceRow, projects: _Projects | None) -> NewRow:
        if projects is None or projects == ():
            raise _Refused(InputError(NO_PROJECT))
        if isinstance(projects, RowPreview):
            project: RowKey | ImportedRow | None = projects.plan
        elif len(projects) > 1:
            name = projects[0].name.best(self._mapping.language)
            raise _Refused(ConflictError(SEVERAL_PROJECTS, name=name))
        else:
            project = RowKey("projects", projects[0].id)
        above = self._above(source)
        if above is None or above is projects:
            return NewRow(project)
        if above.outcome is Outcome.REJECTED:
            raise _Refused(ConflictError(ABOVE_REFUSED, row=above.number))
        return NewRow(project, above.key or above.plan)

    def _compared_new(self, source: SourceRow, new: NewRow) -> Said:
        if not self._of_items:
            return self._comparing.compare(source, None, new=None)
        # A row with a start is no milestone, unless it says that it is one.
        said = self._comparing.compare(source, None, new=self._stubs[ItemKind.ACTIVITY])
        kinds = [value for column, value in said.values if column.key == "kind"]
        if kinds:
            new.kind = ItemKind(str(kinds[0]))
            return self._comparing.compare(source, None, new=self._stubs[new.kind])
        spans = any(column.key in _SPANS for column, _ in said.values)
        if spans or any(promise.edge.value == "start" for promise in said.promises):
            new.kind = ItemKind.ACTIVITY
        return said

    def _project_called(self, name: str) -> Sequence[Project]:
        found = self._finder.projects(name) or self._finder.projects_by_code(name)
        if not found:
            raise InputError(UNKNOWN_PROJECT, name=name)
        if len(found) > 1:
            raise ConflictError(SEVERAL_PROJECTS, name=name)
        return found


_SPANS: Final = frozenset({"duration", "duration_low", "duration_high", "actual_start"})


def _identity(place: RowKey | ImportedRow | None) -> object:
    return id(place) if isinstance(place, ImportedRow) else place
