"""The journal under any sequence of operations: undone, redone, and looked back upon."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.errors import ConflictError
from tracker.domain.fields import FIELD
from tracker.domain.model import ItemKind, LinkType, Names, Role, Source, State
from tracker.domain.period import Period, deadline_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.values import Amount, DatedText
from tracker.language import Language
from tracker.workspace import Workspace, operations
from tracker.workspace.query import row_key

Dump = list[object]


class Clock:
    """Each step is a second later than the one before."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def dump(portfolio: Portfolio) -> Dump:
    """Every row with every attribute, in an order that depends on nothing else."""
    return sorted(portfolio.rows(), key=lambda row: (row.table, row.id))


def choose(portfolio: Portfolio, number: int) -> RowKey | None:
    rows = [row_key(row) for row in (*portfolio.ordered_projects(), *portfolio.items)]
    return rows[number % len(rows)] if rows else None


def an_item(portfolio: Portfolio, number: int) -> int | None:
    ids = sorted(item.id for item in portfolio.items)
    return ids[number % len(ids)] if ids else None


def do(workspace: Workspace, kind: int, a: int, b: int) -> None:
    """One operation of every sort there is, on rows that the two numbers choose."""
    portfolio = workspace.portfolio
    row, other, item = choose(portfolio, a), choose(portfolio, b), an_item(portfolio, a)
    second = an_item(portfolio, b)
    if row is None or kind == 0:
        operations.add_project(workspace, name=Names(ru=f"Проект {a}"), after=row)
        return
    if item is None or second is None or kind == 1:
        kinds = list(ItemKind)
        operations.add_item(
            workspace,
            parent=row,
            name=Names(en=f"Row {a}"),
            kind=kinds[b % 3],
            after=None if b % 2 else operations.LAST,
        )
        return
    keys = [row, other] if other else [row]
    steps: list[Callable[[], object]] = [
        lambda: operations.rename(workspace, row=row, name=Names(uz=f"Oʻzgargan {b}")),
        lambda: operations.delete_rows(workspace, rows=keys),
        lambda: operations.indent(workspace, rows=keys),
        lambda: operations.outdent(workspace, rows=keys),
        lambda: operations.move_up(workspace, rows=keys),
        lambda: operations.move_down(workspace, rows=keys),
        lambda: operations.move_to(workspace, rows=[RowKey("items", item)], parent=row),
        lambda: operations.commit_deadline(
            workspace,
            item_id=item,
            deadline=deadline_from_key(("2026-Q4", "2027-H1", "permanent")[b % 3]),
            wording="IV квартал",
            language="ru",
        ),
        lambda: operations.set_field(
            workspace,
            rows=[RowKey("items", item), RowKey("items", second)],
            field=FIELD["actual_finish"],
            value=DatedText(Period.quarter(2026, b % 4 + 1), "typed", "en"),
        ),
        lambda: operations.set_field(
            workspace, rows=[row], field=FIELD["state"], value=list(State)[b % 5]
        ),
        lambda: operations.set_field(
            workspace,
            rows=[RowKey("items", item)],
            field=FIELD["cost"],
            value=Amount(Decimal(f"0.{a}1"), "KZT") if b % 2 else None,
        ),
        lambda: operations.set_bodies(
            workspace,
            row=row,
            role=Role.RESPONSIBLE,
            names=[f"Body {a % 3}", f"Body {b % 3}"],
            language=Language.KK,
        ),
        lambda: operations.add_note(workspace, row=row, text=f"Note {a}"),
        lambda: operations.add_source(workspace, source=Source(key=f"s{a % 3}", title="Title")),
        lambda: operations.add_link(
            workspace,
            predecessor_id=item,
            successor_id=second,
            link_type=list(LinkType)[b % 4],
        ),
        lambda: operations.set_setting(workspace, key="title", value="x" * (b % 3)),
    ]
    steps[kind % len(steps)]()


numbers = st.integers(0, 30)
sequences = st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=25)


@settings(max_examples=40)
@given(sequence=sequences)
def test_any_sequence_is_undone_redone_and_seen_again(
    sequence: list[tuple[int, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.cotrack"
        clock = Clock()
        states: list[tuple[datetime, Dump]] = []
        with Workspace.create(path, user="tester", clock=clock) as workspace:
            states.append((clock.now, dump(workspace.portfolio)))
            for kind, a, b in sequence:
                before = workspace.undo_step
                try:
                    do(workspace, kind, a, b)
                except ConflictError:
                    assert dump(workspace.portfolio) == states[-1][1], "a refusal changes nothing"
                if workspace.undo_step != before:
                    states.append((clock.now, dump(workspace.portfolio)))
            assert [finding.text() for finding in workspace.check()] == []
            for _, state in reversed(states[:-1]):
                workspace.undo()
                assert dump(workspace.portfolio) == state
            assert workspace.undo_step is None
        # The other half in another run of the program.
        with Workspace.open(path, user="tester", clock=clock) as workspace:
            assert dump(workspace.portfolio) == states[0][1]
            for _, state in states[1:]:
                workspace.redo()
                assert dump(workspace.portfolio) == state
            assert workspace.redo_step is None
            for moment, state in states:
                assert dump(workspace.as_of(moment)) == state
            assert workspace.check() == []


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "file.cotrack", user="tester", clock=Clock())


def test_an_edit_after_an_undo_leaves_nothing_to_redo(workspace: Workspace) -> None:
    operations.add_project(workspace, name=Names(en="A"))
    workspace.undo()
    assert workspace.redo_step is not None
    operations.add_project(workspace, name=Names(en="B"))
    assert workspace.redo_step is None
    assert workspace.undo_step is not None and workspace.undo_step.details == {"name": "B"}


def test_a_step_that_changes_nothing_leaves_no_trace(workspace: Workspace) -> None:
    key = operations.add_project(workspace, name=Names(en="A"))
    told: list[object] = []
    workspace.listeners.append(told.append)
    operations.rename(workspace, row=key, name=Names(en="A"))
    operations.set_field(workspace, rows=[key], field=FIELD["sector"], value=None)
    assert told == []
    assert len(list(workspace.history())) == 1


def test_a_refused_step_is_rolled_back_whole(workspace: Workspace) -> None:
    key = operations.add_project(workspace, name=Names(en="A"))

    def body(repository) -> None:  # type: ignore[no-untyped-def]
        repository.delete(type(workspace.portfolio.projects[key.id]), key.id)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        workspace.perform("delete", body)
    assert key.id in workspace.portfolio.projects
    assert workspace.check() == []


def test_who_and_what_stands_in_the_history(workspace: Workspace) -> None:
    operations.set_setting(workspace, key="office", value="MTI")
    operations.add_project(workspace, name=Names(en="A"))
    entry = next(workspace.history())
    assert (entry.user, entry.office, entry.operation) == ("tester", "MTI", "add-project")
    changes = workspace.changes_of(entry)
    assert changes.rows[0].before is None and changes.rows[0].after is not None
