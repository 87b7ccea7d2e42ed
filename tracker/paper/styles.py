"""How each style name of the chart looks in a theme: fill, line, hatch, font."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from PySide6.QtGui import QColor

from tracker.paper.fonts import FontRole
from tracker.paper.theme import BarColours, Theme, ThemeName, Tone
from tracker.records import record
from tracker.timeline.primitives import StyleName

S = StyleName

_DOTS: Final = (2.0, 2.0)
_DASHES: Final = (2.5, 2.0)
_FAR_DOTS: Final = (1.5, 3.0)


@record
class Look:
    """``fill`` for areas and texts; ``line``, ``width`` and ``dash`` (in pixels) for strokes."""

    fill: QColor | None = None
    line: QColor | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    hatch: QColor | None = None
    font: FontRole | None = None
    struck: bool = False


@cache
def looks(theme: Theme) -> Mapping[StyleName, Look]:
    """Every style name with its look; none is left out."""
    return {
        **_grounds(theme),
        **_bars(theme),
        **_milestones(theme),
        **_forecasts(theme),
        **_texts(theme),
        **_sheets(theme),
        **_tables(theme),
        **_overview(theme),
    }


def faded(colour: QColor, share: float) -> QColor:
    """``colour`` at ``share`` (0 to 1) of its strength."""
    found = QColor(colour)
    found.setAlphaF(share)
    return found


def _grounds(theme: Theme) -> dict[StyleName, Look]:
    return {
        S.HEADER: Look(fill=theme.head),
        S.PAST: Look(fill=theme.past),
        S.NON_WORKING: Look(fill=faded(theme.track, 0.55)),
        S.HOLIDAY_MARK: Look(fill=theme.ink3),
        S.ROW_SELECTED: Look(fill=theme.sel),
        S.ROW_HOVERED: Look(fill=theme.hover),
        S.ROW_HEADING: Look(fill=theme.head),
        S.ROW_DIMMED: Look(fill=faded(theme.canvas, 0.7)),
        S.GRID_MINOR: Look(line=theme.line),
        S.GRID_MAJOR: Look(line=theme.line2),
        S.GRID_ROW: Look(line=theme.line),
        S.ROW_SELECTED_EDGE: Look(line=theme.selline),
        S.HEADER_MINOR: Look(line=theme.line),
        S.HEADER_EDGE: Look(line=theme.line2),
        S.LINK: Look(line=theme.dep, width=1.2),
        S.LINK_ARROW: Look(fill=theme.dep),
        S.LINK_CHOSEN: Look(line=theme.accent, width=2),
        S.LINK_CHOSEN_ARROW: Look(fill=theme.accent),
        S.LINK_REFUSED: Look(line=theme.over.fill, width=2, dash=_DASHES),
        S.LINK_REFUSED_ARROW: Look(fill=theme.over.fill),
        S.CONNECTOR: Look(fill=theme.canvas, line=theme.accent, width=1.5),
        S.HINT: Look(fill=theme.raised, line=theme.line3),
        S.HINT_REFUSED: Look(fill=theme.over.tint, line=theme.over.fill),
        S.LOOP_ROW: Look(fill=faded(theme.over.fill, 0.14)),
        S.LINK_FINE: Look(line=faded(theme.dep, 0.6)),
        S.LINK_FINE_ARROW: Look(fill=theme.dep),
        S.TODAY: Look(line=theme.today, width=1.25),
        S.TODAY_PILL: _pill(theme),
        S.HALO: Look(fill=theme.canvas),
        S.HALO_PAST: Look(fill=theme.past),
        S.HALO_SELECTED: Look(fill=theme.sel),
        S.HALO_HOVERED: Look(fill=theme.hover),
        S.HALO_HEADER: Look(fill=theme.head),
    }


def _bars(theme: Theme) -> dict[StyleName, Look]:
    prog, done, plan = theme.prog.fill, theme.done.fill, theme.plan.fill
    committed, finished, planned = theme.bar, theme.donebar, theme.planbar
    return {
        S.BAR: Look(fill=committed.fill),
        S.BAR_SOFT: _soft(committed),
        S.BAR_HATCH: _hatch(theme, committed),
        S.BAR_EDGE: Look(fill=committed.edge, line=committed.edge),
        S.BAR_OPEN: Look(line=committed.edge, width=1.5, dash=_DOTS),
        S.BAR_CORE: Look(fill=prog),
        S.BAR_CORE_SOFT: Look(line=prog, width=1.5),
        S.DONE_BAR: Look(fill=finished.fill),
        S.DONE_SOFT: _soft(finished),
        S.DONE_HATCH: _hatch(theme, finished),
        S.DONE_EDGE: Look(fill=finished.edge, line=finished.edge),
        S.DONE_OPEN: Look(line=finished.edge, width=1.5, dash=_DOTS),
        S.DONE_CORE: Look(fill=done),
        S.DONE_CORE_SOFT: Look(line=done, width=1.5),
        S.PLAN_BAR: Look(fill=planned.fill),
        S.PLAN_SOFT: _soft(planned),
        S.PLAN_HATCH: _hatch(theme, planned),
        S.PLAN_EDGE: Look(fill=planned.edge, line=planned.edge),
        S.PLAN_OPEN: Look(line=planned.edge, width=1.5, dash=_DOTS),
        S.PLAN_CORE: Look(fill=plan),
        S.PLAN_CORE_SOFT: Look(line=plan, width=1.5),
        S.SUMMARY: Look(fill=theme.sum),
        S.SUMMARY_SOFT: Look(fill=faded(theme.sumsoft, 0.42)),
        S.SUMMARY_HATCH: Look(hatch=theme.sumsoft),
        S.SUMMARY_TICK: Look(line=theme.sum, width=1.5),
        S.COMPARED: Look(line=theme.ink3),
        S.COMPARED_SOFT: Look(line=theme.ink3, dash=_DASHES),
        S.STRIKE: Look(line=theme.ink3, width=1.5),
        S.STANDING: Look(line=planned.edge, width=1.2, dash=_FAR_DOTS),
        S.STANDING_TICK: Look(line=planned.edge, width=1.2),
        S.STANDING_MARK: Look(fill=plan),
    }


def _soft(bar: BarColours) -> Look:
    return Look(fill=faded(bar.fill, 0.38))


def _hatch(theme: Theme, bar: BarColours) -> Look:
    return Look(hatch=faded(bar.edge, 0.5 if _is_paper(theme) else 0.85))


def _pill(theme: Theme) -> Look:
    """Full on a screen; an outline on paper, where no ground is darker than 20 %."""
    if _is_paper(theme):
        return Look(fill=theme.canvas, line=theme.today)
    return Look(fill=theme.today)


def _is_paper(theme: Theme) -> bool:
    return theme.name is ThemeName.PRINT


def _milestones(theme: Theme) -> dict[StyleName, Look]:
    over, ghost = theme.over.fill, theme.ghost
    prog, done, plan = (_mark_colour(theme, tone) for tone in (theme.prog, theme.done, theme.plan))
    return {
        S.DIAMOND: Look(fill=prog),
        S.DIAMOND_DONE: Look(fill=done),
        S.DIAMOND_PLAN: Look(fill=theme.canvas, line=plan, width=1.5),
        S.DIAMOND_KEPT: Look(fill=theme.canvas, line=theme.donebar.edge, width=1.2),
        S.DIAMOND_CHECK: Look(line=theme.canvas, width=1.6),
        S.DIAMOND_PAUSE: Look(line=plan, width=1.5),
        S.WHISKER: Look(line=prog, width=1.5),
        S.WHISKER_OPEN: Look(line=prog, width=1.5, dash=_DOTS),
        S.WHISKER_DONE: Look(line=done, width=1.5),
        S.WHISKER_DONE_OPEN: Look(line=done, width=1.5, dash=_DOTS),
        S.WHISKER_PLAN: Look(line=plan, width=1.5),
        S.WHISKER_PLAN_OPEN: Look(line=plan, width=1.5, dash=_DOTS),
        S.WHISKER_KEPT: Look(line=theme.donebar.edge, width=1.0),
        S.GHOST: Look(fill=theme.canvas, line=ghost, width=1.2, dash=_DOTS),
        S.GHOST_TRAIL: Look(line=ghost, width=1.2, dash=_DOTS),
        S.GHOST_ARROW: Look(fill=ghost),
        S.GHOST_CAP: Look(line=ghost, width=1.0),
        S.OVERDUE: Look(line=over, width=1.5),
        S.OVERDUE_MARK: Look(fill=over),
        S.OVERDUE_ARROW: Look(line=over, width=1.5),
        S.DOUBT: Look(fill=theme.canvas, line=theme.risk.fill, width=1.5),
        S.DOUBT_BAR: Look(line=theme.risk.text, width=1.5),
    }


def _forecasts(theme: Theme) -> dict[StyleName, Look]:
    colour = theme.fc.text if _is_paper(theme) else theme.fc.fill
    ground = theme.canvas if _is_paper(theme) else theme.fc.tint
    return {
        S.FORECAST_BAR: Look(fill=ground),
        S.FORECAST_EDGE: Look(line=colour, width=1.2),
        S.FORECAST_SOFT: Look(line=colour, width=1.2, dash=_DASHES),
        S.FORECAST_LINE: Look(line=colour, width=1.5),
        S.FORECAST_DASHED: Look(line=colour, width=1.5, dash=_DASHES),
        S.FORECAST_TRAIL: Look(line=colour, width=1.2, dash=_DOTS),
        S.FORECAST_DIAMOND: Look(fill=theme.canvas, line=colour, width=1.5),
        S.DRIVING: Look(line=theme.fc.text, width=2),
        S.DRIVING_ARROW: Look(fill=theme.fc.text),
    }


def _mark_colour(theme: Theme, tone: Tone) -> QColor:
    return tone.text if _is_paper(theme) else tone.fill


def _texts(theme: Theme) -> dict[StyleName, Look]:
    return {
        S.TEXT_BAND: Look(fill=theme.ink, font=FontRole.BAND),
        S.TEXT_AXIS: Look(fill=theme.ink3, font=FontRole.AXIS),
        S.TEXT_AXIS_NOW: Look(fill=theme.ink, font=FontRole.AXIS_NOW),
        S.TEXT_PILL: Look(
            fill=theme.today if _is_paper(theme) else theme.ontoday, font=FontRole.PILL
        ),
        S.TEXT_LABEL: Look(fill=theme.ink2, font=FontRole.LABEL),
        S.TEXT_LABEL_STRUCK: Look(fill=theme.ink3, font=FontRole.LABEL, struck=True),
        S.TEXT_NO_DATE: Look(fill=theme.ink3, font=FontRole.LABEL),
        S.TEXT_DOUBT: Look(fill=theme.risk.text, font=FontRole.LABEL),
        S.TEXT_HINT: Look(fill=theme.ink, font=FontRole.LABEL),
        S.TEXT_FORECAST: Look(fill=theme.fc.text, font=FontRole.LABEL),
        S.TEXT_LAG: Look(fill=theme.ink3, font=FontRole.AXIS),
        S.TEXT_LEGEND: Look(fill=theme.ink2, font=FontRole.LABEL),
        S.TEXT_OVERVIEW: Look(fill=theme.ink3, font=FontRole.AXIS),
    }


def _sheets(theme: Theme) -> dict[StyleName, Look]:
    """What stands beside and around a chart on paper."""
    ink, quiet, settled = theme.ink, theme.ink2, theme.ink3
    return {
        S.CHIP_DONE: Look(fill=theme.done.tint),
        S.CHIP_PROG: Look(fill=theme.prog.tint),
        S.CHIP_PLAN: Look(fill=theme.plan.tint),
        S.CHIP_RISK: Look(fill=theme.risk.tint),
        S.CHIP_OVER: Look(fill=theme.over.tint),
        S.STATUS_DONE: Look(fill=theme.done.fill),
        S.STATUS_PROG: Look(fill=theme.prog.fill),
        S.STATUS_PLAN: Look(fill=theme.plan.fill),
        S.STATUS_RISK: Look(fill=theme.risk.fill),
        S.STATUS_OVER: Look(fill=theme.over.fill),
        S.ROW_DIAMOND: Look(line=settled, width=1.3),
        S.TEXT_CHIP_DONE: Look(fill=theme.done.text, font=FontRole.CHIP),
        S.TEXT_CHIP_PROG: Look(fill=theme.prog.text, font=FontRole.CHIP),
        S.TEXT_CHIP_PLAN: Look(fill=theme.plan.text, font=FontRole.CHIP),
        S.TEXT_CHIP_RISK: Look(fill=theme.risk.text, font=FontRole.CHIP),
        S.TEXT_CHIP_OVER: Look(fill=theme.over.text, font=FontRole.CHIP),
        S.TEXT_CHIP_STRUCK: Look(fill=theme.plan.text, font=FontRole.CHIP, struck=True),
        S.TEXT_ROW: Look(fill=ink, font=FontRole.BODY),
        S.TEXT_ROW_STRUCK: Look(fill=ink, font=FontRole.BODY, struck=True),
        S.TEXT_ROW_STRONG: Look(fill=ink, font=FontRole.BODY_STRONG),
        S.TEXT_ROW_STRONG_STRUCK: Look(fill=ink, font=FontRole.BODY_STRONG, struck=True),
        S.TEXT_ROW_LATE: Look(fill=theme.over.text, font=FontRole.BODY),
        S.TEXT_ROW_SETTLED: Look(fill=settled, font=FontRole.BODY),
        S.TEXT_ROW_SETTLED_STRUCK: Look(fill=settled, font=FontRole.BODY, struck=True),
        S.TEXT_ROW_SECOND: Look(fill=quiet, font=FontRole.SECONDARY),
        S.TEXT_TITLE: Look(fill=ink, font=FontRole.PAGE_TITLE),
        S.TEXT_SECTION: Look(fill=ink, font=FontRole.SECTION),
        S.TEXT_CAPTION: Look(fill=settled, font=FontRole.CAPTION),
        S.SHEET_LINE: Look(line=theme.line2),
        S.TRIM_MARK: Look(line=quiet, width=0.7),
    }


def _tables(theme: Theme) -> dict[StyleName, Look]:
    ink = theme.ink
    return {
        S.TABLE_HEAD: Look(fill=theme.head),
        S.TABLE_SECTION: Look(fill=theme.head),
        S.TEXT_HEADLINE: Look(fill=ink, font=FontRole.OBJECT_TITLE),
        S.TEXT_CELL: Look(fill=ink, font=FontRole.LABEL),
        S.TEXT_CELL_STRONG: Look(fill=ink, font=FontRole.PILL),
        S.TEXT_CELL_FINE: Look(fill=ink, font=FontRole.FINE),
        S.TEXT_CELL_FINE_STRONG: Look(fill=ink, font=FontRole.FINE_STRONG),
        S.CARD: Look(line=theme.line2),
        S.CARD_AT_ODDS: Look(line=ink, width=1.2),
        S.PAPER_RULE: Look(line=ink),
        S.TEXT_PAPER: Look(fill=ink, font=FontRole.SECONDARY),
        S.TEXT_PAPER_STRONG: Look(fill=ink, font=FontRole.BAND),
        S.TEXT_PAPER_QUIET: Look(fill=theme.ink3, font=FontRole.SECONDARY),
        S.TEXT_FINE_QUIET: Look(fill=theme.ink3, font=FontRole.FINE),
        S.TEXT_FIGURE: Look(fill=ink, font=FontRole.CARD_FIGURE),
        S.TEXT_REFERENCE: Look(fill=theme.ink3, font=FontRole.FINE),
    }


def _overview(theme: Theme) -> dict[StyleName, Look]:
    return {
        S.OVERVIEW: Look(fill=theme.sunk),
        S.OVERVIEW_VISIBLE: Look(fill=theme.canvas),
        S.OVERVIEW_LINE: Look(line=theme.line2),
        S.OVERVIEW_FRAME: Look(line=theme.accent, width=1.5),
        S.OVERVIEW_HANDLE: Look(fill=theme.accent),
        S.OVERVIEW_DONE: Look(fill=theme.done.fill),
        S.OVERVIEW_PROG: Look(fill=theme.prog.fill),
        S.OVERVIEW_PLAN: Look(fill=theme.plan.fill),
        S.OVERVIEW_OVER: Look(fill=theme.over.fill),
    }
