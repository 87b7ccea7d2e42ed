"""The export dialog: which form, of which rows, in which language and format, with a preview."""

from tracker.ui.dialogs.export.commands import export
from tracker.ui.dialogs.export.dialog import Export

__all__ = ["Export", "export"]
