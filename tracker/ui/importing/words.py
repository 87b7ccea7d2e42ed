"""What the import calls things: encodings, signs, outcomes and columns."""

from __future__ import annotations

from typing import Final

from tracker.domain.fields import FIELD
from tracker.exchange.table_in import ColumnUse, DateOrder, DecimalSign, Ground, Outcome
from tracker.exchange.table_in.headings import UNIT, heading_for
from tracker.language import N_, Translator

ENCODING_NAMES: Final = {
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "windows-1251": "Windows-1251",
    "kz1048": "KZ-1048",
    "koi8-r": "KOI8-R",
    "cp866": "cp866 (DOS)",
}
DELIMITER_NAMES: Final = {
    ";": N_("Semicolon ;"),
    "\t": N_("Tab"),
    ",": N_("Comma ,"),
    "|": N_("Bar |"),
}
SIGN_NAMES: Final = {
    DecimalSign.COMMA: N_("Comma: 1 234,5"),
    DecimalSign.POINT: N_("Point: 1,234.5"),
    DecimalSign.UNKNOWN: N_("No number tells"),
}
ORDER_NAMES: Final = {
    DateOrder.DAY_FIRST: N_("Day first: 31/12/2026"),
    DateOrder.MONTH_FIRST: N_("Month first: 12/31/2026"),
    DateOrder.UNKNOWN: N_("No date tells"),
}
OUTCOME_NAMES: Final = {
    Outcome.CREATED: N_("New"),
    Outcome.UPDATED: N_("Changed"),
    Outcome.UNCHANGED: N_("Unchanged"),
    Outcome.REJECTED: N_("Refused"),
}
GROUND_NAMES: Final = {
    Ground.HEADING: N_("by its heading"),
    Ground.CONTENT: N_("by its content"),
    Ground.MAPPING: N_("as chosen"),
}


def counted(outcome: Outcome, n: int, speech: Translator) -> str:
    """How many rows have an outcome."""
    match outcome:
        case Outcome.CREATED:
            text = speech.plural("{n} new", "{n} new", n)
        case Outcome.UPDATED:
            text = speech.plural("{n} changed", "{n} changed", n)
        case Outcome.UNCHANGED:
            text = speech.plural("{n} unchanged", "{n} unchanged", n)
        case Outcome.REJECTED:
            text = speech.plural("{n} refused", "{n} refused", n)
    return text.format(n=n)


def key_name(key: str, speech: Translator) -> str:
    """What a column with this field is called."""
    if key in FIELD:
        return speech.text(FIELD[key].label)
    return heading_for(key, speech.language)


def use_name(use: ColumnUse, speech: Translator) -> str:
    """What a column is imported as."""
    if use.column is None:
        return speech.text(N_("Not imported"))
    if use.is_units:
        return key_name(UNIT, speech)
    return " + ".join(key_name(key, speech) for key in use.fields)


def imported_text(file: str, created: int, updated: int, translator: Translator) -> str:
    """What became of an import, with the way back."""
    return translator.plural(
        "{file}: {created} row added, {updated} changed. One undo takes it back.",
        "{file}: {created} rows added, {updated} changed. One undo takes it back.",
        created,
    ).format(file=file, created=created, updated=updated)
