"""Tables that only tell of rows and hold none: refused by name, rather than taken in amiss."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

from tracker.domain.errors import FileError
from tracker.exchange.forms import FORM_IDS, bundled_form
from tracker.exchange.table_in.headings import heading_key
from tracker.exchange.table_in.source import Source
from tracker.language import N_, Language

REPORT: Final = N_(
    "“{file}” is a report (“{title}”) and holds no rows to import. Take a roadmap, a register "
    "or milestones instead."
)
_SEARCHED: Final = 10
"""Rows among which the headings of a report are looked for."""
_SHARE: Final = 0.8
"""How many of its headings must be those of the report: others may have been added."""
_FEWEST: Final = 4


def refuse_report(source: Source) -> None:
    """Raises FileError for a table that a form of changes or figures has made."""
    for row in islice(source.rows, _SEARCHED):
        if row.refused is None:
            texts = [row.text(place) for place in range(len(row.cells))]
            title = _title_of([heading_key(text) for text in texts if text.strip()])
            if title:
                raise FileError(REPORT, file=source.name, title=title)


def _title_of(headings: Sequence[str]) -> str:
    for title, known in _reports():
        found = sum(heading in known for heading in headings)
        if found >= _FEWEST and found >= _SHARE * len(headings):
            return title
    return ""


@cache
def _reports() -> tuple[tuple[str, frozenset[str]], ...]:
    """The title of each report and its headings, in each language."""
    found = []
    for form in map(bundled_form, FORM_IDS):
        if form.rows.is_report:
            for language in Language:
                headings = [column.heading[language] for column in form.columns]
                headings += [
                    column.unit_heading[language] for column in form.columns if column.unit_heading
                ]
                found.append((form.title[language], frozenset(map(heading_key, headings))))
    return tuple(found)
