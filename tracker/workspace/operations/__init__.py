"""Everything a user can do to an open file: one small function for each, one step of the journal.

Each takes the workspace and keyword arguments, refuses with a ConflictError what the file cannot
hold, and does nothing where nothing would change.
"""

from tracker.workspace.operations.cells import CellsOfRow, NewRows, Refused, Written, set_cells
from tracker.workspace.operations.dates import (
    NewDate,
    commit_dates,
    commit_deadline,
    correct_commitment,
    delete_commitment,
    explain_commitments,
    new_dates,
    set_actual,
    shift_dates,
)
from tracker.workspace.operations.fields import clear_cells, set_field
from tracker.workspace.operations.figures import (
    add_note,
    delete_claim,
    delete_note,
    edit_claim,
    edit_note,
    lead_claim,
    state_figure,
)
from tracker.workspace.operations.imports import ImportedRow, NewRow, Promise, import_rows
from tracker.workspace.operations.relations import (
    add_link,
    add_source,
    cite,
    delete_source,
    edit_body,
    edit_link,
    edit_source,
    link_in_order,
    remove_citation,
    remove_link,
    set_bodies,
    source_key,
)
from tracker.workspace.operations.restoring import restore_file, restore_row, restore_value
from tracker.workspace.operations.rows import (
    LAST,
    add_item,
    add_project,
    delete_rows,
    indent,
    move_down,
    move_to,
    move_up,
    outdent,
    rename,
)
from tracker.workspace.operations.settings import set_setting

__all__ = [
    "LAST",
    "CellsOfRow",
    "ImportedRow",
    "NewDate",
    "NewRow",
    "NewRows",
    "Promise",
    "Refused",
    "Written",
    "add_item",
    "add_link",
    "add_note",
    "add_project",
    "add_source",
    "cite",
    "clear_cells",
    "commit_dates",
    "commit_deadline",
    "correct_commitment",
    "delete_claim",
    "delete_commitment",
    "delete_note",
    "delete_rows",
    "delete_source",
    "edit_body",
    "edit_claim",
    "edit_link",
    "edit_note",
    "edit_source",
    "explain_commitments",
    "import_rows",
    "indent",
    "lead_claim",
    "link_in_order",
    "move_down",
    "move_to",
    "move_up",
    "new_dates",
    "outdent",
    "remove_citation",
    "remove_link",
    "rename",
    "restore_file",
    "restore_row",
    "restore_value",
    "set_actual",
    "set_bodies",
    "set_cells",
    "set_field",
    "set_setting",
    "shift_dates",
    "source_key",
    "state_figure",
]
