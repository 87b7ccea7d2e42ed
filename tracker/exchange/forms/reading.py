"""Reads a form file, and tells what is wrong in it: in which line, where, and what is possible."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tracker.domain.errors import FileError, InputError
from tracker.domain.fields import Kind
from tracker.domain.status import Status
from tracker.exchange.forms.form import Column, Form, Part, Quarters, Texts, Total, UnitPlace
from tracker.exchange.forms.keys import fields_of
from tracker.exchange.forms.rows import Rows
from tracker.exchange.forms.spans import read_span
from tracker.exchange.forms.toml_lines import Place, line_of, place_text
from tracker.language import N_, Language
from tracker.workspace.expressions import Expression, read_kept


def read_form(path: Path) -> Form:
    """Read a form file. Raises FileError, which says what is wrong in which line."""
    try:
        toml = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(toml)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileError(
            N_("The form “{file}” cannot be read: {reason}. Correct the file."),
            file=path,
            reason=error,
        ) from error
    return _Reader(path, toml).form(content)


_KEYS: Final = (
    *("id", "title", "about", "as_of", "rows", "sections", "quarters", "sort", "filter"),
    *("period", "status", "total", "columns"),
)
_COLUMN_KEYS: Final = (
    *("name", "heading", "field", "parts", "unit", "unit_heading", "implied_unit", "total"),
)


class _Reader:
    """Checks what a file holds and turns it into a :class:`Form`."""

    def __init__(self, path: Path, toml: str) -> None:
        self._path = path
        self._toml = toml
        self._rows = Rows.ITEMS

    def form(self, content: dict[str, Any]) -> Form:
        self._only(content, (), _KEYS)
        # What the rows are decides what their columns can show.
        self._rows = rows = Rows(self._choice(content, (), "rows", tuple(Rows)))
        form = Form(
            id=self._value(content, (), "id", str),
            title=self._texts(content, (), "title"),
            about=self._texts(content, (), "about") if "about" in content else None,
            as_of=self._texts(content, (), "as_of", ("date",), ("period", "since")),
            rows=rows,
            columns=self._columns(self._value(content, (), "columns", list)),
            sections=self._value(content, (), "sections", bool, default=False),
            quarters=self._quarters(content),
            sort=self._sort(self._value(content, (), "sort", list, default=[])),
            filter=self._filter(self._value(content, (), "filter", str, default="")),
            period=self._period(self._value(content, (), "period", str, default="")),
            statuses=self._statuses(self._value(content, (), "status", dict, default={})),
            total=self._total(content),
        )
        self._check(form)
        return form

    def _check(self, form: Form) -> None:
        """What does not go together."""
        if form.sections and (form.sort or form.quarters or form.rows is not Rows.ITEMS):
            # Sections part the outline by project; another order would tear them apart.
            raise self._cannot_be(("sections",), "true", ("false",))
        if form.quarters and form.sort:
            # The rows of a quarter come by their deadlines.
            raise self._cannot_be(("sort",), form.sort[0], ())
        if form.rows.is_report:
            for key in ("quarters", "sort", "total", "period"):
                if getattr(form, key):
                    raise self._cannot_be((key,), getattr(form, key), ())
        if form.rows is Rows.CHANGES and form.filter:
            raise self._cannot_be(("filter",), "", ())

    def _quarters(self, content: dict[str, Any]) -> Quarters | None:
        if "quarters" not in content:
            return None
        place: Place = ("quarters",)
        quarters = self._value(content, (), "quarters", dict)
        self._only(quarters, place, ("heading", "coarse", "none"))
        return Quarters(
            self._texts(quarters, place, "heading", ("quarter", "n")),
            self._texts(quarters, place, "coarse", ("n",)),
            self._texts(quarters, place, "none", ("n",)),
        )

    def _total(self, content: dict[str, Any]) -> Total | None:
        if "total" not in content:
            return None
        place: Place = ("total",)
        total = self._value(content, (), "total", dict)
        self._only(total, place, ("label", "partial"))
        return Total(
            self._texts(total, place, "label"),
            self._texts(total, place, "partial", ("known", "rows"), ("column",)),
        )

    def _sort(self, keys: list[Any]) -> tuple[str, ...]:
        from tracker.domain.fields import FIELD

        for key in keys:
            if not isinstance(key, str) or key.removeprefix("-") not in FIELD:
                raise self._cannot_be(("sort",), key, tuple(FIELD))
        return tuple(keys)

    def _filter(self, text: str) -> Expression | None:
        try:
            return read_kept(text)
        except InputError as error:
            raise self._refused(("filter",), text, error) from error

    def _period(self, text: str) -> str:
        if text:
            try:
                read_span(text, Language.EN)
            except InputError as error:
                raise self._refused(("period",), text, error) from error
        return text

    def _statuses(self, words: dict[str, Any]) -> dict[Status, Texts]:
        self._only(words, ("status",), tuple(Status))
        return {Status(key): self._texts(words, ("status",), key) for key in words}

    # -- columns ----------------------------------------------------------------------------------

    def _columns(self, columns: list[Any]) -> tuple[Column, ...]:
        places: list[Place] = [("columns", number) for number in range(1, len(columns) + 1)]
        if not columns:
            raise self._cannot_be(("columns",), "[]", ("[[columns]]",))
        found = tuple(
            self._column(self._table(column, place), place)
            for column, place in zip(columns, places, strict=True)
        )
        names = [column.key for column in found]
        for place, name in zip(places, names, strict=True):
            if names.count(name) > 1 and place[-1] != names.index(name) + 1:
                raise FileError(
                    N_(
                        "Line {line} of the form “{file}”: “{place}” is called “{name}” as another "
                        "column is. Give it a “name” of its own."
                    ),
                    line=self._line(place),
                    file=self._path,
                    place=place_text(place),
                    name=name,
                )
        return found

    def _column(self, column: dict[str, Any], place: Place) -> Column:
        self._only(column, place, _COLUMN_KEYS)
        parts = self._parts(column, place)
        is_amount = len(parts) == 1 and self._kind(parts[0].field) is Kind.AMOUNT
        unit = None
        if is_amount:
            unit = UnitPlace(self._choice(column, place, "unit", tuple(UnitPlace)))
        elif "unit" in column:
            raise self._cannot_be((*place, "unit"), column["unit"], ())
        total = self._value(column, place, "total", bool, default=False)
        if total and unit is not UnitPlace.COLUMNS:
            # Figures in several units have no sum.
            raise self._cannot_be((*place, "total"), "true", ("false",))
        beside = unit is UnitPlace.BESIDE
        return Column(
            heading=self._texts(column, place, "heading"),
            parts=parts,
            unit=unit,
            unit_heading=self._texts(column, place, "unit_heading") if beside else None,
            implied_unit=self._value(column, place, "implied_unit", str, default=""),
            total=total,
            name=self._value(column, place, "name", str, default=""),
        )

    def _parts(self, column: dict[str, Any], place: Place) -> tuple[Part, ...]:
        if "field" in column:
            if "parts" in column:
                raise self._cannot_be(place, "parts", ("field",))
            return (Part(self._field(column, place)),)
        parts = self._value(column, place, "parts", list)
        if not parts:
            raise self._cannot_be((*place, "parts"), "[]", ("[[columns.parts]]",))
        return tuple(
            self._part(self._table(part, (*place, "parts", number)), (*place, "parts", number))
            for number, part in enumerate(parts, 1)
        )

    def _part(self, part: dict[str, Any], place: Place) -> Part:
        self._only(part, place, ("field", "text"))
        texts = self._texts(part, place, "text", ("",)) if "text" in part else None
        return Part(self._field(part, place), texts)

    def _field(self, content: dict[str, Any], place: Place) -> str:
        return self._choice(content, place, "field", tuple(fields_of(self._rows)))

    def _kind(self, field: str) -> Kind:
        return fields_of(self._rows)[field].kind

    # -- values -----------------------------------------------------------------------------------

    def _texts(
        self,
        content: dict[str, Any],
        place: Place,
        key: str,
        needed: tuple[str, ...] = (),
        possible: tuple[str, ...] = (),
    ) -> dict[Language, str]:
        """Texts in every language. Placeholders that are ``needed`` stand in each of them."""
        texts = self._value(content, place, key, dict)
        here = (*place, key)
        self._only(texts, here, tuple(Language))
        found = {language: self._value(texts, here, language.value, str) for language in Language}
        if needed:
            for language, text in found.items():
                self._check_placeholders((*here, language.value), text, needed, possible)
        return found

    def _check_placeholders(
        self, place: Place, text: str, needed: tuple[str, ...], possible: tuple[str, ...]
    ) -> None:
        given: Mapping[str, str] = {name: f"\0{name}\0" for name in (*needed, *possible)}
        try:
            filled = text.format("\0\0", **given)
        except (KeyError, IndexError, ValueError, AttributeError):
            filled = ""
        if not all(f"\0{name}\0" in filled for name in needed):
            told = " ".join(f"… {{{name}}}" for name in needed)
            raise self._cannot_be(place, text, (f"{told} …",))

    def _choice(
        self, content: dict[str, Any], place: Place, key: str, choices: tuple[str, ...]
    ) -> str:
        value: str = self._value(content, place, key, str)
        if value not in choices:
            raise self._cannot_be((*place, key), value, choices)
        return value

    def _value(
        self, content: dict[str, Any], place: Place, key: str, kind: type, *, default: Any = None
    ) -> Any:
        if key not in content:
            if default is not None:
                return default
            raise FileError(
                N_("Line {line} of the form “{file}”: “{place}” is missing. Add it."),
                line=self._line(place),
                file=self._path,
                place=place_text((*place, key)),
            )
        return self._table(content[key], (*place, key), kind)

    def _table(self, value: Any, place: Place, kind: type = dict) -> Any:
        if not isinstance(value, kind):
            raise self._cannot_be(place, value, (_TOML_NAMES[kind],))
        return value

    def _only(self, content: dict[str, Any], place: Place, known: tuple[str, ...]) -> None:
        for key in content:
            if key not in known:
                raise FileError(
                    N_(
                        "Line {line} of the form “{file}”: “{place}” is not known here. Possible: "
                        "{choices}."
                    ),
                    line=self._line((*place, key)),
                    file=self._path,
                    place=place_text((*place, key)),
                    choices=", ".join(known),
                )

    # -- refusals ---------------------------------------------------------------------------------

    def _cannot_be(self, place: Place, value: object, choices: tuple[str, ...]) -> FileError:
        return FileError(
            N_(
                "Line {line} of the form “{file}”: “{place}” cannot be “{value}”. Possible: "
                "{choices}."
            ),
            line=self._line(place),
            file=self._path,
            place=place_text(place),
            value=value,
            choices=", ".join(choices) or "–",
        )

    def _refused(self, place: Place, text: str, error: InputError) -> FileError:
        return FileError(
            N_("Line {line} of the form “{file}”: “{place}” cannot be “{value}”. {reason}"),
            line=self._line(place),
            file=self._path,
            place=place_text(place),
            value=text,
            reason=error,
        )

    def _line(self, place: Place) -> int:
        return line_of(self._toml, place) or 1


_TOML_NAMES: Final = {dict: "[table]", list: "[array]", str: '"text"', bool: "true / false"}
