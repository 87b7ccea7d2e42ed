"""The part of ``import`` that takes other people's tables: a dry run, then one step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tracker.cli.failures import one_line
from tracker.cli.files import judged_day
from tracker.cli.targets import writing
from tracker.domain.errors import UserError
from tracker.language import N_, Translator
from tracker.records import record

if TYPE_CHECKING:
    from tracker.exchange.table_in import Preview, RowPreview, SavedMapping, Table
    from tracker.workspace.workspace import Workspace

REFUSED: Final = 3
"""The exit status when rows were left out."""


@record
class Wishes:
    """The options of the command that are about tables."""

    mapping: str | None
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    project: str | None
    dry_run: bool
    as_json: bool
    rejected: Path | None


def import_table(
    workspace: Workspace, file: Path, source: Path, wishes: Wishes, speech: Translator
) -> int:
    """Take a table into a file and tell what became of it; gives the exit status."""
    from tracker.exchange import table_in

    table = table_in.understand(
        table_in.read_source(
            source, encoding=wishes.encoding, delimiter=wishes.delimiter, sheet=wishes.sheet
        ),
        table_in.Options(likely=speech.language, mapping=_mapping(wishes.mapping)),
    )
    on = judged_day(workspace.portfolio, workspace.today())
    preview = table_in.preview(workspace, table, status_date=on, project=wishes.project)
    refused = list(preview.with_outcome(table_in.Outcome.REJECTED))
    if refused and wishes.rejected is not None:
        # First, so that no row is taken when what is left cannot be kept.
        table_in.check_is_another(wishes.rejected, source)
        with writing(file, wishes.rejected) as stream:
            table_in.write_rejected(table, preview, stream, speech)
    if not wishes.dry_run:
        table_in.apply(workspace, table, preview)
    if wishes.as_json:
        click.echo(json.dumps(_report(preview, refused, speech), ensure_ascii=False, indent=2))
    else:
        _tell(table, preview, refused, speech)
    return REFUSED if refused else 0


def _mapping(named: str | None) -> SavedMapping | None:
    if named is None:
        return None
    from tracker.exchange.table_in import mapping_path, read_mapping, saved_mappings

    if named.endswith(".toml"):
        return read_mapping(Path(named))
    # Qt knows where programs keep what is the user's own.
    from tracker.ui.places import mapping_folder

    folder = mapping_folder()
    path, saved = mapping_path(named, folder), saved_mappings(folder)
    if not path.exists() and saved:
        raise UserError(
            N_("There is no mapping “{name}”. Saved are: {names}."),
            name=named,
            names=", ".join(saved),
        )
    if not path.exists():
        raise UserError(
            N_(
                "There is no mapping “{name}”: none has been saved. Save one where a table is "
                "imported in the window, or name a TOML file."
            ),
            name=named,
        )
    return read_mapping(path)


def _report(preview: Preview, refused: list[RowPreview], speech: Translator) -> dict[str, Any]:
    from tracker.exchange.table_in import Outcome, reason_text

    return {
        "rows": len(preview.rows),
        **{each.value: preview.counts[each] for each in Outcome if each is not Outcome.REJECTED},
        "rejected": [
            {
                "row": row.number,
                "column": row.problems[0].column,
                "value": row.problems[0].value,
                "reason": reason_text(row, speech),
            }
            for row in refused
        ],
    }


def read_text(counts: Mapping[str, int], speech: Translator) -> str:
    """How many rows were read, and what became of them: ``counts`` by rows, created and so on."""
    return speech.plural(
        "{rows} row read: {created} new, {updated} changed, {unchanged} unchanged",
        "{rows} rows read: {created} new, {updated} changed, {unchanged} unchanged",
        counts["rows"],
    ).format(**counts)


def _tell(table: Table, preview: Preview, refused: list[RowPreview], speech: Translator) -> None:
    from tracker.exchange.table_in import Outcome, reason_text

    counts = {each.value: preview.counts[each] for each in Outcome}
    click.echo(read_text({**counts, "rows": len(preview.rows)}, speech))
    _tell_reading(table, speech)
    if not refused:
        return
    told = speech.plural("{n} row was refused:", "{n} rows were refused:", len(refused))
    click.echo(told.format(n=len(refused)), err=True)
    line = speech.text(N_("Row {row}, {column}: {reason}"))
    for row in refused:
        column = row.problems[0].column or row.name or "–"
        reason = reason_text(row, speech)
        click.echo(one_line(line.format(row=row.number, column=column, reason=reason)), err=True)


def _tell_reading(table: Table, speech: Translator) -> None:
    """What was found out about the table, so that a wrong guess is seen."""
    from tracker.domain.fields import FIELD
    from tracker.exchange.table_in import Ground

    source = table.source
    row, language = source.rows[table.layout.header].number, table.mapping.language.own_name
    if source.sheet:
        text = speech.text(N_("Read: sheet “{sheet}”, headings in row {row} ({language})"))
        told = text.format(sheet=source.sheet, row=row, language=language)
    else:
        text = speech.text(
            N_("Read: {encoding}, “{delimiter}”, headings in row {row} ({language})")
        )
        delimiter = "tab" if source.delimiter == "\t" else source.delimiter
        told = text.format(
            encoding=source.encoding, delimiter=delimiter, row=row, language=language
        )
    click.echo(one_line(told))
    by_content = [use for use in table.mapping.columns if use.ground is Ground.CONTENT]
    if by_content:
        names = ", ".join(
            f"{use.heading} → {speech.text(FIELD[use.fields[0]].label)}" for use in by_content
        )
        text = speech.text(N_("Columns known by their content: {names}"))
        click.echo(one_line(text.format(names=names)))
    if left_out := table.not_imported:
        names = ", ".join(use.heading for use in left_out)
        click.echo(one_line(speech.text(N_("Columns not imported: {names}")).format(names=names)))
