"""Why a row is late, as texts for a reader."""

from __future__ import annotations

from datetime import date

from tests.workspace.test_foresight import EN, TODAY, portfolio
from tracker.domain.model import State
from tracker.domain.period import Period
from tracker.forecast.plan import Assumption
from tracker.workspace.foresight import PortfolioForesight, foresee
from tracker.workspace.why import ASSUMPTIONS, NOTHING, driving_items, driving_links, why


def told(rows) -> PortfolioForesight:  # type: ignore[no-untyped-def]
    rows.foresight = foresee(rows, TODAY)
    return rows.foresight  # type: ignore[no-any-return]


def test_the_chain_runs_from_its_beginning_to_the_row() -> None:
    rows = portfolio()
    found = why(rows, told(rows), rows.items[2], EN)
    assert found.is_behind
    assert [step.name for step in found.steps] == ["Works", "Opening"]
    assert [step.link for step in found.steps] == [0, 1]
    assert found.steps[0].when == "Jan – Feb 2027"
    assert found.steps[0].said == "late, committed 2026"
    assert "Works" in found.sentence
    assert "Opening" in found.sentence


def test_what_drives_a_row_is_known_by_its_links_and_items() -> None:
    rows = portfolio()
    foresight = told(rows)
    assert driving_links(foresight, rows.items[2]) == {1}
    assert driving_items(foresight, rows.items[2]) == {1, 2}
    assert driving_links(foresight, rows.items[1]) == set()
    assert driving_items(foresight, rows.projects[1]) == {1, 2}


def test_everything_that_had_to_be_assumed_is_named_with_its_row() -> None:
    rows = portfolio()
    found = why(rows, told(rows), rows.items[3], EN)
    assert found.assumed == (
        "Forgotten: its promise is over, and nothing says how long it still takes",
    )


def test_of_what_is_not_foreseen_nothing_is_said() -> None:
    rows = portfolio(state=State.CANCELLED)
    assert why(rows, told(rows), rows.items[1], EN) == NOTHING


def test_what_is_done_says_so_and_drives_nothing() -> None:
    rows = portfolio(state=State.DONE, actual_finish=Period.day(date(2026, 10, 1)))
    foresight = told(rows)
    assert driving_links(foresight, rows.items[2]) <= {1}
    assert "done" in why(rows, foresight, rows.items[1], EN).sentence


def test_every_assumption_has_its_words() -> None:
    assert set(ASSUMPTIONS) == set(Assumption)
