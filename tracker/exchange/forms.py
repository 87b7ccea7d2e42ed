"""Official forms: which rows, which columns under which headings, in which words.

A form is one TOML file in ``resources/forms``. It names columns by their keys in
:data:`tracker.domain.fields.FIELD`; what is written around and inside the table is given in all
four languages. A form file may be edited: whatever it holds wrong is refused with the file, the
place and what is possible there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from tracker.bundle import resource
from tracker.domain.errors import FileError
from tracker.domain.fields import FIELD, Kind
from tracker.domain.status import Status
from tracker.language import N_, Language

FORM_IDS: Final = ("roadmap", "register", "milestones")
"""The bundled forms, in the order in which they are offered."""

PROJECT: Final = "project"
"""In a form of items, the column with the name of the project that an item belongs to."""


class Rows(StrEnum):
    """What the rows of a form are."""

    PROJECTS = "projects"
    ITEMS = "items"
    MILESTONES = "milestones"


class UnitPlace(StrEnum):
    """Where the unit of an amount stands, so that the cell itself is a plain number."""

    COLUMNS = "columns"
    """One column for each unit in use, the unit in its heading."""
    BESIDE = "beside"
    """One column of numbers and a column of units to its right."""


Texts = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A field's share in a cell; ``texts`` are what is written around it, at ``{}``."""

    field: str
    texts: Texts | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Several parts are written one after the other, those without a value left out.

    ``implied_unit`` is the unit that the heading already names.
    """

    heading: Texts
    parts: tuple[Part, ...]
    unit: UnitPlace | None = None
    unit_heading: Texts | None = None
    implied_unit: str = ""
    total: bool = False

    @property
    def field(self) -> str:
        """The key of the only field, "" where the column has several parts."""
        return self.parts[0].field if len(self.parts) == 1 else ""


@dataclass(frozen=True, slots=True)
class Total:
    """The row of sums: its label, and how a sum that leaves rows out says so.

    ``partial`` has the placeholders ``{column}``, ``{known}`` and ``{rows}``.
    """

    label: Texts
    partial: Texts


@dataclass(frozen=True, slots=True)
class Form:
    """``sections`` puts a row with the project's name before the items of each project.

    ``as_of`` has the placeholder ``{date}``; ``sort`` are keys of fields, the first decides first.
    """

    id: str
    title: Texts
    as_of: Texts
    rows: Rows
    sections: bool
    sort: tuple[str, ...]
    statuses: Mapping[Status, Texts]
    total: Total | None
    columns: tuple[Column, ...]


def bundled_form(form_id: str) -> Form:
    """One of :data:`FORM_IDS`."""
    return read_form(resource("forms", f"{form_id}.toml"))


def read_form(path: Path) -> Form:
    """Read a form file. Raises FileError, which says what is wrong where."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileError(
            N_("The form “{file}” cannot be read: {reason}. Correct the file."),
            file=path,
            reason=error,
        ) from error
    return _Reader(path).form(content)


class _Reader:
    """Checks what a file holds and turns it into a :class:`Form`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def form(self, content: dict[str, Any]) -> Form:
        known = ("id", "title", "as_of", "rows", "sections", "sort", "status", "total", "columns")
        self._only(content, "", known)
        columns = self._value(content, "columns", list)
        form = Form(
            id=self._value(content, "id", str),
            title=self._texts(content, "title"),
            as_of=self._texts(content, "as_of", placeholders=("date",)),
            rows=Rows(self._choice(content, "rows", tuple(Rows))),
            sections=self._value(content, "sections", bool, default=False),
            sort=self._sort(self._value(content, "sort", list, default=[])),
            statuses=self._statuses(self._value(content, "status", dict, default={})),
            total=self._total(content),
            columns=tuple(
                self._column(self._table(column, f"columns[{place}]"), f"columns[{place}]")
                for place, column in enumerate(columns, 1)
            ),
        )
        if form.sections and (form.sort or form.rows is not Rows.ITEMS):
            # Sections part the outline by project; another order would tear them apart.
            raise self._cannot_be("sections", "true", ("false",))
        return form

    def _total(self, content: dict[str, Any]) -> Total | None:
        if "total" not in content:
            return None
        total = self._value(content, "total", dict)
        self._only(total, "total", ("label", "partial"))
        return Total(
            self._texts(total, "label", "total."),
            self._texts(total, "partial", "total.", placeholders=("column", "known", "rows")),
        )

    def _sort(self, keys: list[Any]) -> tuple[str, ...]:
        for key in keys:
            if key not in FIELD:
                raise self._cannot_be("sort", key, tuple(FIELD))
        return tuple(keys)

    def _statuses(self, words: dict[str, Any]) -> dict[Status, Texts]:
        self._only(words, "status", tuple(Status))
        return {Status(key): self._texts(words, key, "status.") for key in words}

    def _column(self, column: dict[str, Any], place: str) -> Column:
        known = ("heading", "field", "parts", "unit", "unit_heading", "implied_unit", "total")
        self._only(column, place, known)
        if "field" in column:
            parts: tuple[Part, ...] = (Part(self._field(column, f"{place}.")),)
        else:
            parts = tuple(
                self._part(self._table(part, f"{place}.parts"), f"{place}.parts.")
                for part in self._value(column, "parts", list, place=f"{place}.")
            )
        is_amount = len(parts) == 1 and _kind(parts[0].field) is Kind.AMOUNT
        unit = None
        if is_amount:
            unit = UnitPlace(self._choice(column, "unit", tuple(UnitPlace), f"{place}."))
        elif "unit" in column:
            raise self._cannot_be(f"{place}.unit", column["unit"], ())
        total = self._value(column, "total", bool, place=f"{place}.", default=False)
        if total and unit is not UnitPlace.COLUMNS:
            # Figures in several units have no sum.
            raise self._cannot_be(f"{place}.total", "true", ("false",))
        return Column(
            heading=self._texts(column, "heading", f"{place}."),
            parts=parts,
            unit=unit,
            unit_heading=(
                self._texts(column, "unit_heading", f"{place}.")
                if unit is UnitPlace.BESIDE
                else None
            ),
            implied_unit=self._value(column, "implied_unit", str, place=f"{place}.", default=""),
            total=total,
        )

    def _part(self, part: dict[str, Any], place: str) -> Part:
        self._only(part, place.rstrip("."), ("field", "text"))
        texts = self._texts(part, "text", place, placeholders=("",)) if "text" in part else None
        return Part(self._field(part, place), texts)

    def _field(self, content: dict[str, Any], place: str) -> str:
        return self._choice(content, "field", (*FIELD, PROJECT), place)

    def _texts(
        self,
        content: dict[str, Any],
        key: str,
        place: str = "",
        *,
        placeholders: tuple[str, ...] = (),
    ) -> dict[Language, str]:
        texts = self._value(content, key, dict, place=place)
        self._only(texts, place + key, tuple(Language))
        found = {
            language: self._value(texts, language.value, str, place=f"{place}{key}.")
            for language in Language
        }
        if placeholders:
            for language, text in found.items():
                self._check_placeholders(f"{place}{key}.{language}", text, placeholders)
        return found

    def _check_placeholders(self, place: str, text: str, names: tuple[str, ...]) -> None:
        given: Mapping[str, str] = dict.fromkeys(names, "")
        try:
            filled = text.format("", **given)
        except (KeyError, IndexError, ValueError, AttributeError):
            filled = text
        if filled == text:
            raise self._cannot_be(place, text, tuple(f"… {{{name}}} …" for name in names))

    def _choice(
        self, content: dict[str, Any], key: str, choices: tuple[str, ...], place: str = ""
    ) -> str:
        value: str = self._value(content, key, str, place=place)
        if value not in choices:
            raise self._cannot_be(place + key, value, choices)
        return value

    def _value(
        self, content: dict[str, Any], key: str, kind: type, *, place: str = "", default: Any = None
    ) -> Any:
        if key not in content:
            if default is not None:
                return default
            raise FileError(
                N_("The form “{file}” lacks “{place}”. Add it."),
                file=self._path,
                place=place + key,
            )
        return self._table(content[key], place + key, kind)

    def _table(self, value: Any, place: str, kind: type = dict) -> Any:
        if not isinstance(value, kind):
            raise self._cannot_be(place, value, (_TOML_NAMES[kind],))
        return value

    def _only(self, content: dict[str, Any], place: str, known: tuple[str, ...]) -> None:
        for key in content:
            if key not in known:
                raise self._cannot_be(place or "TOML", key, known)

    def _cannot_be(self, place: str, value: object, choices: tuple[str, ...]) -> FileError:
        return FileError(
            N_("The form “{file}” cannot have “{value}” in “{place}”. Possible: {choices}."),
            file=self._path,
            value=value,
            place=place,
            choices=", ".join(choices) or "–",
        )


_TOML_NAMES: Final = {dict: "[table]", list: "[array]", str: '"text"', bool: "true / false"}


def _kind(field: str) -> Kind:
    return Kind.NAME if field == PROJECT else FIELD[field].kind
