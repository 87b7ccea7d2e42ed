"""Commands about a file: make it, describe it, check it, tell its history."""

from __future__ import annotations

import getpass
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tracker.cli.failures import Refusal, one_line
from tracker.cli.speech import _, language_option, translator_of
from tracker.domain.errors import UserError
from tracker.language import N_, Translator

if TYPE_CHECKING:
    from tracker.domain.portfolio import Portfolio
    from tracker.storage.journal import Entry
    from tracker.workspace.workspace import Workspace

FILE: Final = "FILE"
_MESSAGES: Final = _("Language of the messages.")


def file_argument() -> click.Argument:
    return click.Argument(["file"], type=click.Path(path_type=Path), metavar=FILE)


def open_workspace(file: Path, *, read_only: bool) -> Workspace:
    """Open a file in the name of the system's user. Raises FileError."""
    from tracker.workspace.workspace import Workspace

    return Workspace.open(file, user=system_user(), read_only=read_only)


@contextmanager
def opened_as_of(file: Path, day: date | None) -> Iterator[Workspace]:
    """The file to read, as it was at the end of ``day`` with its history; as it is without one.

    Raises FileError, and UserError where the file held nothing on that day.
    """
    with open_workspace(file, read_only=True) as workspace:
        if day is None:
            yield workspace
            return
        with workspace.rewound(day) as then:
            if not then.portfolio.projects:
                raise UserError(
                    N_("The file held nothing yet on {day}. Choose a later day."), day=day
                )
            yield then


def system_user() -> str:
    """The name under which the user is logged in, "" where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def judged_day(
    portfolio: Portfolio, today: date, *, given: date | None = None, as_of: date | None = None
) -> date:
    """The day on which statuses are judged and from which is forecast, in every command.

    The one that was ``given``, else the past day that is looked at, else the file's own, else
    ``today``. What is shown as of a day is judged on it: on a later one it would all be overdue.
    """
    if given is not None or as_of is not None:
        return given or as_of or today
    setting = portfolio.setting("status_date")
    return date.fromisoformat(setting) if setting else today


STATUS_DATE_HELP: Final = _(
    "Day on which statuses are judged; if left out that of --as-of, else that of the file, else "
    "today."
)


# -- new -------------------------------------------------------------------------------------------


@click.pass_context
def _new(ctx: click.Context, file: Path, sample: bool) -> None:
    if sample:
        from tracker.exchange.sample import write_sample

        write_sample(file, user=system_user())
    else:
        from tracker.workspace.workspace import Workspace

        Workspace.create(file, user=system_user()).close()
    click.echo(translator_of(ctx).text(N_("Created {file}")).format(file=file))


new = click.Command(
    "new",
    callback=_new,
    params=[
        file_argument(),
        click.Option(["--sample"], is_flag=True, help=_("Fill it with the sample portfolio.")),
        language_option(_MESSAGES),
    ],
    help=_("Make a new portfolio file; one that exists is never replaced."),
    short_help=_("Make a new portfolio file."),
)


# -- info ------------------------------------------------------------------------------------------


@click.pass_context
def _info(ctx: click.Context, file: Path, as_json: bool) -> None:
    from tracker.domain.fields import choice_label
    from tracker.domain.status import Status

    with open_workspace(file, read_only=True) as workspace:
        facts = _facts(workspace)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    say = translator_of(ctx).text
    for key, label in _FACT_LABELS.items():
        click.echo(f"{say(label)}: {one_line(str(facts[key]))}")
    for status, count in facts["statuses"].items():
        click.echo(f"  {say(choice_label(Status(status)))}: {count}")


_FACT_LABELS: Final = {
    "file": N_("File"),
    "title": N_("Title"),
    "schema": N_("Version of the file"),
    "status_date": N_("Status date"),
    "projects": N_("Projects"),
    "phases": N_("Phases"),
    "activities": N_("Activities"),
    "milestones": N_("Milestones"),
    "commitments": N_("Commitments"),
    "links": N_("Links"),
    "bodies": N_("Bodies"),
    "sources": N_("Sources"),
    "figures": N_("Figures"),
    "notes": N_("Progress notes"),
}


def _facts(workspace: Workspace) -> dict[str, Any]:
    from tracker.domain.model import ItemKind
    from tracker.storage import migrations

    portfolio = workspace.portfolio
    on = judged_day(portfolio, workspace.today())
    kinds = Counter(item.kind for item in portfolio.items)
    return {
        "file": str(workspace.path),
        "title": portfolio.setting("title"),
        # A file is open only when it has been through every step.
        "schema": migrations.names()[-1],
        "status_date": on.isoformat(),
        "projects": len(portfolio.projects),
        "phases": kinds[ItemKind.PHASE],
        "activities": kinds[ItemKind.ACTIVITY],
        "milestones": kinds[ItemKind.MILESTONE],
        "commitments": len(portfolio.commitments),
        "links": len(portfolio.links),
        "bodies": len(portfolio.bodies),
        "sources": len(portfolio.sources),
        "figures": len(portfolio.claims),
        "notes": len(portfolio.notes),
        "statuses": _statuses(portfolio, on),
    }


def _statuses(portfolio: Portfolio, on: date) -> dict[str, int]:
    """How many projects have each status."""
    from tracker.domain.foresight import judged_status
    from tracker.domain.status import Status

    counts = Counter(judged_status(portfolio, project, on) for project in portfolio.projects)
    return {status.value: counts[status] for status in Status if counts[status]}


info = click.Command(
    "info",
    callback=_info,
    params=[
        file_argument(),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print one JSON object.")),
        language_option(_MESSAGES),
    ],
    help=_("Tell what a file holds: its title, what there is of each kind, statuses of projects."),
    short_help=_("Tell what a file holds."),
)


# -- check -----------------------------------------------------------------------------------------


@click.pass_context
def _check(ctx: click.Context, file: Path) -> None:
    translator = translator_of(ctx)
    with open_workspace(file, read_only=True) as workspace:
        findings = workspace.check()
    for finding in findings:
        click.echo(one_line(finding.text(translator.text)))
    if findings:
        count = len(findings)
        told = translator.plural(
            "“{file}” has {n} problem, named above. A sound copy may be in its backups.",
            "“{file}” has {n} problems, named above. A sound copy may be in its backups.",
            count,
        )
        raise Refusal(told.format(file=file.name, n=count))
    click.echo(translator.text(N_("“{file}” is sound.")).format(file=file.name))


check = click.Command(
    "check",
    callback=_check,
    params=[file_argument(), language_option(_MESSAGES)],
    help=_("Check a file: every page, every reference, and the history against the rows."),
    short_help=_("Check that a file is sound."),
)


# -- history ---------------------------------------------------------------------------------------


@click.pass_context
def _history(ctx: click.Context, file: Path, as_json: bool) -> None:
    translator = translator_of(ctx)
    with open_workspace(file, read_only=True) as workspace:
        if as_json:
            _print_json(workspace, translator)
            return
        for entry in workspace.history():
            who = f"{entry.user} ({entry.office})" if entry.office else entry.user
            when = f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}"
            click.echo(one_line(f"{when}  {who or '–'}  {_label(entry, translator)}"))


def _print_json(workspace: Workspace, translator: Translator) -> None:
    """One array, an entry a line, written as it is read."""
    before = "[\n"
    for entry in workspace.history():
        changes = workspace.changes_of(entry)
        described = {
            "id": entry.id,
            "at": entry.at.isoformat(),
            "user": entry.user,
            "office": entry.office,
            "operation": entry.operation,
            "kind": entry.kind.value,
            "label": _label(entry, translator),
            "details": entry.details,
            "reverses": entry.reverses,
            "changes": [
                {
                    "table": change.table,
                    "id": change.id,
                    "uid": row.uid,
                    "change": _change(change.before is None, change.after is None),
                }
                for change in changes.rows
                if (row := change.after or change.before)
            ],
        }
        click.echo(before + json.dumps(described, ensure_ascii=False), nl=False)
        before = ",\n"
    click.echo("\n]" if before == ",\n" else "[]")


def _change(was_none: bool, is_none: bool) -> str:
    return "added" if was_none else "deleted" if is_none else "changed"


_KIND_LABELS: Final = {"undo": N_("undo: {step}"), "redo": N_("redo: {step}")}


def _label(entry: Entry, translator: Translator) -> str:
    from tracker.workspace.labels import operation_text

    text = operation_text(entry.operation, entry.details, translator)
    return translator.text(_KIND_LABELS.get(entry.kind, "{step}")).format(step=text)


history = click.Command(
    "history",
    callback=_history,
    params=[
        file_argument(),
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            help=_("Print a JSON array with the rows that each step changed."),
        ),
        language_option(_MESSAGES),
    ],
    help=_("Tell who changed what and when, the latest first."),
)
