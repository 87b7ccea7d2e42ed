"""What the rows of a form are."""

from __future__ import annotations

from enum import StrEnum


class Rows(StrEnum):
    PROJECTS = "projects"
    ITEMS = "items"
    MILESTONES = "milestones"
    COMMITTED = "committed"
    """Items for whose finish somebody announced a date."""
    CLAIMS = "claims"
    """Figures that somebody stated."""
    CHANGES = "changes"
    """What the journal tells, value by value."""

    @property
    def is_report(self) -> bool:
        """Whether they only tell of rows: no import can take them in."""
        return self in (Rows.CLAIMS, Rows.CHANGES)
