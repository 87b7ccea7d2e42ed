"""Dates and links of several rows, each as one step that can be undone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.errors import ConflictError
from tracker.domain.model import Edge, ItemKind, Link, LinkType, Names, Source
from tracker.domain.moving import Span
from tracker.domain.period import Period, period_from_key
from tracker.domain.portfolio import RowKey
from tracker.language import Language, translator
from tracker.workspace import Workspace, operations
from tracker.workspace.labels import operation_text

TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
A, B, C = (RowKey("items", number) for number in (1, 2, 3))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "file.cotrack", user="tester", clock=lambda: TODAY)
    rows = [
        project(),
        item(1, "A"),
        item(2, "B", kind=ItemKind.ACTIVITY),
        item(3, "C"),
        commitment(1, 1, "2026-Q4"),
        commitment(2, 2, "2026-03", edge=Edge.START),
        commitment(3, 2, "2027-by"),
        commitment(4, 3, "permanent"),
    ]
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    return workspace


def dates(workspace: Workspace) -> list[str]:
    portfolio = workspace.portfolio
    found = [
        portfolio.deadline(portfolio.items[1]),
        portfolio.deadline(portfolio.items[2], Edge.START),
        portfolio.deadline(portfolio.items[2]),
    ]
    return [each.key if each else "" for each in found]


def step(workspace: Workspace) -> str:
    entry = workspace.undo_step
    assert entry is not None
    return operation_text(entry.operation, entry.details, translator(Language.EN))


def test_rows_are_shifted_each_by_its_own_precision_as_one_step(workspace: Workspace) -> None:
    before = dates(workspace)
    operations.shift_dates(workspace, rows=[A, B], units=1)
    assert dates(workspace) == ["2027-Q1", "2027-03", "2028-by"]
    assert step(workspace) == "new dates for 2 rows"
    workspace.undo()
    assert dates(workspace) == before
    workspace.redo()
    assert dates(workspace) == ["2027-Q1", "2027-03", "2028-by"]


def test_the_earlier_commitment_is_kept_and_the_new_one_says_only_what_is_known(
    workspace: Workspace,
) -> None:
    operations.shift_dates(workspace, rows=[A], units=-1)
    kept, new = workspace.portfolio.commitments_of(workspace.portfolio.items[1])
    assert kept.deadline == period_from_key("2026-Q4")
    assert (new.binding, new.announced_on, new.wording, new.reason) == (True, None, "", "")
    assert new.recorded_on == Period.day(TODAY.date())
    assert step(workspace) == "commitment for “A”: 2026-Q3"


def test_what_has_no_period_is_not_shifted_and_nothing_else_is(workspace: Workspace) -> None:
    before = dates(workspace)
    with pytest.raises(ConflictError, match="“C”"):
        operations.shift_dates(workspace, rows=[A, C], units=1)
    with pytest.raises(ConflictError, match="years 1 to 9999"):
        operations.shift_dates(workspace, rows=[A], units=40_000)
    assert dates(workspace) == before


def test_a_date_that_would_not_come_into_force_is_refused(workspace: Workspace) -> None:
    operations.commit_deadline(
        workspace,
        item_id=1,
        deadline=period_from_key("2027-Q2"),
        announced_on=period_from_key("2026-12"),
    )
    with pytest.raises(ConflictError, match="later than today"):
        operations.shift_dates(workspace, rows=[A], units=1)


def test_a_reason_and_a_source_go_to_the_same_commitments(workspace: Workspace) -> None:
    source = operations.add_source(workspace, source=Source(key="s", title="Protocol"))
    ids = operations.shift_dates(workspace, rows=[B], units=1)
    count = len(workspace.portfolio.commitments)
    operations.explain_commitments(workspace, commitment_ids=ids, reason="floods", source_id=source)
    assert len(workspace.portfolio.commitments) == count
    for each in ids:
        found = workspace.portfolio.commitments[each]
        assert (found.reason, found.source_id) == ("floods", source)
        assert found.recorded_on == Period.day(TODAY.date())
    workspace.undo()
    assert all(not workspace.portfolio.commitments[each].reason for each in ids)
    assert dates(workspace)[1:] == ["2027-03", "2028-by"]


def test_an_item_is_added_with_its_dates_as_one_step(workspace: Workspace) -> None:
    span = Span(period_from_key("2026-Q1"), period_from_key("2026-Q3"))
    key = operations.add_item(
        workspace,
        parent=RowKey("projects", 1),
        name=Names(en="New"),
        kind=ItemKind.ACTIVITY,
        span=span,
    )
    found = workspace.portfolio.commitments.where("item_id", key.id)
    assert [each.deadline for each in found] == [span.start, span.finish]
    workspace.undo()
    assert workspace.portfolio.row(key) is None
    assert len(workspace.portfolio.commitments) == 4


def links(workspace: Workspace) -> list[tuple[int, int, str]]:
    return [
        (link.predecessor_id, link.successor_id, link.type.value)
        for link in workspace.portfolio.links
    ]


def test_rows_are_linked_in_their_order_as_one_step(workspace: Workspace) -> None:
    operations.add_link(workspace, predecessor_id=1, successor_id=2)
    operations.link_in_order(workspace, rows=[A, B, C])
    assert links(workspace) == [(1, 2, "FS"), (2, 3, "FS")]
    workspace.undo()
    assert links(workspace) == [(1, 2, "FS")]


def test_a_loop_within_an_order_is_named_and_nothing_is_linked(workspace: Workspace) -> None:
    operations.add_link(workspace, predecessor_id=3, successor_id=1)
    with pytest.raises(ConflictError) as refused:
        operations.link_in_order(workspace, rows=[A, B, C])
    assert "C → A → B → C" in str(refused.value.text(translator(Language.EN).text))
    assert links(workspace) == [(3, 1, "FS")]


@pytest.mark.parametrize("rows", [[A], [RowKey("projects", 1), A]])
def test_what_cannot_be_linked_is_said(workspace: Workspace, rows: list[RowKey]) -> None:
    with pytest.raises(ConflictError):
        operations.link_in_order(workspace, rows=rows)


def test_type_and_lag_of_a_link_are_changed(workspace: Workspace) -> None:
    first = operations.add_link(workspace, predecessor_id=1, successor_id=2)
    operations.add_link(workspace, predecessor_id=1, successor_id=2, link_type=LinkType.SS)
    changed = Link(
        id=first,
        uid=workspace.portfolio.links[first].uid,
        predecessor_id=1,
        successor_id=2,
        type=LinkType.FF,
        lag=5,
    )
    operations.edit_link(workspace, link=changed)
    assert workspace.portfolio.links[first] == changed
    with pytest.raises(ConflictError, match="already"):
        operations.edit_link(workspace, link=Link(**{**_values(changed), "type": LinkType.SS}))
    workspace.undo()
    assert workspace.portfolio.links[first].type is LinkType.FS


def _values(link: Link) -> dict[str, object]:
    names = ("id", "uid", "predecessor_id", "successor_id", "type", "lag", "lag_unit")
    return {name: getattr(link, name) for name in names}
