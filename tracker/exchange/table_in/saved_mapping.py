"""A mapping that was saved, to be used for every table that a body sends in the same shape.

It is a TOML file::

    rows = "items"            # or "projects"
    language = "ru"           # of the headings and of the names
    form = "roadmap"          # the bundled form whose words for statuses hold; may be left out
    header_row = 3            # these three may be left out: they are found out then
    decimal_sign = ","        # or "."
    date_order = "dmy"        # or "mdy": of 03/04/2026

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
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from tracker.domain.errors import FileError, InputError
from tracker.domain.fields import FIELD
from tracker.exchange.forms import FORM_IDS, PROJECT, Column, Rows, bundled_form
from tracker.exchange.forms.keys import FORESEEN
from tracker.exchange.safe_write import replacing
from tracker.exchange.table_in.conventions import DateOrder, DecimalSign
from tracker.exchange.table_in.headings import REASON, UID, UNIT, heading_key, plain_column
from tracker.exchange.table_in.layout import Layout
from tracker.exchange.table_in.mapping import ColumnUse, Ground, Mapping, settled
from tracker.language import N_, Language
from tracker.records import record

SUFFIX: Final = ".toml"


@record
class SavedMapping:
    """A mapping as it is saved: its columns are known by their headings, not by their places.

    ``header_row``, ``decimal_sign`` and ``date_order`` are None where they are to be found out.
    """

    mapping: Mapping
    header_row: int | None = None
    decimal_sign: DecimalSign | None = None
    date_order: DateOrder | None = None

    def applied(self, layout: Layout) -> Mapping:
        """The mapping for a table. A column whose heading was not saved is not imported.

        Raises FileError where the table has none of the columns.
        """
        by_heading: dict[str, list[ColumnUse]] = {}
        for saved in self.mapping.columns:
            by_heading.setdefault(heading_key(saved.heading), []).append(saved)
        uses = []
        for place, text in enumerate(layout.texts):
            found = by_heading.get(heading_key(text), [])
            # Headings that stand twice are taken in their order, the last for all that follow.
            use = found.pop(0) if len(found) > 1 else (found or [ColumnUse(place, text)])[0]
            uses.append(replace(use, place=place, heading=text, ground=Ground.MAPPING))
        if all(use.column is None for use in uses):
            raise FileError(
                N_("The mapping is for another table: no column has one of its headings."),
            )
        return settled(replace(self.mapping, columns=tuple(uses)))


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


# -- writing ---------------------------------------------------------------------------------------


def save_mapping(saved: SavedMapping, path: Path) -> None:
    """Write a mapping to be used again. Raises FileError when it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(("\n".join(_lines(saved)) + "\n").encode())


def _lines(saved: SavedMapping) -> Iterator[str]:
    mapping = saved.mapping
    yield f"rows = {_quoted(mapping.rows)}"
    yield f"language = {_quoted(mapping.language)}"
    if mapping.form:
        yield f"form = {_quoted(mapping.form)}"
    if saved.header_row is not None:
        yield f"header_row = {saved.header_row}"
    for key in ("decimal_sign", "date_order"):
        if value := getattr(saved, key):
            yield f"{key} = {_quoted(value)}"
    for use in mapping.columns:
        yield from ("", "[[columns]]", f"heading = {_quoted(use.heading)}")
        if len(use.fields) > 1:
            yield f"fields = [{', '.join(map(_quoted, use.fields))}]"
        else:
            yield f"field = {_quoted(UNIT if use.is_units else ''.join(use.fields))}"
        if use.unit:
            yield f"unit = {_quoted(use.unit)}"


def _quoted(text: str) -> str:
    # The strings of JSON are strings of TOML too, but for this one character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# -- reading ---------------------------------------------------------------------------------------


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
    return _Reader(path).saved(content)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path

    def saved(self, content: dict[str, Any]) -> SavedMapping:
        found = ("rows", "language", "form", "header_row", "decimal_sign", "date_order", "columns")
        self._only(content, "TOML", found)
        columns = content.get("columns")
        if not isinstance(columns, list):
            raise self._cannot_be("columns", columns, ("[array]",))
        header_row = content.get("header_row")
        if header_row is not None and (type(header_row) is not int or header_row < 1):
            raise self._cannot_be("header_row", header_row, ("1", "2", "…"))
        mapping = Mapping(
            Rows(self._choice(content.get("rows"), "rows", (Rows.ITEMS, Rows.PROJECTS))),
            Language(self._choice(content.get("language"), "language", tuple(Language))),
            tuple(self._use(column, f"columns[{at}]") for at, column in enumerate(columns, 1)),
            self._choice(content.get("form", ""), "form", ("", *FORM_IDS)),
        )
        sign, order = content.get("decimal_sign"), content.get("date_order")
        return SavedMapping(
            mapping,
            header_row,
            sign and DecimalSign(self._choice(sign, "decimal_sign", (",", "."))),
            order and DateOrder(self._choice(order, "date_order", ("dmy", "mdy"))),
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
        choices = ("", *(key for key in FIELD if key not in FORESEEN), PROJECT, UID, UNIT, REASON)
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
