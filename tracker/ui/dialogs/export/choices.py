"""What is chosen in the export, as plain values that can be kept until the next time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

from tracker.language import Language
from tracker.records import record
from tracker.ui.dialogs.kept import kept_choices, kept_text

ALL_ROWS: Final = ""
SHOWN_ROWS: Final = "shown"


@record
class Around:
    """Which lines stand around and between the rows, where the form has them."""

    title: bool = True
    as_of: bool = True
    sections: bool = True
    total: bool = True


@record
class Choices:
    """``format`` "" follows the language. ``rows`` is :data:`ALL_ROWS`, :data:`SHOWN_ROWS`, or the
    uid of a project. ``columns`` are the keys of the columns of a form, by its id, where they are
    not the form's own. ``where`` is a filter as it was typed.
    """

    form: str = ""
    language: Language | None = None
    format: str = ""
    rows: str = ALL_ROWS
    period: str = ""
    where: str = ""
    machine_dates: bool = False
    around: Around = Around()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """As :meth:`of_text` reads it.

        Days are not among it: the day of one report would be wrong above the next.
        """
        return kept_text(
            {
                "form": self.form,
                "language": self.language or "",
                "format": self.format,
                "rows": self.rows,
                "period": self.period,
                "where": self.where,
                "machine_dates": self.machine_dates,
                "title": self.around.title,
                "as_of": self.around.as_of,
                "sections": self.around.sections,
                "total": self.around.total,
                "columns": {form: list(keys) for form, keys in self.columns.items()},
            }
        )

    @classmethod
    def of_text(cls, text: str) -> Choices:
        """Read what was kept; whatever makes no sense counts as not chosen."""
        kept = kept_choices(text)
        language = _text(kept, "language")
        columns = kept.get("columns")
        return cls(
            form=_text(kept, "form"),
            language=Language(language) if language in set(Language) else None,
            format=_text(kept, "format"),
            rows=_text(kept, "rows"),
            period=_text(kept, "period"),
            where=_text(kept, "where"),
            machine_dates=kept.get("machine_dates") is True,
            around=Around(
                *(kept.get(key) is not False for key in ("title", "as_of", "sections", "total"))
            ),
            columns={
                form: tuple(str(key) for key in keys)
                for form, keys in (columns.items() if isinstance(columns, dict) else ())
                if isinstance(keys, list)
            },
        )


def _text(kept: Mapping[str, Any], key: str) -> str:
    value = kept.get(key)
    return value if isinstance(value, str) else ""
