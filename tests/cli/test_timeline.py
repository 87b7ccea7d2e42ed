"""The timeline as a command: which pages it makes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.runs import fails, run, succeeds
from tracker.cli import pictures
from tracker.paper.theme import ThemeName
from tracker.paper.timeline_document import DocumentFormat
from tracker.timeline.scale import Level
from tracker.timeline.sheets.paper import PaperSize
from tracker.workspace.query import Grouping
from tracker.workspace.workspace import Workspace


def test_the_timeline_is_a_png_of_the_size_asked_for(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    span = ("--from", "I кв. 2024", "--to", "2027-H1")
    size = ("--width", "900", "--height", "500")
    succeeds("timeline", sample, target, *span, *size, "--lang", "kk", "--theme", "dark")
    header = target.read_bytes()[:24]
    assert header.startswith(b"\x89PNG\r\n")
    assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == (900, 500)


def test_the_timeline_goes_to_standard_output_too(own: Path) -> None:
    assert run("timeline", own, "-").stdout_bytes.startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--from", "2027", "--to", "2026"], "would end before it begins"),
        (["--from", "31.02.2026"], "28 days"),
        (["--from", "03/04/2026"], "03/04/2026"),
        (["--to", "ежемесячно"], "ежемесячно"),
        (["--width", "wide"], "“--width” takes a whole number, not “wide”"),
        (["--width", "-5"], "“--width” takes a whole number, not “-5”"),
        (["--width", "1"], "at least"),
        (["--width", "999999999"], "at most"),
        (["--theme", "pink"], "“--theme” cannot be “pink”. Possible: light, dark, print."),
        (["--zoom", "hour"], "Possible: day, week, month, quarter, half-year, year, decade."),
        (["--paper", "B5"], "Possible: A4, A3, A2, A1, A0."),
        (["--tiles"], "“--tiles” needs paper"),
        (["--landscape"], "“--landscape” needs paper"),
        (["--paper", "A4", "--width", "900"], "“--width” is for a picture without paper"),
        (["--paper", "A4", "--height", "900"], "“--height” is for a picture without paper"),
        (["--as-of", "2026-Q1"], "“--as-of” takes a day"),
        (["--as-of", "1999-12-31"], "held nothing yet on 31 December 1999"),
        (["--filter", "no such words"], "No row says “no such words”"),
    ],
)
def test_a_timeline_that_cannot_be_is_refused(
    own: Path, tmp_path: Path, options: list[str], told: str
) -> None:
    assert told in fails("timeline", own, tmp_path / "a.png", *options)
    assert not (tmp_path / "a.png").exists()


def test_a_timeline_is_one_of_three_kinds(own: Path, tmp_path: Path) -> None:
    told = fails("timeline", own, tmp_path / "a.gif")
    assert "End its name in .png / .pdf / .svg" in told
    succeeds("timeline", own, tmp_path / "a.svg")
    assert "<text" in (tmp_path / "a.svg").read_text("utf-8")
    assert run("timeline", own, "-", "--format", "pdf").stdout_bytes.startswith(b"%PDF-")


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_a_timeline_on_paper(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    paper = ("--paper", "A3", "--landscape", "--lang", "uz", "--theme", "print")
    succeeds("timeline", sample, target, *paper)
    fitted = pages(target)
    succeeds("timeline", sample, target, *paper, "--tiles", "--zoom", "month")
    assert len(pages(target)) > len(fitted) > 1
    assert sample.name in fitted[0]


def test_a_timeline_says_what_it_leaves_out(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    succeeds("timeline", sample, target, "--filter", "ICIC")
    (page,) = pages(target)
    assert "Filter: “ICIC”" in page
    assert "Technical launch" in page
    assert "Taraz" not in page


def test_a_timeline_in_groups(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    succeeds("timeline", sample, target, "--group", "status", "--lang", "en")
    (page,) = pages(target)
    assert "Groups: Status" in page
    headings = [page.index(f"{status} · ") for status in ("In progress", "Overdue", "Done")]
    assert len(set(headings)) == 3


def test_a_timeline_as_it_was_recorded(own: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    with Workspace.open(own, user="Test") as workspace:
        today = workspace.today()
    succeeds("timeline", own, target, "--as-of", f"{today:%d.%m.%Y}")
    (page,) = pages(target)
    assert "As recorded on" in page


def test_a_picture_is_one_page(sample: Path, tmp_path: Path) -> None:
    for name in ("a.svg", "a.png"):
        told = fails("timeline", sample, tmp_path / name, "--paper", "A4")
        assert "Choose PDF, or larger paper." in told
        succeeds("timeline", sample, tmp_path / name, "--paper", "A0")


def test_zoom_widens_a_picture(sample: Path, tmp_path: Path) -> None:
    widths = []
    for zoom in ("year", "quarter"):
        target = tmp_path / "a.png"
        succeeds("timeline", sample, target, "--zoom", zoom)
        widths.append(int.from_bytes(target.read_bytes()[16:20]))
    assert widths[1] > 1.5 * widths[0]
    assert "too wide" in fails(
        "timeline", sample, tmp_path / "b.png", "--zoom", "day", "--to", "2099"
    )


def test_the_choices_of_a_timeline_are_all_there_are() -> None:
    assert set(pictures.FORMATS) == set(DocumentFormat)
    assert list(pictures.ZOOMS) == list(Level)
    assert list(pictures.PAPERS) == list(PaperSize)
    assert set(pictures.THEMES) == set(ThemeName)
    assert list(pictures.GROUPS) == list(Grouping)
