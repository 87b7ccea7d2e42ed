"""Files of every released schema open, and nothing in them is lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tracker.domain.model import ConstraintKind
from tracker.domain.period import Period
from tracker.storage import migrations
from tracker.storage.beside import backups
from tracker.workspace import Workspace

FILES = Path(__file__).resolve().parents[1] / "files" / "schema"


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_every_migration_has_a_real_file() -> None:
    assert {path.stem for path in FILES.glob("*.cotrack")} == set(migrations.names())


@pytest.mark.parametrize("path", sorted(FILES.glob("*.cotrack")), ids=lambda path: path.stem)
def test_a_file_of_a_released_schema_opens_with_all_that_is_in_it(
    path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    with Workspace.open(copy, user="tester") as workspace:
        assert workspace.check() == []
        (project,) = workspace.portfolio.projects
        (item,) = workspace.portfolio.items
        assert (project.name.en, project.name.ru) == ("The center", "Центр")
        assert workspace.portfolio.deadline(item) == Period.quarter(2026, 4)
        assert workspace.undo_step is not None and workspace.undo_step.operation == "rename"
        workspace.undo()
        assert workspace.portfolio.projects[project.id].name.en == "Center"


def test_a_file_with_the_tables_of_the_forecast_keeps_what_is_in_them(tmp_path: Path) -> None:
    copy = tmp_path / "forecast.cotrack"
    shutil.copy(FILES / "m002_forecast.cotrack", copy)
    with Workspace.open(copy, user="tester") as workspace:
        portfolio = workspace.portfolio
        (item,) = portfolio.items
        (calendar,) = portfolio.calendars
        assert (item.own_calendar_id, calendar.weekdays) == (calendar.id, "1111110")
        assert item.constraint_kind is ConstraintKind.NOT_BEFORE
        assert item.constraint_date == Period.month(2026, 10)
        assert [day.works for day in portfolio.calendar_days] == [False, True]
        (move,) = portfolio.scenario_moves
        assert portfolio.scenarios[move.scenario_id].name == "Late equipment"
        assert move.finish == Period.quarter(2027, 1)
        (result,) = portfolio.risk_results
        assert portfolio.risk_runs[result.run_id].seed == 1
        assert (result.p50, result.p80) == (
            Period.day(date(2027, 1, 20)),
            Period.day(date(2027, 2, 10)),
        )


def test_samplings_are_of_items_or_of_projects_and_their_history_holds(tmp_path: Path) -> None:
    for name in ("m002_forecast", "m003_risk_of_projects"):
        copy = tmp_path / f"{name}.cotrack"
        shutil.copy(FILES / copy.name, copy)
        with Workspace.open(copy, user="tester") as workspace:
            portfolio = workspace.portfolio
            owners = {bool(result.project_id) for result in portfolio.risk_results}
            assert owners == ({False} if name.startswith("m002") else {False, True})
            before = sorted(map(repr, portfolio.rows()))
            # What an older program wrote down of a result says nothing of projects.
            steps = 0
            while workspace.undo_step is not None:
                workspace.undo()
                steps += 1
            assert not len(portfolio.risk_results)
            for _ in range(steps):
                workspace.redo()
            assert sorted(map(repr, portfolio.rows())) == before
            assert workspace.check() == []


def test_a_backup_is_made_before_a_file_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.cotrack"
    Workspace.create(path, user="tester").close()
    before = content(path)
    known = migrations.names()

    def add_a_table(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")

    monkeypatch.setattr("tracker.storage.migrations.names", lambda: [*known, "m002"])
    monkeypatch.setattr("tracker.storage.migrations.apply", add_a_table)
    with Workspace.open(path, user="tester"):
        pass
    (copy,) = backups(path)
    assert content(copy) == before
    assert content(path) != before


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.cotrack"
    Workspace.create(path, user="tester").close()
    before = path.read_bytes()
    known = migrations.names()

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE notes")
        raise RuntimeError("half way")

    monkeypatch.setattr("tracker.storage.migrations.names", lambda: [*known, "m002"])
    monkeypatch.setattr("tracker.storage.migrations.apply", fail)
    with pytest.raises(RuntimeError, match="half way"):
        Workspace.open(path, user="tester")
    assert path.read_bytes() == before
