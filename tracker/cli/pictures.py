"""``timeline``: the chart as a picture, painted without a display."""

from __future__ import annotations

from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from tracker.cli.files import STATUS_DATE_HELP, file_argument, judged_day, open_workspace
from tracker.cli.speech import OneOf, _, language_of, language_option
from tracker.cli.targets import format_of, target_argument, writing
from tracker.domain.errors import UserError
from tracker.language import N_, Language, translator

if TYPE_CHECKING:
    from tracker.domain.period import Period
    from tracker.timeline.sheets.sheet import Subject
    from tracker.workspace.workspace import Workspace

# Named here, so that --help need not load what paints; a test holds them to the originals.
FORMATS: Final = ("png", "pdf", "svg")
ZOOMS: Final = ("day", "week", "month", "quarter", "half-year", "year", "decade")
PAPERS: Final = ("A4", "A3", "A2", "A1", "A0")
THEMES: Final = ("light", "dark", "print")
GROUPS: Final = ("none", "project", "side", "region", "body", "sector", "status")

_WIDTH: Final = 1600

_NO_PAPER: Final = N_("“{option}” needs paper. Choose some, such as “--paper A4”.")
_NO_PICTURE: Final = N_("“{option}” is for a picture without paper. Leave out one of them.")


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
    zoom: str | None,
    group: str,
    text: str,
    on: Period | None,
    as_of: Period | None,
    paper: str | None,
    landscape: bool,
    tiles: bool,
    width: int | None,
    height: int | None,
    theme: str,
    format: str | None,
) -> None:
    chosen = format_of(target, format, FORMATS)
    _check(first, last)
    days = day_of(on, "--status-date"), day_of(as_of, "--as-of")
    _check_paper(paper, landscape=landscape, tiles=tiles, width=width, height=height)
    with open_workspace(file, read_only=True) as workspace:
        content = BytesIO()
        paint(
            workspace,
            content,
            language_of(ctx),
            chosen,
            span=(first.first if first else None, last.last if last else None),
            zoom=zoom,
            group=group,
            text=text,
            status_day=days[0],
            as_of=days[1],
            paper=paper,
            landscape=landscape,
            tiles=tiles,
            width=width,
            height=height,
            theme=theme,
        )
    with writing(file, target) as stream:
        stream.write(content.getbuffer())


def _check(first: Period | None, last: Period | None) -> None:
    if first and last and last.last < first.first:
        raise UserError(
            N_("The timeline would end before it begins. Exchange “--from” and “--to”.")
        )


def day_of(period: Period | None, option: str) -> date | None:
    """The one day of a period. Raises UserError, which names the option, for a longer one."""
    if period is not None and period.first != period.last:
        raise UserError(N_("“{option}” takes a day, such as 2026-03-31."), option=option)
    return period.first if period else None


def _check_paper(
    paper: str | None, *, landscape: bool, tiles: bool, width: int | None, height: int | None
) -> None:
    """Each option is for paper or for a picture without: together they would contradict."""
    for option, given in (("--landscape", landscape), ("--tiles", tiles)):
        if given and paper is None:
            raise UserError(_NO_PAPER, option=option)
    for option, size in (("--width", width), ("--height", height)):
        if size is not None and paper is not None:
            raise UserError(_NO_PICTURE, option=option)


def paint(
    workspace: Workspace,
    stream: BinaryIO,
    language: Language,
    format: str,
    *,
    span: tuple[date | None, date | None] = (None, None),
    zoom: str | None = None,
    group: str = GROUPS[0],
    text: str = "",
    status_day: date | None = None,
    as_of: date | None = None,
    paper: str | None = None,
    landscape: bool = False,
    tiles: bool = False,
    width: int | None = None,
    height: int | None = None,
    theme: str = THEMES[0],
) -> None:
    """Write the timeline; sizes are in pixels.

    Raises UserError for what cannot be painted, and where Qt lacks a library.
    """
    try:
        from tracker.paper.offscreen import prepare_offscreen
        from tracker.paper.theme import THEMES, ThemeName
        from tracker.paper.timeline_document import DocumentFormat, Wanted, write_timeline
    except ImportError as error:
        raise UserError(
            N_("No picture can be painted: {reason}. Install what is missing."), reason=error
        ) from error
    from tracker.timeline.scale import Level
    from tracker.timeline.sheets.paper import Paper, PaperSize
    from tracker.timeline.sheets.sheet import Span

    prepare_offscreen()
    wanted = Wanted(
        span=Span(*span),
        px_per_day=Level(zoom).px_per_day if zoom else None,
        paper=Paper(PaperSize(paper), landscape) if paper else None,
        tiles=tiles,
        height=height,
        width=_WIDTH if width is None else width,
    )
    write_timeline(
        stream,
        _subject(workspace, language, group, text, status_day=status_day, as_of=as_of),
        wanted,
        format=DocumentFormat(format),
        language=language,
        theme=THEMES[ThemeName(theme)],
    )


def _subject(
    workspace: Workspace,
    language: Language,
    group: str,
    text: str,
    *,
    status_day: date | None,
    as_of: date | None,
) -> Subject:
    """The rows that ``text`` finds, in the file as it is or as it was at the end of a day."""
    from tracker.domain.period import Period
    from tracker.domain.period_text import deadline_text
    from tracker.timeline.sheets.sheet import Subject
    from tracker.workspace.days_off import days_off_in_view
    from tracker.workspace.foresight import with_foresight
    from tracker.workspace.grouping import shown_rows
    from tracker.workspace.query import Grouping, Query
    from tracker.workspace.remarks import remarks_of_query
    from tracker.workspace.working_days import working_days

    speech = translator(language)
    portfolio = workspace.portfolio if as_of is None else workspace.as_of(as_of)
    said = []
    if as_of is not None:
        day = deadline_text(Period.day(as_of), language)
        if not portfolio.projects:
            raise UserError(N_("The file held nothing yet on {day}. Choose a later day."), day=day)
        said.append(speech.text(N_("As recorded on {day}")).format(day=day))
    on = judged_day(portfolio, workspace.today(), given=status_day, as_of=as_of)
    with_foresight(portfolio, on)
    query = Query(text=text, group=Grouping(group))
    found = shown_rows(portfolio, query, translator=speech, status_date=on)
    if text and not found:
        raise UserError(N_("No row says “{text}”. Look for something else."), text=text)
    said += remarks_of_query(query, found, portfolio, speech)
    return Subject(
        portfolio=portfolio,
        rows=found,
        status_date=on,
        title=portfolio.setting("title") or workspace.path.stem,
        is_today=on == workspace.today(),
        remarks=tuple(said),
        file_name=workspace.path.name,
        days_off=partial(days_off_in_view, working_days(portfolio)),
    )


timeline = click.Command(
    "timeline",
    callback=_timeline,
    params=[
        file_argument(),
        target_argument("TARGET.pdf|TARGET.svg|TARGET.png|-"),
        click.Option(
            ["--from", "first"],
            type=PeriodText(),
            help=_("First period shown, such as 2026-Q1; all that is known if left out."),
        ),
        click.Option(["--to", "last"], type=PeriodText(), help=_("Last period shown.")),
        click.Option(
            ["--zoom"],
            type=OneOf(ZOOMS),
            help=_("What one column of time is; what fits if left out."),
        ),
        click.Option(
            ["--group"],
            type=OneOf(GROUPS),
            default=GROUPS[0],
            show_default=True,
            help=_("What rows are brought together by."),
        ),
        click.Option(
            ["--filter", "text"],
            default="",
            metavar="TEXT",
            help=_("Only rows that say this somewhere, and the rows above them."),
        ),
        click.Option(
            ["--status-date", "on"], type=PeriodText(), metavar="DAY", help=STATUS_DATE_HELP
        ),
        click.Option(
            ["--as-of", "as_of"],
            type=PeriodText(),
            help=_("The file as it was at the end of this day."),
        ),
        click.Option(
            ["--paper"],
            type=OneOf(PAPERS),
            help=_("Size of the pages; one picture of any size if left out."),
        ),
        click.Option(["--landscape"], is_flag=True, help=_("Pages lie on their long side.")),
        click.Option(
            ["--tiles"],
            is_flag=True,
            help=_("Time that does not fit on a page goes on pages to be joined."),
        ),
        click.Option(
            ["--width"],
            type=WholeNumber(),
            help=_("Width of the picture in pixels; 1600 if left out."),
        ),
        click.Option(
            ["--height"],
            type=WholeNumber(),
            help=_("Height in pixels; as the rows need if left out."),
        ),
        language_option(_("Language of the picture; the system's if left out.")),
        click.Option(
            ["--theme"],
            type=OneOf(THEMES),
            default=THEMES[0],
            show_default=True,
            help=_("Colours; “print” is black only."),
        ),
        click.Option(
            ["--format"],
            type=OneOf(FORMATS),
            help=_("What to write where the name of the target does not say it."),
        ),
    ],
    help=_(
        "Paint the timeline as a PDF, SVG or PNG; no display is needed. “-” is standard output."
    ),
    short_help=_("Paint the timeline as a PDF, SVG or PNG."),
)
