"""The values that a row of each table has: what they are called, and how each is said in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final

from tracker.domain.fields import (
    FIELD,
    FIELDS,
    ActualEdge,
    Attribute,
    BodiesIn,
    CommittedEdge,
    Field,
    Figure,
    MoneyIn,
    NameIn,
    On,
    OwnCalendarIn,
    PeriodIn,
    choice_label,
)
from tracker.domain.model import (
    Claim,
    Row,
    Setting,
)
from tracker.language import N_, Language, Translator
from tracker.records import record
from tracker.workspace.history.sayings import (
    Say,
    amount,
    as_cell,
    calendar_day,
    cited,
    dated,
    figure,
    link,
    name_in,
    place,
    referred,
    risk_result,
    row_name,
    sampling,
    setting,
    stated,
    supposed,
    typed,
    weekdays,
)
from tracker.workspace.views import PREFIX as VIEW_PREFIX


@record
class Part:
    """One value of a row, kept in one attribute or several that only make sense together.

    ``label`` is a msgid. ``key`` names the value for a filter: as the key of its Field, where the
    row as a whole has none of its own.
    """

    key: str
    label: str
    attributes: tuple[str, ...]
    say: Say
    language: Language | None = None
    """Of a name only the one of this language."""
    same: str = N_("worded anew")
    """What is said of a change that leaves the words as they were."""

    def value(self, row: Row) -> object:
        found: Any = attrgetter(*self.attributes)(row)
        return found.given(self.language) if self.language else found


WHOLE: Final = Part("whole", "", (), lambda row, rows: "")
"""Stands for the row itself, which came or went."""


@record
class TableParts:
    """What is said of the rows of one table.

    ``label`` is the msgid of what such a row is and ``key`` its name for a filter, both by the row:
    a commitment is the finish or the start of its item. ``say`` says the row as a whole.
    """

    parts: tuple[Part, ...]
    say: Say
    label: Callable[[Any], str]
    key: Callable[[Any], str]


def parts_of(table: str) -> TableParts:
    return _TABLES[table]


def changed_parts(table: str, before: Row, after: Row) -> list[Part]:
    """The values that differ between two states of one row."""
    parts = _TABLES[table].parts
    return [part for part in parts if part.value(before) != part.value(after)]


# -- the tables ------------------------------------------------------------------------------------


def _field_part(field: Field) -> Part | None:
    match field.target:
        case Attribute(name) | PeriodIn(name):
            return Part(field.key, field.label, (name,), as_cell(field))
        case MoneyIn(amount, currency):
            return Part(field.key, field.label, (amount, currency), as_cell(field))
        case NameIn(language) if language is not None:
            return Part(field.key, field.label, ("name",), name_in("name", language), language)
        case OwnCalendarIn():
            attribute = "own_calendar_id"
            return Part(field.key, field.label, (attribute,), referred("calendars", attribute))
        case ActualEdge(edge):
            name = f"actual_{edge.value}"
            return Part(field.key, field.label, (name, f"{name}_wording"), as_cell(field))
        case _:
            return None


def _place_part(*attributes: str, say: Say = place) -> Part:
    label, anew = N_("Place in the order"), N_("arranged anew")
    return Part("place", label, (*attributes, "position"), say, same=anew)


def _row_parts(on: On, *more: Part) -> tuple[Part, ...]:
    fields = (field for field in FIELDS if field.on in (On.BOTH, on))
    return (*(part for field in fields if (part := _field_part(field)) is not None), *more)


def _names(attribute: str, label: str) -> tuple[Part, ...]:
    """``label`` of one name in each language: "Name in English" …"""
    labels = {language: FIELD[f"name_{language.value}"].label for language in Language}
    return tuple(
        Part(
            f"{attribute}_{language.value}",
            labels[language] if attribute == "name" else label,
            (attribute,),
            name_in(attribute, language),
            language,
        )
        for language in Language
    )


def _same(text: str) -> Callable[[Any], str]:
    return lambda row: text


_EDGES: Final = {
    field.target.edge: field for field in FIELDS if isinstance(field.target, CommittedEdge)
}
_ROLES: Final = {field.target.role: field for field in FIELDS if isinstance(field.target, BodiesIn)}
_MEASURES: Final = {
    field.target.measure: field for field in FIELDS if isinstance(field.target, Figure)
}
_SETTINGS: Final[Mapping[str, str]] = {
    "title": N_("Title of the file"),
    "office": N_("Office"),
    "status_date": N_("Status date"),
}


def _setting_label(row: Setting) -> str:
    if row.key.startswith(VIEW_PREFIX):
        return N_("View of a table")
    return _SETTINGS.get(row.key, row.key)


_SOURCE_ID: Final = Part("source", N_("Source"), ("source_id",), referred("sources", "source_id"))
_NOTE: Final = Part("note", FIELD["note"].label, ("note",), typed("note"))


def _measure_key(row: Claim) -> str:
    field = _MEASURES.get(row.measure)
    return field.key if field else row.measure.value


_TABLES: Final[Mapping[str, TableParts]] = {
    "projects": TableParts(
        _row_parts(On.PROJECT, _place_part()),
        lambda row, rows: row_name(row, rows.translator.language),
        _same(""),
        _same("row"),
    ),
    "items": TableParts(
        _row_parts(
            On.ITEM,
            Part(
                "actual_source",
                N_("Source of what happened"),
                ("actual_source_id",),
                referred("sources", "actual_source_id"),
            ),
            _place_part("project_id", "parent_id"),
        ),
        lambda row, rows: row_name(row, rows.translator.language),
        _same(""),
        _same("row"),
    ),
    "commitments": TableParts(
        (
            Part(
                "deadline",
                "",
                ("deadline", "wording", "language"),
                dated("deadline", "wording", "language"),
            ),
            Part(
                "announced_on",
                FIELD["announced_on"].label,
                ("announced_on",),
                stated("announced_on"),
            ),
            Part(
                "commitment_source",
                FIELD["commitment_source"].label,
                ("source_id",),
                referred("sources", "source_id"),
            ),
            Part("reason", N_("Reason"), ("reason",), typed("reason")),
            Part("binding", N_("Binding"), ("binding",), stated("binding")),
            Part("recorded_on", N_("Recorded on"), ("recorded_on",), stated("recorded_on")),
        ),
        dated("deadline", "wording", "language"),
        lambda row: _EDGES[row.edge].label,
        lambda row: _EDGES[row.edge].key,
    ),
    "claims": TableParts(
        (
            Part("value", "", ("value", "upper", "bound", "unit", "basis"), amount),
            Part("detail", N_("Detail"), ("detail",), typed("detail")),
            Part("period", N_("Period"), ("period",), stated("period")),
            Part("as_of", N_("As of"), ("as_of",), stated("as_of")),
            Part("stated_by", N_("Stated by"), ("stated_by",), typed("stated_by")),
            Part("side", FIELD["side"].label, ("side",), stated("side")),
            Part("wording", FIELD["wording"].label, ("wording",), typed("wording")),
            _SOURCE_ID,
            Part("leading", N_("Leads"), ("leading",), stated("leading")),
            _NOTE,
        ),
        figure,
        lambda row: choice_label(row.measure),
        _measure_key,
    ),
    "body_roles": TableParts(
        (
            Part("body", "", ("body_id",), referred("bodies", "body_id")),
            _place_part(say=lambda row, rows: ""),
        ),
        referred("bodies", "body_id"),
        lambda row: choice_label(row.role),
        lambda row: _ROLES[row.role].key,
    ),
    "citations": TableParts(
        (Part("cited", "", ("source_id", "what"), cited),),
        cited,
        _same(FIELD["source"].label),
        _same("source"),
    ),
    "notes": TableParts(
        (
            Part("text", "", ("text",), typed("text")),
            Part("noted_on", N_("Date"), ("noted_on",), stated("noted_on")),
            Part("author", N_("Author"), ("author",), typed("author")),
            _SOURCE_ID,
        ),
        typed("text"),
        _same(FIELD["progress"].label),
        _same("progress"),
    ),
    "links": TableParts(
        (Part("link", "", ("successor_id", "type", "lag", "lag_unit"), link),),
        link,
        _same(N_("Link")),
        _same("link"),
    ),
    "sources": TableParts(
        (
            Part("key", N_("Short name of the source"), ("key",), typed("key")),
            Part("title", N_("Title of the source"), ("title",), typed("title")),
            Part("publisher", N_("Publisher"), ("publisher",), typed("publisher")),
            Part(
                "published",
                N_("Published"),
                ("published", "published_wording"),
                dated("published", "published_wording"),
            ),
            Part("url", N_("Address on the web"), ("url",), typed("url")),
            _NOTE,
        ),
        lambda row, rows: row_name(row, rows.translator.language),
        _same(N_("Source")),
        _same("sources"),
    ),
    "bodies": TableParts(
        (
            *_names("name", ""),
            *_names("short_name", N_("Short name")),
            Part("side", FIELD["side"].label, ("side",), stated("side")),
            _NOTE,
        ),
        lambda row, rows: row_name(row, rows.translator.language),
        _same(N_("Body")),
        _same("bodies"),
    ),
    "calendars": TableParts(
        (
            *_names("name", ""),
            Part("base", N_("Public holidays of"), ("base",), stated("base")),
            Part("weekdays", N_("Working days of the week"), ("weekdays",), weekdays),
            _NOTE,
        ),
        lambda row, rows: row_name(row, rows.translator.language),
        _same(N_("Calendar of the file")),
        _same("calendars"),
    ),
    "calendar_days": TableParts(
        (
            Part("day", "", ("day", "works", "name"), calendar_day),
            _SOURCE_ID,
            _NOTE,
        ),
        calendar_day,
        _same(N_("Day of a calendar")),
        _same("calendars"),
    ),
    "scenarios": TableParts(
        (Part("name", N_("Name"), ("name",), typed("name")), _NOTE),
        typed("name"),
        _same(N_("Scenario")),
        _same("scenarios"),
    ),
    "scenario_moves": TableParts(
        (
            Part("supposed", "", ("start", "finish", "duration"), supposed),
            Part("of", "", ("scenario_id",), referred("scenarios", "scenario_id")),
        ),
        supposed,
        _same(N_("Scenario")),
        _same("scenarios"),
    ),
    "risk_runs": TableParts(
        (Part("risk", "", ("status_date", "seed", "runs", "distribution", "inputs"), sampling),),
        sampling,
        _same(N_("Risk sampling")),
        _same("risk"),
    ),
    "risk_results": TableParts(
        (Part("risk", "", ("run_id", "p50", "p80", "driving"), risk_result),),
        risk_result,
        _same(N_("Risk sampling")),
        _same("risk"),
    ),
    "settings": TableParts(
        (Part("setting", "", ("value",), setting, same=N_("other columns or rows")),),
        setting,
        _setting_label,
        _same("settings"),
    ),
}


def field_choices(translator: Translator) -> list[tuple[str, str]]:
    """What lines can be filtered by: the key and the name of each field, in their order."""
    fields = [(field.key, field.label) for field in FIELDS if field.target is not None]
    others = [
        *(("source", N_("Source")), ("place", N_("Place in the order")), ("link", N_("Link"))),
        *(("row", N_("Rows added and deleted")), ("bodies", N_("Body"))),
        *(("sources", N_("List of sources")), ("settings", N_("Settings of the file"))),
        *(("calendars", N_("Calendars")), ("scenarios", N_("Scenario"))),
        ("risk", N_("Risk sampling")),
    ]
    return [(key, translator.text(label)) for key, label in (*fields, *others) if key != "name"]
