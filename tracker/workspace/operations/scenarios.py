"""What-ifs that are kept beside the plan, under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tracker.domain.errors import ConflictError, InputError
from tracker.domain.model import Scenario, ScenarioMove
from tracker.domain.portfolio import Portfolio
from tracker.language import N_
from tracker.storage.repository import Repository
from tracker.workspace.workspace import Workspace

LONGEST_NAME: Final = 80


def keep_scenario(
    workspace: Workspace, *, name: str, moves: Sequence[ScenarioMove], note: str = ""
) -> int:
    """Keep what is supposed under a name, in place of the scenario that had it; returns its id.

    The ``scenario_id`` of the moves does not count; of each item there is one move at most.
    """
    name = _name(name)
    workspace.refresh()
    current = scenario_named(workspace.portfolio, name)
    moved = workspace.portfolio.scenario_moves
    before = list(moved.where("scenario_id", current.id if current else 0))
    kept = {move.item_id: move for move in before}

    def write(repository: Repository) -> None:
        scenario = current or repository.insert(Scenario(name=name, note=note))
        if current is not None and current.note != note:
            repository.update(replace(current, note=note))
        for move in before:
            if all(move.item_id != wanted.item_id for wanted in moves):
                repository.delete(ScenarioMove, move.id)
        for wanted in moves:
            old = kept.get(wanted.item_id)
            new = replace(wanted, scenario_id=scenario.id, id=0, uid="")
            if old is None:
                repository.insert(new)
            elif (changed := replace(new, id=old.id, uid=old.uid)) != old:
                repository.update(changed)

    workspace.perform("keep-scenario", write, name=name)
    found = scenario_named(workspace.portfolio, name)
    assert found is not None
    return found.id


def rename_scenario(workspace: Workspace, *, scenario_id: int, name: str) -> None:
    """Give a scenario another name. Raises ConflictError for one that is taken."""
    name = _name(name)
    workspace.refresh()
    scenario = workspace.portfolio.scenarios[scenario_id]
    if name == scenario.name:
        return
    if scenario_named(workspace.portfolio, name) is not None:
        raise ConflictError(
            N_("There is a scenario “{name}” already. Choose another name; nothing was changed."),
            name=name,
        )
    renamed = replace(scenario, name=name)
    workspace.perform(
        "rename-scenario",
        lambda repository: repository.update(renamed),
        name=scenario.name,
        to=name,
    )


def delete_scenario(workspace: Workspace, *, scenario_id: int) -> None:
    scenario = workspace.portfolio.scenarios[scenario_id]
    workspace.perform(
        "delete-scenario",
        lambda repository: repository.delete(Scenario, scenario_id),
        name=scenario.name,
    )


def scenario_named(portfolio: Portfolio, name: str) -> Scenario | None:
    return next(iter(portfolio.scenarios.where("name", name)), None)


def _name(text: str) -> str:
    """A name as one line. Raises InputError for none, or one that is too long for a menu."""
    name = " ".join(text.split())
    if not name:
        raise InputError(N_("A scenario needs a name. Type one, for example “Late equipment”."))
    if len(name) > LONGEST_NAME:
        raise InputError(
            N_("The name of a scenario takes {most} letters. Shorten it."), most=LONGEST_NAME
        )
    return name
