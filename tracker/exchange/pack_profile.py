"""The profile of a report pack: which forms, in which languages and formats, of which rows.

A profile is a TOML file; all but ``forms`` may be left out::

    title = "Monthly report"                     # else the title of the portfolio
    forms = ["roadmap", "my form", "ours.toml"]  # by name, or a file beside the profile
    languages = ["ru", "kk"]                     # all four
    formats = ["csv", "xlsx"]                    # these two
    dialect = "rfc4180"                          # of CSV; else that of each language
    where = "Side: Kazakhstan"                   # the filter language of the register; else all
    timeline = true                              # a picture of the timeline, on paper
    passports = ["ICIC", "Taraz plant"]          # projects by code, uid or name; "*" for all found

``where`` is read as English, so that it means the same wherever the pack is made.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from tracker.bundle import resource
from tracker.domain.errors import FileError, InputError
from tracker.exchange.dialects import DIALECTS
from tracker.exchange.forms import Form, named_form, read_form
from tracker.exchange.forms.toml_lines import Place, line_of, place_text
from tracker.language import N_, Language, translator
from tracker.records import record
from tracker.workspace.expressions import Expression, read_expression

FORMATS: Final = ("csv", "xlsx", "pdf", "ics")
ALL: Final = "*"
"""In place of a name: the passports of all projects that ``where`` finds."""
_KEYS: Final = (
    *("title", "forms", "languages", "formats", "dialect", "where", "timeline", "passports"),
)
_TOML_NAMES: Final = {list: '["…"]', str: '"text"', bool: "true / false"}


@record
class Profile:
    """``title`` "" is the portfolio's, ``dialect`` "" that of each language, ``where`` "" all."""

    forms: tuple[Form, ...]
    title: str = ""
    languages: tuple[Language, ...] = tuple(Language)
    formats: tuple[str, ...] = ("csv", "xlsx")
    dialect: str = ""
    where: str = ""
    timeline: bool = False
    passports: tuple[str, ...] = ()

    @property
    def expression(self) -> Expression | None:
        return read_expression(self.where, translator(Language.EN))

    @property
    def options(self) -> dict[str, object]:
        """What was asked for, as a manifest tells it."""
        return {
            "title": self.title,
            "forms": [form.id for form in self.forms],
            "languages": [language.value for language in self.languages],
            "formats": list(self.formats),
            "dialect": self.dialect,
            "where": self.where,
            "timeline": self.timeline,
            "passports": list(self.passports),
        }


def bundled_profile() -> Profile:
    """The profile that comes with the program; it names bundled forms only."""
    path = resource("pack.toml")
    return read_profile(path, forms_folder=path.parent)


def read_profile(path: Path, *, forms_folder: Path) -> Profile:
    """Read a profile; forms of the user are in ``forms_folder``.

    Raises FileError, which says what is wrong in which line.
    """
    try:
        toml = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(toml)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileError(
            N_("The profile “{file}” cannot be read: {reason}. Correct the file."),
            file=path,
            reason=error,
        ) from error
    return _Reader(path, toml, forms_folder).profile(content)


class _Reader:
    """Checks what a file holds and turns it into a :class:`Profile`."""

    def __init__(self, path: Path, toml: str, forms_folder: Path) -> None:
        self._path = path
        self._toml = toml
        self._forms_folder = forms_folder

    def profile(self, content: dict[str, Any]) -> Profile:
        for key in content:
            if key not in _KEYS:
                raise FileError(
                    N_(
                        "Line {line} of the profile “{file}”: “{place}” is not known here. "
                        "Possible: {choices}."
                    ),
                    line=line_of(self._toml, (key,)) or 1,
                    file=self._path,
                    place=key,
                    choices=", ".join(_KEYS),
                )
        profile = Profile(
            forms=self._forms(self._texts(content, "forms", ())),
            title=self._value(content, "title", str, ""),
            languages=tuple(
                Language(self._one_of("languages", value, tuple(Language)))
                for value in self._texts(content, "languages", tuple(Language))
            ),
            formats=tuple(
                self._one_of("formats", value, FORMATS)
                for value in self._texts(content, "formats", ("csv", "xlsx"))
            ),
            dialect=self._one_of(
                "dialect", self._value(content, "dialect", str, ""), ("", *DIALECTS)
            ),
            where=self._value(content, "where", str, "").strip(),
            timeline=self._value(content, "timeline", bool, False),
            passports=self._texts(content, "passports", ()) if "passports" in content else (),
        )
        try:
            read_expression(profile.where, translator(Language.EN))
        except InputError as error:
            raise self._refused(("where",), profile.where, error) from error
        return profile

    def _forms(self, names: tuple[str, ...]) -> tuple[Form, ...]:
        forms = tuple(map(self._form, names))
        ids = [form.id.casefold() for form in forms]
        for form in forms:
            if ids.count(form.id.casefold()) > 1:
                raise self._cannot_be(("forms",), form.id, ())
        return forms

    def _form(self, name: str) -> Form:
        try:
            if name.endswith(".toml"):
                return read_form(self._path.parent / name)
            return named_form(name, self._forms_folder)
        except InputError as error:
            raise self._refused(("forms",), name, error) from error

    def _texts(
        self, content: dict[str, Any], key: str, default: tuple[str, ...]
    ) -> tuple[str, ...]:
        """A list of texts, each once, in their order; it is not empty."""
        values = self._value(content, key, list, list(default))
        for value in values:
            if not isinstance(value, str):
                raise self._cannot_be((key,), value, (_TOML_NAMES[str],))
        if not values:
            if key in content:
                raise self._cannot_be((key,), "[]", (_TOML_NAMES[list],))
            raise FileError(
                N_("The profile “{file}” lacks “{place}”. Add it."), file=self._path, place=key
            )
        return tuple(dict.fromkeys(values))

    def _value(self, content: dict[str, Any], key: str, kind: type, default: Any) -> Any:
        value = content.get(key, default)
        if not isinstance(value, kind):
            raise self._cannot_be((key,), value, (_TOML_NAMES[kind],))
        return value

    def _one_of(self, key: str, value: str, choices: tuple[str, ...]) -> str:
        if value not in choices:
            raise self._cannot_be((key,), value, choices)
        return value

    def _cannot_be(self, place: Place, value: object, choices: tuple[str, ...]) -> FileError:
        return FileError(
            N_(
                "Line {line} of the profile “{file}”: “{place}” cannot be “{value}”. Possible: "
                "{choices}."
            ),
            line=line_of(self._toml, place) or 1,
            file=self._path,
            place=place_text(place),
            value=value,
            choices=", ".join(filter(None, choices)) or "–",
        )

    def _refused(self, place: Place, value: str, error: InputError) -> FileError:
        return FileError(
            N_("Line {line} of the profile “{file}”: “{place}” cannot be “{value}”. {reason}"),
            line=line_of(self._toml, place) or 1,
            file=self._path,
            place=place_text(place),
            value=value,
            reason=error,
        )
