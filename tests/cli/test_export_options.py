"""The options of ``export`` that say what a form holds, and ``forms``."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.runs import fails, run, succeeds
from tests.exchange.export_portfolio import changed_workspace
from tests.workspace.test_foresight_then import grown
from tracker.bundle import resource
from tracker.domain.model import Commitment, Item
from tracker.domain.period import Period
from tracker.exchange.forms import FORM_IDS
from tracker.exchange.table_in.headings import known_headings


def exported(file: Path, *options: str) -> list[list[str]]:
    more = ("--dialect", "rfc4180", "--lang", "en", *options)
    text = succeeds("export", file, "-", "--format", "csv", *more)
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A file whose official opening was deleted after 12 November 2026."""
    path = tmp_path / "changed.cotrack"
    with changed_workspace(path) as workspace:
        opening = workspace.portfolio.items[3]
        workspace.perform("delete-rows", lambda repository: repository.delete(Item, opening.id))
    return path


def test_a_past_day_brings_rows_back_that_were_deleted_since(changed: Path) -> None:
    assert not [row for row in exported(changed) if "Official opening" in row]
    then = exported(changed, "--as-of", "2026-11-05")
    assert [row[3] for row in then if "Official opening" in row] == ["2027-H1"]
    assert [row[3] for row in then if "Technical launch" in row] == ["2026-Q4"]
    assert then[1][0] == "as of 2026-11-05"
    on = exported(changed, "--as-of", "05.11.2026", "--status-date", "2027-01-01")
    assert on[1][0] == "as of 2027-01-01"
    assert [row[8] for row in on if "Technical launch" in row] == ["Overdue"]


def test_the_same_status_date_gives_the_same_bytes(changed: Path, tmp_path: Path) -> None:
    for form in FORM_IDS:
        found = []
        for name in ("a.csv", "b.csv"):
            target = tmp_path / name
            options = ("--form", form, "--status-date", "2026-11-23")
            succeeds("export", changed, target, *options)
            found.append(target.read_bytes())
        assert found[0] == found[1]


def test_rows_are_asked_for_in_the_language_of_the_register(sample: Path) -> None:
    rows = exported(sample, "--form", "register", "--where", "Side: Uzbekistan")
    assert {row[2] for row in rows[3:] if row[0]} == {"Uzbekistan"}
    assert len(exported(sample, "--form", "register")) > len(rows)
    assert "No column is called" in fails("export", sample, "-", "--where", "Fnish: 3")


def test_one_project_and_chosen_columns_with_dates_for_programs(sample: Path) -> None:
    options = ("--project", "ICIC", "--columns", "name, finish", "--machine-dates")
    rows = exported(sample, *options)
    assert rows[2] == [
        *("Measure", "Deadline", "Deadline: first day", "Deadline: last day"),
        "Deadline: precision",
    ]
    assert [*(row[1:] for row in rows if row[0] == "Technical launch")] == [
        ["2026-Q4", "2026-10-01", "2026-12-31", "quarter"]
    ]
    assert sum(row[0].startswith(("I. ", "II. ")) for row in rows) == 1


def test_dates_for_programs_are_not_taken_in(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "roadmap.csv"
    succeeds("export", sample, target, "--machine-dates", "--lang", "ru")
    told = succeeds("import", sample, target, "--dry-run", "--lang", "en")
    assert "0 new, 0 changed" in told


def test_a_report_is_not_taken_in(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    succeeds("export", sample, target, "--form", "claims", "--lang", "kk")
    assert "is a report" in fails("import", sample, target, "--dry-run", "--lang", "en")


def test_the_period_of_what_falls_due(sample: Path) -> None:
    rows = exported(sample, "--form", "due", "--period", "Q4 2026", "--status-date", "2026-11-23")
    assert rows[1][0] == "as of 2026-11-23, falling due: Q4 2026"
    assert "Technical launch" in {row[2] for row in rows}


def test_a_period_from_one_to_another(sample: Path) -> None:
    asked = ("--form", "due", "--status-date", "2026-11-23", "--period")
    rows = exported(sample, *asked, "Q4 2026..H1 2027")
    assert rows[1][0] == "as of 2026-11-23, falling due: Q4 2026 – H1 2027"
    assert "Technical launch" in {row[2] for row in rows}
    assert rows[2:] == exported(sample, *asked, "from Q4 2026 to H1 2027")[2:]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--period", "30"), "--period"),
        (("--since", "2026-11-01"), "--since"),
        (("--form", "due", "--period", "soon"), "Q1 2026..H1 2027"),
        (("--form", "due", "--period", "2027..2026"), "ends before it begins"),
        (("--form", "changes", "--since", "2026"), "longer than a day"),
        (("--as-of", "yesterday or so"), "yesterday"),
        (("--columns", "x"), "“x”"),
        (("--project", "Zzz"), "Zzz"),
        (("--form", "nope"), "commissioning"),
        (("--form", "nope.toml"), "nope.toml"),
    ],
)
def test_options_that_cannot_be_taken_are_explained(
    sample: Path, options: tuple[str, ...], told: str
) -> None:
    assert told in fails("export", sample, "-", *options, "--lang", "en")


@pytest.mark.parametrize("option", [("--columns", "name"), ("--machine-dates",), ("--where", "x")])
def test_a_document_takes_no_options_of_forms(
    sample: Path, tmp_path: Path, option: tuple[str, ...]
) -> None:
    assert option[0] in fails("export", sample, tmp_path / "a.json", *option)


def test_a_form_of_ones_own_is_taken_from_a_file(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = resource("forms", "register.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('en = "Project register"', 'en = "Mine"'), encoding="utf-8")
    assert exported(sample, "--form", str(path))[0][0] == "Mine"
    path.write_text(text.replace('field = "side"', 'field = "sied"'), encoding="utf-8")
    assert "columns[3].field" in fails("export", sample, "-", "--form", str(path), "--lang", "en")


def test_the_forms_are_listed_with_their_columns() -> None:
    found = json.loads(succeeds("forms", "--json"))
    bundled = [form for form in found if form["bundled"]]
    assert [form["id"] for form in bundled] == list(FORM_IDS)
    assert bundled[0]["columns"][3] == {
        "name": "finish",
        "heading": {
            "en": "Deadline",
            "ru": "Срок исполнения",
            "kk": "Орындау мерзімі",
            "uz": "Ijro muddati",
        },
    }
    assert "roadmap: Дорожная карта" in run("forms", "--lang", "ru").stdout


def test_slippage_tells_how_far_the_forecast_has_moved_since_a_day(tmp_path: Path) -> None:
    file = tmp_path / "plant.cotrack"
    with grown(file) as workspace:
        promise = Commitment(
            item_id=1, deadline=Period.month(2024, 6), recorded_on=Period.day(date(2024, 1, 10))
        )
        workspace.perform("import", lambda repository: repository.insert(promise))
    wanted = ("--form", "slippage", "--status-date", "2024-06-03", "--since", "2024-01-31")
    headings, (halls,) = told(exported(file, *wanted))
    earlier = headings.index("Earlier forecast (31.01.2024)")
    assert headings[earlier + 1] == "Slip of the forecast (since 31.01.2024)"
    assert headings[earlier - 1] == "Expected slip, at most, days"
    assert halls[earlier].startswith("2024-")
    assert halls[earlier + 1] == "60 d"
    # What is worked out is known as such, and not taken in again.
    for heading in headings[earlier : earlier + 2]:
        assert all(known.is_worked_out for known in known_headings(heading)[0])
    assert known_headings(headings[earlier])[0]
    plain, _ = told(exported(file, *wanted[:4]))
    assert len(plain) == len(headings) - 2
    assert "means nothing" in fails("export", file, "-", "--format", "csv", "--since", "2024-01-31")


def told(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The headings and the rows of an exported table."""
    at = next(place for place, row in enumerate(rows) if "Measure" in row)
    return rows[at], [row for row in rows[at + 1 :] if "Halls" in row]


def test_columns_of_an_earlier_forecast_can_be_asked_of_any_form(tmp_path: Path) -> None:
    file = tmp_path / "plant.cotrack"
    grown(file).close()
    wanted = ("--status-date", "2024-06-03", "--since", "2024-01-31")
    columns = ("--columns", "name,forecast_then,slip_since")
    rows = exported(file, *wanted, *columns)
    headings = next(row for row in rows if "Earlier forecast (31.01.2024)" in row)
    assert headings[-1] == "Slip of the forecast (since 31.01.2024)"
    assert "60 d" in next(row for row in rows if "Halls" in row)
