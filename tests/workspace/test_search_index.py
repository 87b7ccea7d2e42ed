"""A search finds a row by whatever it says, also after any change."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import center, commitment, item
from tests.domain.steps import STEP, beginning
from tests.workspace.test_shown import taken
from tracker.domain.fields import Context
from tracker.domain.model import Item, Names, ProgressNote, Project
from tracker.domain.outline import ref_of
from tracker.domain.portfolio import Portfolio
from tracker.language import Language, translator
from tracker.language.folding import Wanted
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.patching import affected_rows
from tracker.workspace.sayings import sayings, where_found
from tracker.workspace.search_index import SearchIndex

TODAY = date(2026, 11, 23)
TEXTS = ("item 2", "mti", "q4", "roadmap", "center", "2026", "planned", "e", "Joint", "kz", "№")


def context_of(portfolio: Portfolio) -> Context:
    return Context(portfolio, TODAY, OutlineNumbers(portfolio))


def plainly_found(text: str, portfolio: Portfolio, language: Language) -> set[int]:
    """The refs of the rows that say ``text``, each looked through by itself."""
    wanted, context = Wanted.of(text), context_of(portfolio)
    rows: list[Project | Item] = [*portfolio.projects, *portfolio.items]
    return {
        ref_of(row)
        for row in rows
        if any(wanted.is_in(said.readings) for said in sayings(row, context, translator(language)))
    }


def found_in(index: SearchIndex, text: str, portfolio: Portfolio, language: Language) -> set[int]:
    return set(index.find(text, context_of(portfolio), translator(language)))


@given(
    st.lists(
        st.lists(STEP, min_size=1, max_size=4)
        | st.sampled_from(TEXTS)
        | st.sampled_from(Language)
        | st.integers(0, 5),
        max_size=16,
    )
)
def test_the_rows_found_are_those_found_one_by_one_after_any_changes(happenings: list) -> None:
    """Steps change rows, texts are searched, languages turned to, and some rows read ahead."""
    portfolio, language, text = beginning(), Language.EN, TEXTS[0]
    index = SearchIndex(portfolio)
    for happening in happenings:
        match happening:
            case Language():
                language = happening
            case str():
                text = happening
            case int():
                index.read_some(happening, context_of(portfolio), translator(language))
                continue
            case _:
                changes = taken(portfolio, happening)
                index.renew(affected_rows(portfolio, changes))
        assert found_in(index, text, portfolio, language) == plainly_found(
            text, portfolio, language
        )


def test_all_is_read_ahead_in_parts() -> None:
    portfolio = center()
    index = SearchIndex(portfolio)
    context, english = context_of(portfolio), translator(Language.EN)
    assert [index.read_some(2, context, english) for _ in range(3)] == [True, False, False]


def test_it_is_told_what_of_a_row_was_found() -> None:
    portfolio = center()
    portfolio.put(replace(portfolio.items[3], name=Names(en="Official opening", uz="Очилиш")))
    portfolio.put(ProgressNote(id=1, item_id=3, text="Letter about the opening"))

    def labels(text: str) -> tuple[str, ...]:
        return where_found(text, portfolio.items[3], context_of(portfolio), translator(Language.EN))

    assert labels("opening") == ("Name in English", "Progress")
    assert labels("ochilish") == ("Name in Uzbek",)
    assert labels("letter") == ("Progress",)
    assert labels("nothing like it") == ()


def test_what_a_row_stood_below_is_not_found_by_its_date_any_more() -> None:
    portfolio = center()
    portfolio.put(item(4, "Permit", parent_id=1))
    portfolio.put(commitment(7, 4, "2031"))
    index = SearchIndex(portfolio)
    assert found_in(index, "2031", portfolio, Language.EN) == {4, 1, -1}
    index.renew(affected_rows(portfolio, taken(portfolio, [item(4, "Permit")])))
    assert found_in(index, "2031", portfolio, Language.EN) == {4, -1}
