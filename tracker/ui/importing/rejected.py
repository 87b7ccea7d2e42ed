"""Saves the rows that an import refuses, to be mended and imported again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.exchange.safe_write import replacing
from tracker.exchange.table_in import Preview, Table, check_is_another, write_rejected
from tracker.ui.i18n import Texts
from tracker.ui.places import documents_folder


def save_rejected(
    parent: QWidget, table: Table, preview: Preview, origin: Path | None, texts: Texts
) -> None:
    """Ask where the refused rows go, and write them with their reasons. Raises UserError."""
    _ = texts.text
    stem = Path(table.source.name).stem
    name = _("{file}, refused rows").format(file=stem)
    folder = documents_folder() if origin is None else origin.parent
    found, _filter = QFileDialog.getSaveFileName(
        parent, _("Save the refused rows"), str(folder / f"{name}.csv"), f"{_('CSV files')} (*.csv)"
    )
    if not found:
        return
    target = Path(found if found.lower().endswith(".csv") else f"{found}.csv")
    if origin is not None:
        check_is_another(target, origin)
    with replacing(target) as file:
        write_rejected(table, preview, file, texts.translator)
