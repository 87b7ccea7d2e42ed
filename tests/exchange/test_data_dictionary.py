"""The data dictionary: every column in four languages, none without a kind and a meaning."""

import pytest

from tracker.domain.field_meanings import KIND_NAMES, MEANINGS, UNITS
from tracker.domain.fields import FIELD, Kind
from tracker.exchange.data_dictionary import data_dictionary
from tracker.exchange.forms import FORM_IDS, Rows, bundled_form, fields_of
from tracker.exchange.forms.meanings import meaning_of
from tracker.exchange.table import Cell, RowKind
from tracker.language import Language, translator


def rows(*forms: str, language: Language = Language.EN) -> list[tuple[RowKind, tuple[Cell, ...]]]:
    table = data_dictionary(map(bundled_form, forms), translator(language))
    return [(row.kind, row.cells) for row in table.rows]


def test_each_field_and_each_kind_is_explained() -> None:
    """Whoever adds a field says here what it means: those who get a table have nothing else."""
    assert set(MEANINGS) == set(FIELD)
    assert set(KIND_NAMES) == set(Kind)
    assert set(UNITS) <= set(FIELD)


@pytest.mark.parametrize("kind", Rows)
def test_each_column_of_a_form_has_a_meaning(kind: Rows) -> None:
    for key in fields_of(kind):
        assert meaning_of(key, kind)


@pytest.mark.parametrize("language", Language)
def test_every_column_has_its_headings_kind_and_meaning(language: Language) -> None:
    table = data_dictionary(map(bundled_form, FORM_IDS), translator(language))
    for row in table.rows:
        assert len(row.cells) == len(table.columns)
        if row.kind is RowKind.ROW:
            assert all(row.cells[:7])


def test_a_form_is_explained_under_its_own_headings() -> None:
    found = rows("register")
    assert found[0] == (RowKind.SECTION, ("register: Project register", *[None] * 8))
    (deadline,) = (cells for _, cells in found if cells[1] == "Deadline")
    assert deadline == (
        "finish",
        *("Deadline", "Срок исполнения", "Орындау мерзімі", "Ijro muddati"),
        "period of any precision, limit, or duty without an end",
        "Finish that was committed to and is in force; of a row with parts the latest of theirs.",
        None,
        None,
    )
    status = next(cells for _, cells in found if cells[0] == "status")
    assert {"Completed", "Under control"} <= set(str(status[-1]).split("; "))


def test_a_column_of_several_parts_names_each_of_them() -> None:
    note = next(cells for _, cells in rows("roadmap") if cells[1] == "Note")
    assert note[0] == "note; source"
    assert note[6] == "Remark on the row. Every document that anything about the row rests on."


def test_the_register_is_explained_after_the_forms() -> None:
    found = rows("due")
    place = found.index((RowKind.SECTION, ("Every column of the register", *[None] * 8)))
    assert [cells[0] for _, cells in found[place + 1 :]] == list(FIELD)
    cost = next(cells for _, cells in found[place:] if cells[0] == "duration")
    assert cost[7] == "working days"
