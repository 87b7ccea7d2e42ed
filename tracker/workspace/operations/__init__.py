"""Everything a user can do to an open file: one small function for each, one step of the journal.

Each takes the workspace and keyword arguments, refuses with a ConflictError what the file cannot
hold, and does nothing where nothing would change.

They are imported when the first of them is used: a window shows its file before anyone edits it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.workspace.operations.rooms import *  # noqa: F403
else:

    def __getattr__(name: str) -> object:
        # No "from … import rooms" here: it would ask this function for the module.
        return getattr(import_module("tracker.workspace.operations.rooms"), name)
