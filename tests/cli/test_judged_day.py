"""One rule says on which day things are judged, whatever is made of the file."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.runs import HOSTILE, succeeds
from tracker.cli.files import judged_day
from tracker.domain.model import Setting
from tracker.domain.period import Period
from tracker.domain.period_text import deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.language import Language
from tracker.workspace.operations import set_setting
from tracker.workspace.workspace import Workspace

GIVEN, AS_OF, OWN, TODAY = (date(2026, month, 1) for month in (6, 7, 8, 9))


@pytest.mark.parametrize(
    ("given", "as_of", "own", "judged"),
    [
        (GIVEN, AS_OF, OWN, GIVEN),
        (GIVEN, None, OWN, GIVEN),
        (None, AS_OF, OWN, AS_OF),
        (None, AS_OF, None, AS_OF),
        (None, None, OWN, OWN),
        (None, None, None, TODAY),
    ],
)
def test_the_nearest_to_what_was_asked_wins(
    given: date | None, as_of: date | None, own: date | None, judged: date
) -> None:
    settings = [Setting(key="status_date", value=own.isoformat())] if own else []
    assert judged_day(Portfolio(settings), TODAY, given=given, as_of=as_of) == judged


def test_every_paper_of_a_past_day_is_judged_on_it(own: Path, tmp_path: Path) -> None:
    with Workspace.open(own, user="tester") as workspace:
        today = workspace.today()
        set_setting(workspace, key="status_date", value="2020-01-01")
    past = ("--as-of", today.isoformat())
    profile = tmp_path / "profile.toml"
    profile.write_text('forms = ["register"]\nlanguages = ["en"]\nformats = ["csv"]\n')

    succeeds("export", own, tmp_path / "a.csv", *past, "--dialect", "rfc4180", "--lang", "en")
    assert (tmp_path / "a.csv").read_text().splitlines()[1].startswith(f"as of {today}")
    succeeds("pack", own, tmp_path / "a.zip", *past, "--profile", profile)
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        assert json.loads(pack.read("manifest.json"))["status_date"] == today.isoformat()
    paper = tmp_path / "a.pdf"
    for options, day in ((past, today), ((*past, "--status-date", str(GIVEN)), GIVEN)):
        said = deadline_text(Period.day(day), Language.EN)
        succeeds("timeline", own, paper, *options, "--lang", "en")
        assert f"As of {said}" in first_page(paper)
        succeeds("passport", own, HOSTILE[0], paper, *options, "--lang", "en")
        assert f"As of {said}" in first_page(paper)


def first_page(path: Path) -> str:
    return " ".join(PdfReader(path).pages[0].extract_text().split())
