"""Random changes of a small portfolio, for the tests of what is kept in step with it."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import (
    Body,
    BodyRole,
    Citation,
    Edge,
    Item,
    ItemKind,
    Names,
    Role,
    Row,
    Side,
    Source,
    State,
)
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio

KEYS = ("2025-Q4", "2026-12-31", "2026", "2027-H1", "2027-03-by", "permanent", "each-month")
PROJECTS, ITEMS, COMMITMENTS = range(1, 3), range(1, 8), range(1, 7)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """An item below a project or below one with a lower number, so that no loop comes about."""
    number = draw(st.sampled_from(ITEMS))
    period = st.none() | st.sampled_from(KEYS[:5]).map(period_from_key)
    return item(
        number,
        f"Item {number}",
        kind=draw(st.sampled_from(ItemKind)),
        project_id=draw(st.sampled_from(PROJECTS)),
        parent_id=draw(st.none() | st.integers(1, number - 1)) if number > 1 else None,
        position=draw(st.integers(0, 2)),
        state=draw(st.none() | st.sampled_from(State)),
        actual_start=draw(period),
        actual_finish=draw(period),
    )


COMMITTED = st.builds(
    lambda number, item_id, key, edge, announced, binding: commitment(
        number, item_id, key, edge=edge, announced=announced, binding=binding
    ),
    st.sampled_from(COMMITMENTS),
    st.sampled_from(ITEMS),
    st.sampled_from(KEYS),
    st.sampled_from(Edge),
    st.sampled_from(("", "2023", "2025-05-01")),
    st.booleans(),
)
PROJECT = st.builds(
    lambda number, state, side, position: replace(
        project(number), state=state, side=side, position=position
    ),
    st.sampled_from(PROJECTS),
    st.none() | st.sampled_from(State),
    st.none() | st.sampled_from(Side),
    st.integers(0, 2),
)
NAMED = st.builds(
    lambda number, name: Body(id=number, uid=f"b{number}", name=Names(en=name)),
    st.integers(1, 2),
    st.sampled_from(("MTI", "Akimat")),
) | st.builds(
    lambda number, name: Source(id=number, uid=f"s{number}", key=f"s{number}", title=name),
    st.integers(1, 2),
    st.sampled_from(("Roadmap", "Letter")),
)
NAMING = st.builds(
    lambda number, item_id, body_id: BodyRole(
        id=number, uid=f"r{number}", item_id=item_id, body_id=body_id, role=Role.RESPONSIBLE
    ),
    st.integers(1, 3),
    st.sampled_from(ITEMS),
    st.integers(1, 2),
) | st.builds(
    lambda number, project_id, source_id: Citation(
        id=number, uid=f"q{number}", project_id=project_id, source_id=source_id
    ),
    st.integers(1, 3),
    st.sampled_from(PROJECTS),
    st.integers(1, 2),
)
GONE = st.sampled_from(
    [("items", number) for number in ITEMS] + [("commitments", number) for number in COMMITMENTS]
)
STEP = items() | COMMITTED | PROJECT | NAMED | NAMING | GONE
"""A row to put, or the table and id of a row to remove."""

STEPS = st.lists(STEP, max_size=12)


def beginning() -> Portfolio:
    """What the steps begin with: two projects, and the bodies and sources that can be named."""
    bodies = [Body(id=number, uid=f"b{number}", name=Names(en="MTI")) for number in (1, 2)]
    sources = [
        Source(id=number, uid=f"s{number}", key=f"s{number}", title="Roadmap") for number in (1, 2)
    ]
    return Portfolio([*bodies, *sources, *(project(number) for number in PROJECTS)])


def take(portfolio: Portfolio, step: Row | tuple[str, int]) -> None:
    portfolio.put(step) if isinstance(step, Row) else portfolio.remove(*step)
