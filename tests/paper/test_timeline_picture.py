"""The timeline as one picture: everything is on it, or it says what is not."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QColor, QImage

from tests.domain.portfolios import commitment, item, project
from tests.timeline.shapes import STATUS_DATE, outline
from tracker.domain.errors import UserError
from tracker.domain.portfolio import Portfolio
from tracker.language import Language, translator
from tracker.paper.page_painter import page_image, png_bytes
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import DARK, LIGHT, THEMES, Theme
from tracker.paper.timeline_document import MOST_PIXELS
from tracker.timeline.sheets.picture import lay_out_picture
from tracker.timeline.sheets.sheet import Span, Subject

pytestmark = pytest.mark.usefixtures("qapp")


def portfolio(count: int = 5) -> Portfolio:
    rows = [project()]
    for id in range(1, count + 1):
        rows += [item(id, f"Milestone {id}"), commitment(id, id, "2027-Q1")]
    return Portfolio(rows)


def picture(
    found: Portfolio | None = None,
    *,
    theme: Theme = LIGHT,
    language: Language = Language.EN,
    width: int = 1000,
    height: int | None = None,
    device_ratio: float = 1.0,
    span: tuple[date | None, date | None] = (None, None),
) -> QImage:
    found = portfolio() if found is None else found
    scenes = ScenePainter(theme)
    page = lay_out_picture(
        Subject(
            portfolio=found,
            rows=outline(found),
            status_date=STATUS_DATE,
            title="Portfolio",
            is_today=True,
        ),
        translator=translator(language),
        measure=scenes.measure,
        span=Span(*span),
        width=width,
        height=height,
        most=MOST_PIXELS / device_ratio,
    )
    return page_image(page, scenes, device_ratio=device_ratio)


def count(image: QImage, colour: QColor) -> int:
    wanted = colour.rgb()
    return sum(
        image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width())
    )


def test_without_a_height_every_row_is_on_it() -> None:
    few, many = picture(portfolio(5)), picture(portfolio(25))
    assert many.height() - few.height() == 20 * 32
    assert few.width() == 1000


def test_with_a_height_the_picture_has_it() -> None:
    assert picture(height=700).height() == 700
    assert picture(portfolio(200), height=700).height() == 700


def test_rows_become_compact_before_any_is_left_out() -> None:
    found = portfolio(25)
    free = picture(found).height()
    compact = picture(found, height=free - 26 * 6)
    # The frame ends below the last of the 26 rows, each 26 high, with no line after them.
    bottom = 60 + 56 + 26 * 26
    assert compact.pixelColor(40, bottom - 1) == LIGHT.line2
    assert compact.pixelColor(40, bottom + 4) == LIGHT.canvas


def test_rows_left_out_are_said_to_be() -> None:
    """The line at the foot of the table differs when another number of rows is missing."""
    some, more = picture(portfolio(90), height=700), picture(portfolio(91), height=700)
    differing = {
        y for y in range(700) if any(some.pixel(x, y) != more.pixel(x, y) for x in range(30, 200))
    }
    assert differing
    assert max(differing) - min(differing) < 14


def test_the_ratio_multiplies_the_pixels() -> None:
    image = picture(device_ratio=2.0, height=500)
    assert (image.width(), image.height()) == (2000, 1000)
    assert image.devicePixelRatio() == 2.0


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("language", Language)
def test_themes_and_languages(theme: Theme, language: Language) -> None:
    image = picture(theme=theme, language=language)
    assert image.pixelColor(2, 2) == theme.canvas
    assert count(image, theme.today) > 100


def test_a_span_that_was_asked_for_fills_the_chart() -> None:
    image = picture(span=(date(2027, 1, 1), date(2027, 3, 31)), width=1400)
    last = image.width() - 24
    # Whiskers reach from edge to edge of the quarter, and so of the chart.
    y = next(y for y in range(150, 200) if image.pixel(last - 20, y) == LIGHT.plan.fill.rgb())
    whisker = [x for x in range(image.width()) if image.pixel(x, y) == LIGHT.plan.fill.rgb()]
    assert last - 4 <= whisker[-1] < last


@pytest.mark.parametrize(("first", "last"), [(date(2035, 1, 1), None), (None, date(2015, 12, 31))])
def test_one_end_alone_may_lie_beyond_all_that_is_known(
    first: date | None, last: date | None
) -> None:
    image = picture(span=(first, last), width=1600)
    # Neither a mark nor the line of the status date lies in the span.
    body = image.copy(800, 116, 770, 6 * 32)
    assert count(body, LIGHT.plan.fill) == count(body, LIGHT.today) == 0


def test_an_empty_portfolio_has_a_frame_and_a_title() -> None:
    assert not picture(Portfolio()).isNull()


def test_names_of_any_length_and_script_are_painted() -> None:
    found = portfolio(0)
    for id, name in enumerate(["Ә" * 5_000, "مشروع التعاون", "🏗️ Plant 🏭", "A\nB\tC"], 1):
        found.put(item(id, name))
    assert picture(found).width() == 1000


@pytest.mark.parametrize(
    ("width", "height", "ratio"), [(100, None, 1.0), (1000, 50, 1.0), (40_000, None, 1.0)]
)
def test_sizes_that_cannot_be_painted_are_named(
    width: int, height: int | None, ratio: float
) -> None:
    with pytest.raises(UserError, match="pixels"):
        picture(width=width, height=height, device_ratio=ratio)


def test_png() -> None:
    image = picture()
    again = QImage.fromData(png_bytes(image))
    assert (again.width(), again.height()) == (image.width(), image.height())
    assert again.pixel(5, 5) == LIGHT.canvas.rgb()
    assert DARK.canvas.rgb() != LIGHT.canvas.rgb()
