"""Without a command: the window, and on a machine without a display what it would have shown."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from tracker.cli.display import has_display, missing_library
from tracker.cli.exports import write_csv
from tracker.cli.files import open_workspace, system_user
from tracker.cli.pictures import paint
from tracker.cli.speech import _, language_of, language_option, translator_of
from tracker.cli.start import show
from tracker.domain.errors import UserError
from tracker.exchange.safe_write import replacing
from tracker.language import N_, Language

_BUILD: Final = Path("build")

_NO_DISPLAY: Final = N_(
    "There is no display to open a window on. “{help}” lists the commands that need none."
)
_NO_LIBRARY: Final = N_(
    "No window can be opened: {reason}. Install what is missing; the commands work without it."
)
_INSTEAD: Final = N_(
    "There is no display to open a window on; the roadmap and a picture of the timeline were "
    "written instead:"
)


@click.pass_context
def _open(ctx: click.Context, file: Path | None, sample: bool) -> None:
    if file is not None and not file.exists():
        raise UserError(N_("There is no file “{file}”."), file=file)
    if not has_display():
        if not sample:
            raise UserError(_NO_DISPLAY, help=f"{ctx.find_root().command_path} --help")
        _write_instead(ctx)
        return
    if (reason := missing_library()) is not None:
        raise UserError(_NO_LIBRARY, reason=reason)
    ctx.exit(show(file, sample))


def _write_instead(ctx: click.Context) -> None:
    from tracker.exchange.sample import write_sample

    _BUILD.mkdir(exist_ok=True)
    sample = _BUILD / "sample.cotrack"
    # Made anew, so that the papers are those of the program that was started.
    sample.unlink(missing_ok=True)
    write_sample(sample, user=system_user())
    table, picture = _BUILD / "roadmap_ru.csv", _BUILD / "timeline.png"
    with open_workspace(sample, read_only=True) as workspace:
        with replacing(table) as stream:
            write_csv(workspace, stream, "roadmap", Language.RU)
        with replacing(picture) as stream:
            paint(workspace, stream, language_of(ctx), "png")
    click.echo(translator_of(ctx).text(_INSTEAD))
    for paper in (table, picture):
        click.echo(paper)


open_ = click.Command(
    "open",
    callback=_open,
    hidden=True,
    params=[
        click.Argument(
            ["file"], required=False, type=click.Path(path_type=Path), metavar=_("[FILE]")
        ),
        click.Option(["--sample"], is_flag=True, help=_("Open your copy of the sample portfolio.")),
        language_option(_("Language of the messages.")),
    ],
    help=_("Open the window."),
)
