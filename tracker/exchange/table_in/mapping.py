"""What each column of a table is imported as; may be saved, named and used again.

A saved mapping is a TOML file::

    rows = "items"            # or "projects"
    language = "ru"           # of the headings and of the names
    form = "roadmap"          # the bundled form whose words for statuses hold; may be left out

    [[columns]]
    heading = "Срок"
    field = "finish"

    [[columns]]
    heading = "Сумма, млн тг"
    field = "cost"
    unit = "mln KZT"

    [[columns]]
    heading = "Ход исполнения"
    fields = ["actual_finish", "percent", "progress"]   # as the form has them in one cell

    [[columns]]
    heading = "Внутренний номер"
    field = ""                # not imported
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from tracker.domain.errors import FileError, InputError
from tracker.domain.fields import FIELD, Kind, On
from tracker.exchange.forms import FORM_IDS, PROJECT, Column, Rows, UnitPlace, bundled_form
from tracker.exchange.safe_write import replacing
from tracker.exchange.table_in.content import field_by_content
from tracker.exchange.table_in.headings import (
    NAMES,
    REASON,
    UID,
    UNIT,
    heading_key,
    plain_column,
    rows_of,
)
from tracker.exchange.table_in.layout import Layout
from tracker.exchange.table_in.source import SourceRow
from tracker.language import N_, Language

SUFFIX: Final = ".toml"
_SAMPLE: Final = 200
"""Rows from which the content of a column is known."""


class Ground(StrEnum):
    """Why a column is taken for what it is."""

    HEADING = "heading"
    CONTENT = "content"
    MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the table: its place from 0, its heading, and what it is imported as.

    ``column`` is None for one that is not imported; ``unit`` as the heading writes it;
    ``is_units`` for the column with the units of the amounts in the one before.
    """

    place: int
    heading: str
    column: Column | None = None
    unit: str = ""
    is_units: bool = False
    ground: Ground = Ground.HEADING

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(part.field for part in self.column.parts) if self.column else ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """All columns of a table. ``form`` is the id of the bundled form it follows, "" for none."""

    rows: Rows
    language: Language
    columns: tuple[ColumnUse, ...]
    form: str = ""

    def place_of(self, field: str) -> int | None:
        """The place of the column with this field alone."""
        for use in self.columns:
            if use.fields == (field,) and not use.is_units:
                return use.place
        return None


def propose(layout: Layout, rows: Sequence[SourceRow]) -> Mapping:
    """The mapping that the headings suggest, and for columns with others their content.

    ``rows`` are those below the headings. Raises FileError where no column has the names.
    """
    headings = layout.headings
    kind = rows_of(headings)
    uses = []
    for place, text in enumerate(layout.texts):
        known = headings.meanings[place]
        if known is None:
            uses.append(ColumnUse(place, text))
        else:
            unit = headings.units[place]
            uses.append(ColumnUse(place, text, known.column, unit, known.is_units))
    mapping = Mapping(kind, headings.language, tuple(uses), headings.form)
    return _settled(_with_content(mapping, rows[:_SAMPLE]))


def _with_content(mapping: Mapping, rows: Sequence[SourceRow]) -> Mapping:
    taken = {field for use in mapping.columns for field in use.fields}
    uses = []
    for use in mapping.columns:
        if use.column is None:
            found = field_by_content([row.text(use.place) for row in rows], taken)
            if found:
                taken.add(found)
                use = replace(use, column=plain_column(found), ground=Ground.CONTENT)
        uses.append(use)
    return replace(mapping, columns=tuple(uses))


def _settled(mapping: Mapping) -> Mapping:
    """Columns of rows of the other kind left out, units put to their amounts, the names found."""
    projects = mapping.rows is Rows.PROJECTS
    of_form = bundled_form(mapping.form).columns if mapping.form else ()
    uses: list[ColumnUse] = []
    for use in mapping.columns:
        if projects and use.fields == (PROJECT,):
            use = replace(use, column=plain_column("name"))
        others = On.ITEM if projects else On.PROJECT
        is_foreign = any(key in FIELD and FIELD[key].on is others for key in use.fields)
        # What a form works out for its rows is compared, though it cannot be changed.
        if is_foreign and use.column not in of_form:
            use = replace(use, column=None)
        if use.is_units and use.fields == (UNIT,):
            before = next((one for one in reversed(uses) if _is_amount(one)), None)
            use = replace(use, column=before.column if before else None)
        uses.append(use)
    for place, use in enumerate(uses):
        if not _is_amount(use) or use.is_units or use.column is None:
            continue
        has_units = any(other.is_units and other.fields == use.fields for other in uses)
        if use.column.unit is None and (has_units or use.unit):
            where = UnitPlace.BESIDE if has_units else UnitPlace.COLUMNS
            uses[place] = replace(use, column=replace(use.column, unit=where))
    return replace(mapping, columns=tuple(uses))


def _is_amount(use: ColumnUse) -> bool:
    return len(use.fields) == 1 and use.fields[0] in FIELD and _kind(use.fields[0]) is Kind.AMOUNT


def _kind(field: str) -> Kind:
    return FIELD[field].kind


def has_names(mapping: Mapping) -> bool:
    """Whether some column says which row is meant."""
    named = NAMES | {UID, "code"}
    return any(named & set(use.fields) for use in mapping.columns)


# -- saved mappings --------------------------------------------------------------------------------


def saved_mappings(folder: Path) -> list[str]:
    """The names of the mappings in a folder, sorted."""
    return sorted(path.stem for path in folder.glob(f"*{SUFFIX}"))


def mapping_path(named: str, folder: Path) -> Path:
    """The file of the mapping of a name in a folder. Raises InputError for what is no name."""
    if not re.fullmatch(r"[^/\\:\x00-\x1f]{1,80}", named) or named.startswith("."):
        raise InputError(
            N_("“{name}” is no name for a mapping. Use up to 80 letters, figures and spaces."),
            name=named,
        )
    return folder / f"{named}{SUFFIX}"


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write a mapping to be used again. Raises FileError when it cannot be written."""
    lines = [f"rows = {_quoted(mapping.rows)}", f"language = {_quoted(mapping.language)}"]
    if mapping.form:
        lines.append(f"form = {_quoted(mapping.form)}")
    for use in mapping.columns:
        lines += ["", "[[columns]]", f"heading = {_quoted(use.heading)}"]
        if len(use.fields) > 1:
            lines.append(f"fields = [{', '.join(map(_quoted, use.fields))}]")
        else:
            lines.append(f"field = {_quoted(UNIT if use.is_units else ''.join(use.fields))}")
        if use.unit:
            lines.append(f"unit = {_quoted(use.unit)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(("\n".join(lines) + "\n").encode())


def _quoted(text: str) -> str:
    # The strings of JSON are strings of TOML too, but for this one character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping as it was saved: its columns are known by their headings, not by their places."""

    rows: Rows
    language: Language
    form: str
    columns: tuple[ColumnUse, ...]

    def applied(self, layout: Layout) -> Mapping:
        """The mapping for a table. A column whose heading was not saved is not imported.

        Raises FileError where the table has none of the columns.
        """
        by_heading: dict[str, list[ColumnUse]] = {}
        for saved in self.columns:
            by_heading.setdefault(heading_key(saved.heading), []).append(saved)
        uses = []
        for place, text in enumerate(layout.texts):
            found = by_heading.get(heading_key(text), [])
            # Headings that stand twice are taken in their order, the last for all that follow.
            use = found.pop(0) if len(found) > 1 else (found or [ColumnUse(place, text)])[0]
            use = replace(use, place=place, heading=text)
            uses.append(replace(use, ground=Ground.MAPPING))
        if all(use.column is None for use in uses):
            raise FileError(
                N_("The mapping is for another table: no column has one of its headings."),
            )
        return _settled(Mapping(self.rows, self.language, tuple(uses), self.form))


def read_mapping(path: Path) -> SavedMapping:
    """Read a saved mapping. Raises FileError, which says what is wrong where."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileError(
            N_("The mapping “{file}” cannot be read: {reason}. Correct the file."),
            file=path,
            reason=error,
        ) from error
    return _MappingReader(path).mapping(content)


class _MappingReader:
    def __init__(self, path: Path) -> None:
        self._path = path

    def mapping(self, content: dict[str, Any]) -> SavedMapping:
        self._only(content, "TOML", ("rows", "language", "form", "columns"))
        columns = content.get("columns")
        if not isinstance(columns, list):
            raise self._cannot_be("columns", columns, ("[array]",))
        form = self._choice(content.get("form", ""), "form", ("", *FORM_IDS))
        return SavedMapping(
            Rows(self._choice(content.get("rows"), "rows", (Rows.ITEMS, Rows.PROJECTS))),
            Language(self._choice(content.get("language"), "language", tuple(Language))),
            form,
            tuple(self._use(column, f"columns[{at}]") for at, column in enumerate(columns, 1)),
        )

    def _use(self, column: Any, place: str) -> ColumnUse:
        if not isinstance(column, dict):
            raise self._cannot_be(place, column, ("[table]",))
        self._only(column, place, ("heading", "field", "fields", "unit"))
        heading, unit = column.get("heading"), column.get("unit", "")
        if not isinstance(heading, str):
            raise self._cannot_be(f"{place}.heading", heading, ('"text"',))
        if not isinstance(unit, str):
            raise self._cannot_be(f"{place}.unit", unit, ('"text"',))
        if "fields" in column:
            return ColumnUse(0, heading, self._several(column["fields"], f"{place}.fields"), unit)
        choices = ("", *FIELD, PROJECT, UID, UNIT, REASON)
        key = self._choice(column.get("field"), f"{place}.field", choices)
        return ColumnUse(0, heading, plain_column(key) if key else None, unit, key == UNIT)

    def _several(self, keys: Any, place: str) -> Column:
        known = {
            tuple(part.field for part in column.parts): column
            for form_id in FORM_IDS
            for column in bundled_form(form_id).columns
            if len(column.parts) > 1
        }
        found = known.get(tuple(keys)) if isinstance(keys, list) else None
        if found is None:
            raise self._cannot_be(place, keys, tuple(str(list(parts)) for parts in known))
        return found

    def _only(self, content: dict[str, Any], place: str, known: tuple[str, ...]) -> None:
        for key in content:
            if key not in known:
                raise self._cannot_be(place, key, known)

    def _choice(self, value: Any, place: str, choices: tuple[str, ...]) -> str:
        if not isinstance(value, str) or value not in choices:
            raise self._cannot_be(place, value, choices)
        return value

    def _cannot_be(self, place: str, value: object, choices: tuple[str, ...]) -> FileError:
        return FileError(
            N_("The mapping “{file}” cannot have “{value}” in “{place}”. Possible: {choices}."),
            file=self._path,
            value=value,
            place=place,
            choices=", ".join(choice or '""' for choice in choices),
        )
