"""The typeface that comes with the program, and figures of one width."""

import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont

from tracker.paper.fonts import FontRole, font, load_fonts, widget_font

LETTERS = "әғқңөұүһіӘҒҚҢӨҰҮҺІўҳЎҲʻʼ№«»–−₸…"

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_bundled_typeface_is_used() -> None:
    assert load_fonts() == "Inter"


@pytest.mark.parametrize("role", FontRole)
def test_figures_stand_under_each_other(role: FontRole) -> None:
    measure = QFontMetricsF(font(role))
    widths = [measure.horizontalAdvance(figure * 10) for figure in "0123456789"]
    # Advances are kept in 1/64 of a pixel, so that ten of them differ by a hair.
    assert max(widths) - min(widths) < 0.5


def test_every_letter_of_the_four_languages_is_there() -> None:
    for role in FontRole:
        raw = QRawFont.fromFont(font(role))
        missing = [letter for letter in LETTERS if not raw.supportsCharacter(ord(letter))]
        assert missing == [], role


def test_widgets_follow_the_size_of_the_system() -> None:
    small = widget_font(FontRole.CAPTION, body_points=10)
    large = widget_font(FontRole.CAPTION, body_points=20)
    assert large.pointSizeF() == pytest.approx(2 * small.pointSizeF())
    assert small.pointSizeF() < 10
    assert widget_font(FontRole.BODY, body_points=13).pointSizeF() == pytest.approx(13)


def test_a_font_handed_out_can_be_changed_without_harm() -> None:
    font(FontRole.BODY).setPixelSize(99)
    assert font(FontRole.BODY).pixelSize() == 13
