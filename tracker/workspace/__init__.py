"""An open file and what a user can do to it: no Qt, no SQL."""

from tracker.workspace.changes import Changes, RowChange
from tracker.workspace.workspace import Workspace

__all__ = ["Changes", "RowChange", "Workspace"]
