"""``forecast``: every item with its ranges, and the sentences of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cli.runs import fails, succeeds
from tests.workspace.test_foresight import portfolio
from tests.workspace.test_foresight_then import grown
from tracker.domain.fields import FIELD
from tracker.domain.model import ScenarioMove, State
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.forecast.plan import ProblemKind
from tracker.language import Language
from tracker.workspace import Workspace
from tracker.workspace.forecast_report import PROBLEMS
from tracker.workspace.operations import keep_scenario, set_field

DAY = ("--status-date", "2026-11-23")


@pytest.fixture
def works(tmp_path: Path) -> Path:
    file = tmp_path / "works.cotrack"
    with Workspace.create(file, user="tester") as workspace:
        rows = list(portfolio().rows())
        workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    return file


def test_each_item_has_both_ends_of_its_ranges_as_days(works: Path) -> None:
    found = json.loads(succeeds("forecast", works, *DAY, "--json"))
    assert found["status_date"] == "2026-11-23"
    items = {item["uid"]: item for item in found["items"]}
    assert items["w"]["early_start"] == ["2026-11-23", "2026-11-23"]
    first, last = map(date.fromisoformat, items["w"]["early_finish"])
    assert date(2027, 1, 1) < first < last
    assert items["w"]["state"] == "late"
    assert items["w"]["driven_by"] == {"reason": "status-date", "uid": None, "link": None}
    assert items["o"]["driven_by"]["uid"] == "w"
    assert items["o"]["total_float"] == 0
    assert items["x"]["assumed"] == ["outrun"]
    assert items["x"]["open_ended"]
    assert found["loops"] == found["errors"] == []


def test_the_object_has_the_keys_that_are_promised(works: Path) -> None:
    found = json.loads(succeeds("forecast", works, *DAY, "--json"))
    assert set(found) == {"status_date", "sampling", "items", "loops", "errors"}
    for item in found["items"]:
        assert set(item) == {
            *("uid", "early_start", "early_finish", "late_start", "late_finish"),
            *("total_float", "free_float", "promise_float", "state", "driven_by", "assumed"),
            *("doubtful", "open_ended"),
        }
        for key in ("early_start", "early_finish", "late_start", "late_finish"):
            days = item[key] or []
            assert [date.fromisoformat(day).isoformat() for day in days] == days
            assert days == sorted(days) and len(days) in (0, 2)
        assert item["total_float"] is None or isinstance(item["total_float"], int)


def test_one_item_is_told_of_alone(works: Path) -> None:
    found = json.loads(succeeds("forecast", works, *DAY, "--item", "o", "--json"))
    assert [item["uid"] for item in found["items"]] == ["o"]
    assert "There is no item “nobody”" in fails("forecast", works, "--item", "nobody")


def test_a_scenario_is_forecast_beside_the_plan(works: Path) -> None:
    planned = json.loads(succeeds("forecast", works, *DAY, "--json"))
    with Workspace.open(works, user="tester") as workspace:
        (item,) = workspace.portfolio.items.where("uid", "w")
        move = ScenarioMove(id=0, uid="", scenario_id=0, item_id=item.id, finish=Period.year(2030))
        move = replace(move, start=Period.year(2029))
        keep_scenario(workspace, name="Late equipment", moves=[move])
    supposed = ("--scenario", "Late equipment")
    found = json.loads(succeeds("forecast", works, *DAY, *supposed, "--json"))
    before, after = ({each["uid"]: each for each in said["items"]} for said in (planned, found))
    assert before["o"]["early_finish"] < after["o"]["early_finish"]
    assert json.loads(succeeds("forecast", works, *DAY, "--json")) == planned
    assert "no scenario “Early”" in fails("forecast", works, "--scenario", "Early")
    assert "not kept" in fails("forecast", works, "--runs", "9", "--keep", *supposed)


def test_the_same_seed_gives_the_same_dates(works: Path) -> None:
    first = succeeds("forecast", works, *DAY, "--runs", "50", "--seed", "7", "--json")
    assert first == succeeds("forecast", works, *DAY, "--runs", "50", "--seed", "7", "--json")
    found = json.loads(first)
    assert found["sampling"]["seed"] == 7
    (works_item,) = (item for item in found["items"] if item["uid"] == "w")
    assert works_item["p50"] <= works_item["p80"]
    assert works_item["driving"] == 50
    (project,) = found["projects"]
    assert works_item["p80"] <= project["p80"]
    assert found["sampling"]["runs"] == 50
    text = succeeds("forecast", works, *DAY, "--runs", "50", "--seed", "7", "--lang", "en")
    assert text.startswith("Plant (P50 ")
    assert "projects" not in json.loads(succeeds("forecast", works, *DAY, "--json"))
    with Workspace.open(works, user="tester") as workspace:
        rows = [RowKey("items", item.id) for item in workspace.portfolio.items]
        set_field(workspace, rows=rows, field=FIELD["state"], value=State.DONE)
    done = succeeds("forecast", works, *DAY, "--runs", "50", "--seed", "7", "--lang", "en")
    assert "Plant (P50 " not in done
    assert "belongs to" in fails("forecast", works, "--seed", "7")


def test_a_sampling_is_kept_and_used_while_it_holds(works: Path) -> None:
    drawn = ("--runs", "50", "--seed", "7", "--distribution", "triangular")
    first = succeeds("forecast", works, *DAY, *drawn, "--keep", "--json")
    assert succeeds("forecast", works, *DAY, "--json") == first
    assert "P80" in succeeds("forecast", works, *DAY)
    later = ("--status-date", "2026-11-24")
    assert json.loads(succeeds("forecast", works, *later, "--json"))["sampling"] is None
    text = succeeds("forecast", works, *later)
    assert "P80" not in text
    assert "The risk was sampled as of 23 Nov 2026; the plan has changed since" in text
    # What is drawn without being kept leaves the file alone.
    succeeds("forecast", works, *later, "--runs", "9")
    assert succeeds("forecast", works, *DAY, "--json") == first
    assert "“--keep” belongs to “--runs”" in fails("forecast", works, "--keep")


@pytest.mark.parametrize("language", Language)
def test_the_sentences_can_be_read_in_each_language(works: Path, language: Language) -> None:
    text = succeeds("forecast", works, *DAY, "--lang", language.value, "--runs", "20")
    lines = text.splitlines()
    assert any("P80" in line for line in lines)
    assert not any("{" in line for line in lines)


def test_the_sample_is_forecast_with_every_assumption_named(sample: Path) -> None:
    text = succeeds("forecast", sample, *DAY)
    assert "Technical launch is forecast for Nov – Dec 2026, as promised." in text
    assert "Official opening is forecast for H1 2027, as promised." in text
    assert "Commissioning is overdue: promised for 2025, not reported as done." in text
    assert "Construction and installation works: under way since an unknown day" in text


def test_a_sampled_date_is_said_no_finer_than_what_was_promised(sample: Path) -> None:
    text = succeeds("forecast", sample, "--status-date", "2026-11-23", "--runs", "20")
    lines = {line.partition(" is ")[0]: line for line in text.splitlines()}
    assert lines["Technical launch"].endswith("(P50 Q4 2026, P80 Q4 2026)")
    assert lines["Official opening"].endswith("(P50 H1 2027, P80 H1 2027)")
    # Of what is overdue nobody said when it will be done.
    assert "P50" not in lines["Stage 1"]


def test_every_problem_has_its_words() -> None:
    assert set(PROBLEMS) == set(ProblemKind)


SINCE = ("--status-date", "2024-06-03", "--since", "2024-01-31")


def test_a_past_forecast_stands_beside_that_of_now(tmp_path: Path) -> None:
    file = tmp_path / "plant.cotrack"
    grown(file).close()
    found = json.loads(succeeds("forecast", file, *SINCE, "--json"))
    assert found["since"] == "2024-01-31"
    items = {item["uid"]: item["since"] for item in found["items"]}
    first, last = items["halls"]["finish"]
    assert "2024-01-31" < first == last < "2024-12-31"
    assert items["halls"]["slip"]["unit"] == "days"
    assert items["halls"]["slip"]["first"] == items["halls"]["slip"]["last"] > 0
    assert items["fence"] == {"finish": None, "slip": None}
    text = succeeds("forecast", file, *SINCE, "--lang", "en")
    assert "(forecast on 31 Jan 2024: " in text
    plain = json.loads(succeeds("forecast", file, *SINCE[:2], "--json"))
    assert "since" not in plain
    assert all("since" not in item for item in plain["items"])
    assert "held nothing yet" in fails("forecast", file, *SINCE[:3], "2023-01-01")
    assert "2024-06-03 is not" in fails("forecast", file, *SINCE[:3], "2024-06-03")
