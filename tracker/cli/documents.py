"""``import``: an interchange document, or somebody's table, into a file."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tracker.cli.files import file_argument, open_workspace
from tracker.cli.speech import _, language_option, translator_of
from tracker.cli.tables import Wishes, import_table, read_text
from tracker.domain.errors import FileError, UserError
from tracker.language import N_, Translator

if TYPE_CHECKING:
    from tracker.exchange.json_document import ImportReport
    from tracker.workspace.workspace import Workspace


@click.pass_context
def _import(
    ctx: click.Context,
    file: Path,
    source: Path,
    mapping: str | None,
    sheet: str | None,
    encoding: str | None,
    delimiter: str | None,
    project: str | None,
    dry_run: bool,
    as_json: bool,
    rejected: Path | None,
) -> None:
    wishes = Wishes(mapping, sheet, encoding, delimiter, project, dry_run, as_json, rejected)
    speech = translator_of(ctx)
    with open_workspace(file, read_only=dry_run) as workspace:
        if source.suffix.lower() == ".json":
            _import_document(workspace, file, source, wishes, speech)
            return
        status = import_table(workspace, file, source, wishes, speech)
    ctx.exit(status)


def _import_document(
    workspace: Workspace, file: Path, source: Path, wishes: Wishes, speech: Translator
) -> None:
    from tracker.exchange.json_document import import_document

    for option in ("mapping", "sheet", "encoding", "delimiter", "project", "rejected"):
        if getattr(wishes, option) is not None:
            raise UserError(
                N_("“{option}” is for tables; a JSON document is taken as it is. Leave it out."),
                option=f"--{option}",
            )
    try:
        document = source.read_bytes()
    except OSError as error:
        raise FileError(
            N_("“{file}” cannot be read: {reason}."), file=source, reason=error.strerror or error
        ) from error
    if wishes.dry_run:
        report = _tried(file, document)
    else:
        report = import_document(workspace, document, source=source.name)
    counts = asdict(report)
    if wishes.as_json:
        click.echo(json.dumps({**counts, "rejected": []}, ensure_ascii=False, indent=2))
    else:
        click.echo(read_text(counts, speech))


def _tried(file: Path, document: bytes) -> ImportReport:
    """What a document would do to a file: it is taken into a copy that nobody keeps."""
    from tracker.exchange.json_document import import_document

    with TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        shutil.copyfile(file, copy)
        with open_workspace(copy, read_only=False) as trial:
            return import_document(trial, document)


import_ = click.Command(
    "import",
    callback=_import,
    params=[
        file_argument(),
        click.Argument(["source"], type=click.Path(path_type=Path), metavar="SOURCE"),
        click.Option(
            ["--mapping"],
            metavar="NAME|FILE.toml",
            help=_("What the columns are, as it was saved under a name or in a file."),
        ),
        click.Option(["--sheet"], metavar="NAME", help=_("The sheet of a workbook to read.")),
        click.Option(
            ["--encoding"],
            metavar="NAME",
            help=_("The encoding of a text, such as windows-1251; found out if left out."),
        ),
        click.Option(
            ["--delimiter"],
            metavar="SIGN",
            help=_("What stands between the cells of a text, “tab” for a tab; found out."),
        ),
        language_option(_("Language of the messages, and of headings that several have.")),
        click.Option(
            ["--project"],
            metavar="NAME",
            help=_("The project of rows that do not say it themselves."),
        ),
        click.Option(
            ["--dry-run"], is_flag=True, help=_("Tell what would be done; write nothing.")
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print one JSON object.")),
        click.Option(
            ["--rejected"],
            type=click.Path(path_type=Path),
            metavar="TARGET.csv",
            help=_("Write the refused rows with the reasons, to be mended and imported again."),
        ),
    ],
    help=_(
        "Take a table (CSV, TSV, XLSX) or a document written by “export FILE TARGET.json” into a "
        "file. Rows are known by UID, code or name; an empty cell changes nothing; a changed date "
        "is a new commitment. One undo takes it back. The exit status is 3 when rows were refused."
    ),
    short_help=_("Take a table or a JSON document into a file."),
)
