"""What is worked out once and kept is what would be worked out anew, after any change."""

from datetime import date

from hypothesis import given

from tests.domain.portfolios import center, commitment, item, project
from tests.domain.steps import STEPS, beginning, take
from tracker.domain.answers import kept
from tracker.domain.model import (
    Body,
    BodyRole,
    Citation,
    Edge,
    Item,
    Names,
    ProgressNote,
    Project,
    Role,
    Source,
    State,
)
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.reach import reach
from tracker.domain.status import status_of

DAYS = (date(2026, 1, 1), date(2028, 1, 1))


def answers(portfolio: Portfolio) -> list[object]:
    """Everything that is kept of every row that is in its place."""
    found: list[object] = []
    for project_row in portfolio.ordered_projects():
        for row in [project_row, *portfolio.descendants(project_row)]:
            found += [row.id, portfolio.children(row), reach(portfolio, row)]
            found += [portfolio.finish(row), portfolio.start(row)]
            found += [status_of(portfolio, row, day) for day in DAYS]
            if isinstance(row, Item):
                found += [portfolio.commitment_in_force(row, edge) for edge in Edge]
    return found


@given(STEPS)
def test_kept_answers_are_those_of_a_portfolio_that_was_never_asked(steps: list) -> None:
    portfolio = beginning()
    answers(portfolio)
    for step in steps:
        take(portfolio, step)
        assert answers(portfolio) == answers(Portfolio(portfolio.rows()))


def plain_reach(portfolio: Portfolio, row: Project | Item) -> tuple[Period | None, Period | None]:
    """The rule of the roll-up as it is said: every descendant looked at, nothing kept."""
    below = [found for found in portfolio.descendants(row) if found.state is not State.CANCELLED]
    finishes = [(portfolio.deadline(found) or found.actual_finish) for found in below]
    starts = [
        portfolio.deadline(found, Edge.START) or found.actual_start or finish
        for found, finish in zip(below, finishes, strict=True)
    ]
    return (
        min(
            (period for period in starts if isinstance(period, Period)),
            key=lambda period: (period.first, period.precision.rank),
            default=None,
        ),
        max(
            (period for period in finishes if isinstance(period, Period)),
            key=lambda period: (period.last, -period.precision.rank),
            default=None,
        ),
    )


@given(STEPS)
def test_a_roll_up_of_parts_is_that_of_every_descendant(steps: list) -> None:
    portfolio = beginning()
    for step in steps:
        take(portfolio, step)
    for one in portfolio.ordered_projects():
        for row in [one, *portfolio.descendants(one)]:
            found = reach(portfolio, row)
            assert (found.earliest_below, found.latest_below) == plain_reach(portfolio, row)


def test_an_answer_is_worked_out_again_only_when_what_it_rests_on_changes() -> None:
    portfolio, asked = center(), []

    @kept
    def question(portfolio: Portfolio, row: Project | Item) -> str:
        asked.append(row.id)
        return row.name.en

    phase, launch, opening = (portfolio.items[number] for number in (1, 2, 3))
    for row in (phase, launch, opening, phase):
        question(portfolio, row)
    assert asked == [1, 2, 3]
    portfolio.put(commitment(9, 3, "2028"))
    for row in (launch, opening, phase):
        question(portfolio, row)
    assert asked == [1, 2, 3, 3, 1]


def test_answers_for_another_day_take_the_place_of_those_before() -> None:
    portfolio = center()
    for year in range(2000, 2100):
        status_of(portfolio, portfolio.projects[1], date(year, 1, 1))
    assert len(portfolio.answers.known(status_of, (date(2099, 1, 1),))) == 4


def test_a_row_is_shown_by_what_names_it_and_all_above() -> None:
    portfolio = center()
    portfolio.put(Source(id=1, uid="s1", key="a", title="A"))
    portfolio.put(Body(id=1, uid="b1", name=Names(en="MTI")))
    portfolio.put(Citation(id=1, uid="q1", item_id=2, source_id=1))
    portfolio.put(BodyRole(id=1, uid="r1", project_id=1, body_id=1, role=Role.RESPONSIBLE))
    below, above = RowKey("items", 2), {RowKey("items", 1), RowKey("projects", 1)}
    assert portfolio.shown_in(portfolio.sources[1]) == {below, *above}
    assert portfolio.shown_in(portfolio.bodies[1]) == {RowKey("projects", 1)}
    assert portfolio.shown_in(ProgressNote(id=1, item_id=2, text="x")) == {below, *above}


def test_a_tree_deeper_than_the_stack_is_rolled_up() -> None:
    deep = [item(number, "x", parent_id=number - 1 or None) for number in range(1, 3001)]
    portfolio = Portfolio([project(), *deep, commitment(1, 3000, "2026-Q4")])
    finish = portfolio.finish(portfolio.projects[1])
    assert finish is not None and finish.key == "2026-Q4"
