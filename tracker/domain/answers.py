"""What follows from the rows of a portfolio, worked out once and kept for as long as it holds.

There is one rule. An answer about a project or item rests on the row itself, on what belongs to it
(its commitments, figures, notes, roles of bodies, citations), on the bodies and sources that these
name, and on the answers to the same question about the rows directly below. When one of them
changes, every answer about the row and about all that stands above it is forgotten, and worked out
again when it is next asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from tracker.domain.outline import ref_of

if TYPE_CHECKING:
    from tracker.domain.model import Item, Project
    from tracker.domain.portfolio import Portfolio

Answer = TypeVar("Answer")
RowT = TypeVar("RowT", bound="Project | Item")
Rest = ParamSpec("Rest")

Known = dict[int, Any]
"""The answers to one question by the ref of the row."""


class Answers:
    """The answers of one portfolio, each question's by row.

    Of a question that asks for something else besides the row (a status *on a day*) only those are
    kept that were asked for last, so that a day that is looked at once does not stay for ever.
    """

    def __init__(self) -> None:
        self._kept: dict[Callable[..., Any], tuple[tuple[Any, ...], Known]] = {}

    def known(self, question: Callable[..., Any], rest: tuple[Any, ...]) -> Known:
        kept = self._kept.get(question)
        if kept is None or kept[0] != rest:
            kept = self._kept[question] = (rest, {})
        return kept[1]

    def __bool__(self) -> bool:
        return bool(self._kept)

    def forget(self, ref: int) -> None:
        for _, known in self._kept.values():
            known.pop(ref, None)


def kept(
    answer: Callable[Concatenate[Portfolio, RowT, Rest], Answer],
) -> Callable[Concatenate[Portfolio, RowT, Rest], Answer]:
    """Keep what a function says of a row by itself, see the module."""

    @wraps(answer)
    def ask(portfolio: Portfolio, row: RowT, *rest: Any) -> Answer:
        known = portfolio.answers.known(ask, rest)
        ref = ref_of(row)
        if ref not in known:
            known[ref] = answer(portfolio, row, *rest)  # type: ignore[call-arg]
        found: Answer = known[ref]
        return found

    return ask  # type: ignore[return-value]


def answers_to(
    question: Callable[Concatenate[Portfolio, RowT, Rest], Answer],
    portfolio: Portfolio,
    rows: Iterable[RowT],
    *rest: Rest.args,
    **named: Rest.kwargs,
) -> list[Answer]:
    """The answers to a question that is :func:`kept` or :func:`rolled_up`, about many rows."""
    known = portfolio.answers.known(question, rest)
    return [
        known[ref] if (ref := ref_of(row)) in known else question(portfolio, row, *rest, **named)
        for row in rows
    ]


def rolled_up(
    answer: Callable[Concatenate[Portfolio, Project | Item, Sequence[Answer], Rest], Answer],
) -> Callable[Concatenate[Portfolio, Project | Item, Rest], Answer]:
    """Keep what a function says of a row, given what it says of the rows directly below.

    The function is called for what stands lowest first, so that no depth of the tree is too deep;
    what is its own part in a damaged tree is left out.
    """

    @wraps(answer)
    def ask(portfolio: Portfolio, row: Project | Item, *rest: Any) -> Answer:
        known = portfolio.answers.known(ask, rest)
        ref = ref_of(row)
        if ref not in known:
            for below in reversed(_unanswered(portfolio, ref, known)):
                parts = [known[part] for part in portfolio.outline.below(below) if part in known]
                known[below] = answer(portfolio, portfolio.row_of(below), parts, *rest)  # type: ignore[call-arg]
        found: Answer = known[ref]
        return found

    return ask  # type: ignore[return-value]


def _unanswered(portfolio: Portfolio, ref: int, known: Known) -> list[int]:
    """``ref`` and what has no answer yet below it, each row before its parts."""
    found, seen = [ref], {ref}
    for above in found:
        parts = portfolio.outline.below(above)
        missing = [part for part in parts if part not in known and part not in seen]
        seen.update(missing)
        found += missing
    return found
