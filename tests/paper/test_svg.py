"""An SVG is the page as text: compared with one that was looked at, and read as XML.

After a wanted change write it anew with ``python -m tests.paper.test_svg`` and look at the
difference.
"""

from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from tests.domain.portfolios import commitment, item, project
from tests.timeline.shapes import STATUS_DATE, link, milestone, outline, row
from tracker.domain.model import Row, State
from tracker.domain.portfolio import Portfolio
from tracker.language import Language
from tracker.paper.theme import LIGHT, PRINT, Theme
from tracker.paper.timeline_document import DocumentFormat, Wanted, write_timeline
from tracker.timeline.primitives import StyleName
from tracker.timeline.sheets.sheet import Subject

pytestmark = pytest.mark.usefixtures("qapp")

GOLDEN = Path(__file__).parents[1] / "golden" / "timeline" / "small.svg"
NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
LETTERS = "әғқңөұүһі ўҳ oʻgʻ <&> “№1”"


def portfolio() -> Portfolio:
    """One row of each kind."""
    rows: list[Row] = [project(name=LETTERS)]
    rows += row(1, "2026-Q4", "2026-Q1", percent=50, earlier=["2026-Q2"])
    rows += milestone(2, "2026-Q3")
    rows += milestone(3, "2027-H1", actual_finish="2026-05-01", state=State.DONE)
    rows += milestone(4, "2027", state=State.CANCELLED)
    rows += row(5, "each-month-by-10")
    rows.append(link(1, 1, 2))
    return Portfolio(rows)


def written(found: Portfolio, *, theme: Theme = LIGHT, title: str = "Portfolio") -> str:
    stream = BytesIO()
    write_timeline(
        stream,
        Subject(portfolio=found, rows=outline(found), status_date=STATUS_DATE, title=title),
        Wanted(width=1000),
        format=DocumentFormat.SVG,
        language=Language.EN,
        theme=theme,
    )
    return stream.getvalue().decode()


def without_fonts(svg: str) -> str:
    return re.sub(r"base64,[^)]*", "base64,…", svg)


def test_it_is_the_one_that_was_looked_at() -> None:
    assert without_fonts(written(portfolio())) == GOLDEN.read_text("utf-8")


def test_texts_are_texts() -> None:
    tree = ElementTree.fromstring(written(portfolio()))
    said = [element.text for element in tree.iterfind(".//svg:text", NAMESPACE)]
    assert {LETTERS, "Row 1", "Q3 2026", "Committed period", "Portfolio"} <= set(said)


@pytest.mark.parametrize("theme", [LIGHT, PRINT], ids=lambda theme: theme.name)
def test_the_letters_in_use_are_in_the_file(theme: Theme) -> None:
    svg = written(portfolio(), theme=theme)
    faces = re.findall(
        r"font-weight:(\d+);font-style:normal;src:url\(data:font/otf;base64,([^)]*)", svg
    )
    assert [weight for weight, _ in faces] == ["400", "500", "600"]
    regular = TTFont(BytesIO(base64.b64decode(faces[0][1])))
    bold = TTFont(BytesIO(base64.b64decode(faces[2][1])))
    assert {ord(letter) for letter in LETTERS} <= set(bold.getBestCmap())
    assert {ord(letter) for letter in "Row 123"} <= set(regular.getBestCmap())
    # No more than that: the whole typeface is ten times as large.
    assert len(svg) < 120_000
    assert ord("Ж") not in regular.getBestCmap()


def test_every_class_has_a_rule() -> None:
    svg = written(portfolio())
    used = set(re.findall(r'class="([^"]*)"', svg))
    ruled = set(re.findall(r"^\.([a-z-]+)\{", svg, re.MULTILINE))
    assert used == ruled
    assert used <= {style.value.replace("_", "-") for style in StyleName}


def test_names_of_any_kind_are_written() -> None:
    names = ["Ә" * 5_000, "مشروع", "🏗️ Plant", "A\nB\tC", "\x00\x0b\ufffe", "]]> --> &amp;"]
    rows: list[Row] = [project()]
    for id, name in enumerate(names, 1):
        rows += [item(id, name), commitment(id, id, "2026-Q4")]
    svg = written(Portfolio(rows), title="\x01<title>")
    tree = ElementTree.fromstring(svg)
    said = {element.text for element in tree.iterfind(".//svg:text", NAMESPACE)}
    assert {"مشروع", "🏗️ Plant", "A B C", "]]> --> &amp;"} <= said
    assert tree.findtext("svg:title", namespaces=NAMESPACE) == "<title>"


def test_the_same_input_gives_the_same_text() -> None:
    assert written(portfolio()) == written(portfolio())


if __name__ == "__main__":
    from tracker.paper.offscreen import prepare_offscreen

    prepare_offscreen()
    GOLDEN.write_text(without_fonts(written(portfolio())), "utf-8")
