"""Any sequence of operations, for tests of what holds under all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tracker.domain.errors import ConflictError
from tracker.domain.fields import FIELD
from tracker.domain.model import ItemKind, LinkType, Names, Role, Source, State
from tracker.domain.period import Period, deadline_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.values import Amount, DatedText
from tracker.language import Language
from tracker.workspace import Workspace, operations
from tracker.workspace.outline_rows import row_key

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


def worked(workspace: Workspace, sequence: list[tuple[int, int, int]]) -> None:
    """Operations in turn, an undo among them now and then; what is refused is left out."""
    for kind, a, b in sequence:
        try:
            if kind == 7 and a % 2:
                workspace.undo()
            else:
                do(workspace, kind, a, b)
        except ConflictError:
            pass
