"""What a form can be written as: CSV in each dialect, a workbook, a PDF, or a calendar."""

from __future__ import annotations

from typing import Final

from tracker.exchange.dialects import DIALECTS, Days, Dialect, default_dialect
from tracker.language import N_, Language
from tracker.records import record


@record
class Format:
    """``label`` and ``about`` are msgids; a ``dialect`` has what is written as characters."""

    key: str
    label: str
    about: str
    suffix: str
    dialect: Dialect | None = None

    @property
    def days(self) -> Days:
        """How a plain day is written."""
        return self.dialect.days if self.dialect else Days.DOTTED

    def shown_in(self, language: Language) -> Dialect:
        """The dialect in whose words the preview shows the cells."""
        return self.dialect or default_dialect(language)


WORKBOOK: Final = Format(
    "xlsx", N_("Excel workbook (XLSX)"), N_("real dates and numbers, frozen headings"), ".xlsx"
)
PAPER: Final = Format(
    "pdf", N_("PDF on A4"), N_("repeated headings, page numbers, sources at the end"), ".pdf"
)
CALENDAR: Final = Format(
    "ics", N_("Calendar (ICS)"), N_("all milestones with a date, each over its period"), ".ics"
)


def _of(dialect: Dialect) -> Format:
    return Format(dialect.name, dialect.label, dialect.about, dialect.suffix, dialect)


_OLD: Final = ("windows-1251", "kz-1048", "tsv")
_COMMON: Final = [_of(each) for each in DIALECTS.values() if each.name not in _OLD]

FORMATS: Final = {
    format.key: format
    for format in (
        *_COMMON,
        WORKBOOK,
        PAPER,
        CALENDAR,
        *(_of(DIALECTS[name]) for name in _OLD),
    )
}
"""By key, in the order in which they are offered."""


def default_format(language: Language) -> Format:
    """What the readers of a language open by a double click."""
    return FORMATS[default_dialect(language).name]
