"""``timeline``: the chart as a picture, painted without a display."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tracker.cli.files import file_argument, open_workspace, status_date
from tracker.cli.speech import OneOf, _, language_of, language_option
from tracker.cli.targets import format_of, target_argument, writing
from tracker.domain.errors import UserError
from tracker.language import N_, Language, translator

if TYPE_CHECKING:
    from tracker.domain.period import Period
    from tracker.workspace.workspace import Workspace

_THEME_NAMES: Final = ("light", "dark")
_WIDTH: Final = 1600


class PeriodText(click.ParamType):  # type: ignore[type-arg]
    """A period as officials write it: 2026-Q4, IV кв. 2026, 2027."""

    name = "period"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "PERIOD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        from tracker.domain.date_reader import read_period

        return read_period(str(value), language=language_of(ctx) if ctx else None)


class WholeNumber(click.ParamType):  # type: ignore[type-arg]
    """A number of pixels."""

    name = "number"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "N"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise UserError(
                N_("“{option}” takes a whole number, not “{value}”."),
                option=param.opts[-1] if param else "",
                value=text,
            )
        return int(text)


@click.pass_context
def _timeline(
    ctx: click.Context,
    file: Path,
    target: Path,
    first: Period | None,
    last: Period | None,
    width: int,
    height: int | None,
    theme: str,
) -> None:
    format_of(target, None, ("png",))
    if first and last and last.last < first.first:
        raise UserError(
            N_("The timeline would end before it begins. Exchange “--from” and “--to”.")
        )
    with open_workspace(file, read_only=True) as workspace:
        picture = paint(
            workspace,
            language_of(ctx),
            first=first.first if first else None,
            last=last.last if last else None,
            width=width,
            height=height,
            theme=theme,
        )
    with writing(file, target) as stream:
        stream.write(picture)


def paint(
    workspace: Workspace,
    language: Language,
    *,
    first: date | None = None,
    last: date | None = None,
    width: int = _WIDTH,
    height: int | None = None,
    theme: str = _THEME_NAMES[0],
) -> bytes:
    """The timeline of all rows as the content of a PNG file; sizes are in pixels.

    Raises UserError for a size that cannot be painted, and where Qt lacks a library.
    """
    try:
        from tracker.paper.offscreen import prepare_offscreen
        from tracker.paper.theme import THEMES, ThemeName
        from tracker.paper.timeline_picture import paint_timeline_picture, png_bytes
    except ImportError as error:
        raise UserError(
            N_("No picture can be painted: {reason}. Install what is missing."), reason=error
        ) from error
    from tracker.workspace.query import Query, rows

    prepare_offscreen()
    portfolio = workspace.portfolio
    on = status_date(workspace)
    image = paint_timeline_picture(
        portfolio,
        rows(portfolio, Query(), translator=translator(language), status_date=on),
        language=language,
        theme=THEMES[ThemeName(theme)],
        status_date=on,
        title=portfolio.setting("title") or workspace.path.stem,
        first=first,
        last=last,
        width=width,
        height=height,
        today=workspace.today(),
    )
    return png_bytes(image)


timeline = click.Command(
    "timeline",
    callback=_timeline,
    params=[
        file_argument(),
        target_argument("TARGET.png|-"),
        click.Option(
            ["--from", "first"],
            type=PeriodText(),
            help=_("First period shown, such as 2026-Q1; all that is known if left out."),
        ),
        click.Option(["--to", "last"], type=PeriodText(), help=_("Last period shown.")),
        click.Option(
            ["--width"],
            type=WholeNumber(),
            default=_WIDTH,
            show_default=True,
            help=_("Width in pixels."),
        ),
        click.Option(
            ["--height"],
            type=WholeNumber(),
            help=_("Height in pixels; as the rows need if left out."),
        ),
        language_option(_("Language of the picture; the system's if left out.")),
        click.Option(
            ["--theme"],
            type=OneOf(_THEME_NAMES),
            default=_THEME_NAMES[0],
            show_default=True,
            help=_("Colours."),
        ),
    ],
    help=_("Paint the timeline as a PNG picture; no display is needed. “-” is standard output."),
    short_help=_("Paint the timeline as a PNG picture."),
)
