"""Every colour of the program by its role, for light and dark screens and for black-only paper.

A colour is never picked at the place of use: widgets, delegates, the chart and the stylesheet all
take it from a :class:`Theme`. The values keep text at a contrast of at least 4.5 on every ground it
stands on; ``tests/paper/test_theme.py`` computes that.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QColor

from tracker.domain.status import Status
from tracker.records import record


class ThemeName(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


@record
class Tone:
    """The three colours of one meaning: ``text`` and ``fill`` on canvas, ``text`` on ``tint``."""

    text: QColor
    fill: QColor
    tint: QColor


@record
class BarColours:
    fill: QColor
    edge: QColor


@record(kw_only=True, eq=False)
class Theme:
    """One set of colours. ``dark`` tells whether text is light on a dark ground."""

    name: ThemeName
    dark: bool

    win: QColor
    """Window, toolbar, status bar."""
    canvas: QColor
    """Tables and chart."""
    past: QColor
    """The chart left of today."""
    head: QColor
    """Header bands."""
    sunk: QColor
    """The minimap."""
    panel: QColor
    """Inspector and cards."""
    raised: QColor
    """Pop-ups."""
    btn: QColor
    line: QColor
    """Grid."""
    line2: QColor
    """Borders."""
    line3: QColor
    """Strong borders and handles."""
    ink: QColor
    ink2: QColor
    """Secondary text."""
    ink3: QColor
    """Captions; never on ``track``."""
    dis: QColor
    """Disabled only; never carries information."""
    accent: QColor
    """Primary buttons and links."""
    onaccent: QColor
    focus: QColor
    sel: QColor
    """A selected row."""
    selline: QColor
    """The edges of a selected row."""
    hover: QColor
    track: QColor
    """Segmented control; weekends at 75 %."""

    done: Tone
    prog: Tone
    """In progress, and committed marks."""
    plan: Tone
    risk: Tone
    """At risk, conflicting claims."""
    over: Tone
    """Overdue, invalid."""
    fc: Tone
    """What the program worked out itself, and nothing else."""

    bar: BarColours
    donebar: BarColours
    planbar: BarColours
    sum: QColor
    """A summary bar."""
    sumsoft: QColor
    """The soft ends of a summary bar."""
    dep: QColor
    """Links."""
    ghost: QColor
    """Earlier commitments."""
    today: QColor
    """The line of the status date and its pill."""
    ontoday: QColor

    def tone(self, status: Status) -> Tone:
        """The colours in which a status is shown, always together with its glyph."""
        match status:
            case Status.DONE:
                return self.done
            case Status.IN_PROGRESS:
                return self.prog
            case Status.AT_RISK:
                return self.risk
            case Status.OVERDUE | Status.LATE:
                return self.over
            case _:
                return self.plan


def _tone(text: str, fill: str, tint: str) -> Tone:
    return Tone(QColor(text), QColor(fill), QColor(tint))


def _bar(fill: str, edge: str) -> BarColours:
    return BarColours(QColor(fill), QColor(edge))


LIGHT = Theme(
    name=ThemeName.LIGHT,
    dark=False,
    win=QColor("#F3F4F7"),
    canvas=QColor("#FFFFFF"),
    past=QColor("#FAFBFC"),
    head=QColor("#F8F9FB"),
    sunk=QColor("#F3F5F8"),
    panel=QColor("#FFFFFF"),
    raised=QColor("#FFFFFF"),
    btn=QColor("#FFFFFF"),
    line=QColor("#E8EBF0"),
    line2=QColor("#D5DAE2"),
    line3=QColor("#B4BCC8"),
    ink=QColor("#151920"),
    ink2=QColor("#475060"),
    ink3=QColor("#626C7B"),
    dis=QColor("#9AA3B0"),
    accent=QColor("#2556C2"),
    onaccent=QColor("#FFFFFF"),
    focus=QColor("#2556C2"),
    sel=QColor("#E9F0FD"),
    selline=QColor("#A9C2F2"),
    hover=QColor("#F4F6FA"),
    track=QColor("#E3E7ED"),
    done=_tone("#1E6B4C", "#4B9E7A", "#E1F1E9"),
    prog=_tone("#2556C2", "#3F74D6", "#E6EEFC"),
    plan=_tone("#475060", "#808B9D", "#EDF0F4"),
    risk=_tone("#7F5300", "#C4820B", "#FCF1D8"),
    over=_tone("#AE3012", "#D5502F", "#FCE7E0"),
    fc=_tone("#7A2E9E", "#A066BE", "#F4EAF9"),
    bar=_bar("#B9CEF5", "#6E96E3"),
    donebar=_bar("#CDE7DA", "#62A687"),
    planbar=_bar("#E3E7ED", "#8590A2"),
    sum=QColor("#3A4453"),
    sumsoft=QColor("#808A9A"),
    dep=QColor("#808A9A"),
    ghost=QColor("#808A9A"),
    today=QColor("#151920"),
    ontoday=QColor("#FFFFFF"),
)

DARK = Theme(
    name=ThemeName.DARK,
    dark=True,
    win=QColor("#15181E"),
    canvas=QColor("#1A1E25"),
    past=QColor("#171B21"),
    head=QColor("#1D2129"),
    sunk=QColor("#14171C"),
    panel=QColor("#1A1E25"),
    raised=QColor("#242934"),
    btn=QColor("#242934"),
    line=QColor("#272D37"),
    line2=QColor("#353C49"),
    line3=QColor("#515B6B"),
    ink=QColor("#ECEFF4"),
    ink2=QColor("#B4BCC9"),
    ink3=QColor("#949EAE"),
    dis=QColor("#646E7D"),
    accent=QColor("#7EA6FF"),
    onaccent=QColor("#0C1424"),
    focus=QColor("#7EA6FF"),
    sel=QColor("#223150"),
    selline=QColor("#3E5B93"),
    hover=QColor("#20252E"),
    track=QColor("#303743"),
    done=_tone("#79CDA6", "#3F9270", "#1B3329"),
    prog=_tone("#8DB1FF", "#5C8CEB", "#1F2D4B"),
    plan=_tone("#B4BCC9", "#737E8F", "#2A303A"),
    risk=_tone("#F1BC55", "#D99A23", "#382C14"),
    over=_tone("#FF9C80", "#E0653F", "#41231B"),
    fc=_tone("#D9A4F0", "#B077D0", "#35253F"),
    bar=_bar("#2C4478", "#4A6CB3"),
    donebar=_bar("#20483A", "#3F7F65"),
    planbar=_bar("#2C333E", "#566173"),
    sum=QColor("#A9B2C0"),
    sumsoft=QColor("#626D7D"),
    dep=QColor("#6F7A8A"),
    ghost=QColor("#7C8797"),
    today=QColor("#ECEFF4"),
    ontoday=QColor("#15181E"),
)

_BLACK = "#000000"
_GREY = "#4D4D4D"
_TINT = "#FFFFFF"

PRINT = Theme(
    name=ThemeName.PRINT,
    dark=False,
    win=QColor("#FFFFFF"),
    canvas=QColor("#FFFFFF"),
    past=QColor("#FFFFFF"),
    head=QColor("#FFFFFF"),
    sunk=QColor("#FFFFFF"),
    panel=QColor("#FFFFFF"),
    raised=QColor("#FFFFFF"),
    btn=QColor("#FFFFFF"),
    line=QColor("#D9D9D9"),
    line2=QColor("#A6A6A6"),
    line3=QColor("#737373"),
    ink=QColor(_BLACK),
    ink2=QColor("#262626"),
    ink3=QColor(_GREY),
    dis=QColor("#8C8C8C"),
    accent=QColor(_BLACK),
    onaccent=QColor("#FFFFFF"),
    focus=QColor(_BLACK),
    sel=QColor("#F2F2F2"),
    selline=QColor("#8C8C8C"),
    hover=QColor("#FFFFFF"),
    track=QColor("#E6E6E6"),
    done=_tone(_BLACK, _BLACK, _TINT),
    prog=_tone(_BLACK, _BLACK, _TINT),
    plan=_tone(_GREY, _GREY, _TINT),
    risk=_tone(_BLACK, _BLACK, _TINT),
    over=_tone(_BLACK, _BLACK, _TINT),
    fc=_tone(_GREY, _GREY, _TINT),
    # No ground darker than 20 %: copies of copies still show what stands on it.
    bar=_bar("#CCCCCC", _BLACK),
    donebar=_bar("#CCCCCC", _BLACK),
    planbar=_bar("#F2F2F2", _GREY),
    sum=QColor(_BLACK),
    sumsoft=QColor(_GREY),
    dep=QColor(_GREY),
    ghost=QColor(_GREY),
    today=QColor(_BLACK),
    ontoday=QColor("#FFFFFF"),
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}
