"""Every text colour can be read on every ground that it stands on."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from tracker.domain.status import Status
from tracker.paper.theme import DARK, LIGHT, PRINT, THEMES, Theme, Tone

GROUNDS = ("win", "canvas", "past", "head", "sunk", "hover", "sel")
TONES = ("done", "prog", "plan", "risk", "over", "fc")


def _luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = []
    for channel in (colour.redF(), colour.greenF(), colour.blueF()):
        linear = channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        parts.append(linear)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_texts_are_readable_on_every_ground(theme: Theme, ground: str) -> None:
    texts = {name: getattr(theme, name) for name in ("ink", "ink2", "ink3", "accent")}
    texts |= {name: getattr(theme, name).text for name in TONES}
    poor = {
        name: round(contrast(colour, getattr(theme, ground)), 2)
        for name, colour in texts.items()
        if contrast(colour, getattr(theme, ground)) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_texts_are_readable_on_their_own_ground(theme: Theme) -> None:
    assert contrast(theme.onaccent, theme.accent) >= 6.5
    assert contrast(theme.ontoday, theme.today) >= 4.5
    assert contrast(theme.ink2, theme.track) >= 4.5
    for name in TONES:
        tone: Tone = getattr(theme, name)
        assert contrast(tone.text, tone.tint) >= 4.5, name


@pytest.mark.parametrize(("theme", "least"), [(LIGHT, 3.0), (DARK, 3.7), (PRINT, 3.0)])
def test_fills_stand_out_from_the_canvas(theme: Theme, least: float) -> None:
    for name in TONES:
        assert contrast(getattr(theme, name).fill, theme.canvas) >= least, name


def test_every_status_has_colours() -> None:
    for status in Status:
        assert isinstance(LIGHT.tone(status), Tone)
    assert LIGHT.tone(Status.OVERDUE) is LIGHT.over


def test_paper_is_black_only() -> None:
    for field in fields(Theme):
        value = getattr(PRINT, field.name)
        colours = (
            [getattr(value, part.name) for part in fields(value)]
            if hasattr(value, "__dataclass_fields__")
            else [value]
        )
        for colour in colours:
            if isinstance(colour, QColor):
                assert colour.red() == colour.green() == colour.blue(), field.name
