"""What goes on paper without a display: forms as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from tracker.domain.errors import UserError
from tracker.language import N_, Translator

if TYPE_CHECKING:
    from tracker.exchange.table import Table


def paint_form(table: Table, stream: BinaryIO, *, file_name: str, speech: Translator) -> None:
    """Write a form that was filled in as PDF, black on white.

    Raises UserError where Qt lacks a library.
    """
    try:
        from tracker.paper.offscreen import prepare_offscreen
        from tracker.paper.table_document import write_table
        from tracker.paper.theme import PRINT
    except ImportError as error:
        raise UserError(
            N_("No picture can be painted: {reason}. Install what is missing."), reason=error
        ) from error
    from tracker.exchange.printed_table import printed

    prepare_offscreen()
    write_table(stream, printed(table, file_name=file_name), translator=speech, theme=PRINT)
