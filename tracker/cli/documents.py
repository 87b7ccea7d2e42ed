"""``import``: an interchange document into a file."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.files import file_argument, open_workspace
from tracker.cli.speech import _, language_option, translator_of
from tracker.domain.errors import FileError
from tracker.language import N_


@click.pass_context
def _import(ctx: click.Context, file: Path, source: Path) -> None:
    from tracker.exchange.json_document import import_document

    try:
        document = source.read_bytes()
    except OSError as error:
        raise FileError(
            N_("“{file}” cannot be read: {reason}."), file=source, reason=error.strerror or error
        ) from error
    with open_workspace(file, read_only=False) as workspace:
        report = import_document(workspace, document, source=source.name)
    told = N_("{rows} rows read: {created} new, {updated} changed, {unchanged} unchanged")
    click.echo(
        translator_of(ctx)
        .text(told)
        .format(
            rows=report.rows,
            created=report.created,
            updated=report.updated,
            unchanged=report.unchanged,
        )
    )


import_ = click.Command(
    "import",
    callback=_import,
    params=[
        file_argument(),
        click.Argument(["source"], type=click.Path(path_type=Path), metavar="SOURCE.json"),
        language_option(_("Language of the messages.")),
    ],
    help=_(
        "Take a document written by “export FILE TARGET.json” into a file. Rows that the file "
        "has become what the document says; the rest of the file stays. One undo takes it back."
    ),
    short_help=_("Take a JSON document into a file."),
)
