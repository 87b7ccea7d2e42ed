"""The journal as lines: what was, what is, whose it is, and what a filter leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.workspace.random_steps import Clock
from tracker.domain.fields import FIELD, FIELDS
from tracker.domain.model import (
    ROW_CLASSES,
    Edge,
    Item,
    ItemKind,
    Names,
    Role,
    Source,
    State,
)
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.domain.values import Amount
from tracker.language import Language, translator
from tracker.workspace import Workspace, operations
from tracker.workspace.history.lines import Line
from tracker.workspace.history.parts import field_choices, parts_of
from tracker.workspace.history.reader import NO_QUERY, HistoryQuery, HistoryReader
from tracker.workspace.history.words import Words


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    path = tmp_path / "file.cotrack"
    with Workspace.create(path, user="Aigul", office="MTI", clock=clock) as made:
        yield made


@pytest.fixture
def item(workspace: Workspace) -> RowKey:
    project = operations.add_project(workspace, name=Names(en="Plant", ru="Завод"))
    return operations.add_item(
        workspace, parent=project, name=Names(en="Launch"), kind=ItemKind.MILESTONE
    )


def read(
    workspace: Workspace, query: HistoryQuery = NO_QUERY, language: Language = Language.EN
) -> list[Line]:
    reader = HistoryReader(workspace, Words(workspace, translator(language)), query)
    found: list[Line] = []
    while not reader.done:
        found += reader.read(3, looked_at=5)
    return found


def said(
    workspace: Workspace, query: HistoryQuery = NO_QUERY, language: Language = Language.EN
) -> list[tuple[str, str, str, str]]:
    words = Words(workspace, translator(language))
    return [
        (words.row(line), words.field(line), *words.values(line))
        for line in read(workspace, query, language)
    ]


def commit(workspace: Workspace, item: RowKey, period: Period) -> None:
    operations.commit_deadline(workspace, item_id=item.id, deadline=period)


def test_a_line_says_who_what_where_old_and_new(workspace: Workspace, item: RowKey) -> None:
    operations.set_field(workspace, rows=[item], field=FIELD["percent"], value=40)
    operations.set_field(workspace, rows=[item], field=FIELD["percent"], value=60)
    line, words = read(workspace)[0], Words(workspace, translator(Language.EN))
    assert (words.who(line), line.entry.office) == ("Aigul", "MTI")
    assert words.step(line) == "change “% complete” of “Launch”"
    assert said(workspace)[0] == ("Launch", "% complete", "40", "60")
    assert line.owner == item


def test_a_new_date_says_which_one_it_takes_the_place_of(
    workspace: Workspace, item: RowKey
) -> None:
    commit(workspace, item, Period.quarter(2026, 4))
    commit(workspace, item, Period.quarter(2027, 1))
    assert said(workspace)[:2] == [
        ("Launch", "Finish", "Q4 2026", "Q1 2027"),
        ("Launch", "Finish", "", "Q4 2026"),
    ]
    # Deleted meanwhile, the first date still was what the second one took the place of.
    first = workspace.portfolio.commitments_of(_item(workspace, item))[0]
    operations.delete_commitment(workspace, commitment_id=first.id)
    assert said(workspace)[:2] == [
        ("Launch", "Finish", "Q4 2026", ""),
        ("Launch", "Finish", "Q4 2026", "Q1 2027"),
    ]


def test_a_date_that_does_not_count_takes_the_place_of_none(
    workspace: Workspace, item: RowKey
) -> None:
    commit(workspace, item, Period.quarter(2027, 1))
    operations.commit_deadline(
        workspace, item_id=item.id, deadline=Period.quarter(2026, 4), binding=False
    )
    assert said(workspace)[0] == ("Launch", "Finish", "", "Q4 2026")


def _item(workspace: Workspace, key: RowKey) -> Item:
    row = workspace.portfolio.row(key)
    assert isinstance(row, Item)
    return row


def test_a_figure_a_body_a_source_and_a_move_in_words(workspace: Workspace, item: RowKey) -> None:
    project = RowKey("projects", _item(workspace, item).project_id)
    for value in ("121300000", "150000000"):
        operations.set_field(
            workspace,
            rows=[project],
            field=FIELD["value"],
            value=Amount(Decimal(value), "USD"),
        )
    operations.set_bodies(
        workspace, row=item, role=Role.RESPONSIBLE, names=["Ministry"], language=Language.EN
    )
    operations.add_source(workspace, source=Source(key="s1", title="Roadmap"))
    phase = operations.add_item(
        workspace, parent=project, name=Names(en="Phase"), kind=ItemKind.PHASE
    )
    operations.move_to(workspace, rows=[item], parent=phase)
    found = said(workspace)
    assert found[0] == ("Launch", "Place in the order", "in “Plant”", "in “Phase”")
    assert ("Roadmap", "Source", "", "Roadmap") in found
    assert ("Launch", "Responsible", "", "Ministry") in found
    values = [line for line in found if line[1] == "Value"]
    assert values[0][2].startswith("121.3") and values[0][3].startswith("150")
    assert values[1][2] == ""


def test_it_speaks_the_language(workspace: Workspace, item: RowKey) -> None:
    operations.set_field(workspace, rows=[item], field=FIELD["state"], value=State.DONE)
    assert said(workspace, language=Language.RU)[0][2:] == ("", "Исполнено")


def test_an_undo_is_a_line_of_its_own(workspace: Workspace, item: RowKey) -> None:
    operations.set_field(workspace, rows=[item], field=FIELD["percent"], value=40)
    workspace.undo()
    words = Words(workspace, translator(Language.EN))
    undone = read(workspace)[0]
    assert words.step(undone) == "Undo: change “% complete” of “Launch”"
    assert words.values(undone) == ("40", "")


def test_deleted_rows_keep_their_names(workspace: Workspace, item: RowKey) -> None:
    operations.add_note(workspace, row=item, text="Ground broken")
    operations.delete_rows(workspace, rows=[item])
    found = said(workspace)
    assert ("Launch", "Row deleted", "Launch", "") in found
    assert ("Launch", "Progress", "Ground broken", "") in found
    assert ("Launch", "Progress", "", "Ground broken") in found


def test_filters_by_person_row_field_day_and_text(
    workspace: Workspace, item: RowKey, clock: Clock
) -> None:
    operations.set_field(workspace, rows=[item], field=FIELD["percent"], value=40)
    operations.add_note(workspace, row=item, text="Ground broken")
    note = next(iter(workspace.portfolio.notes))
    operations.delete_note(workspace, note_id=note.id)
    clock.now += timedelta(days=3)
    workspace.user = "Bek"
    operations.set_setting(workspace, key="title", value="Roadmap 2026")
    commit(workspace, item, Period.quarter(2027, 1))
    first, last = date(2026, 11, 23), date(2026, 11, 26)

    def fields(**asked: object) -> list[str]:
        return [line[1] for line in said(workspace, HistoryQuery(**asked))]  # type: ignore[arg-type]

    assert fields(user="Bek") == ["Finish", "Title of the file"]
    assert fields(first=last) == ["Finish", "Title of the file"]
    assert fields(last=first, user="Bek") == []
    assert fields(first=last, last=first) == []
    assert fields(field="finish") == ["Finish"]
    assert fields(field="progress") == ["Progress", "Progress"]
    assert fields(field="row") == ["Row added", "Row added"]
    assert fields(rows=(item,)) == ["Finish", "Progress", "Progress", "% complete", "Row added"]
    assert fields(rows=()) == []
    assert fields(text="GROUND") == ["Progress", "Progress"]
    assert fields(text="q1 2027", rows=(item,)) == ["Finish"]


def test_only_what_is_new_is_read_after_a_step(workspace: Workspace, item: RowKey) -> None:
    latest = next(workspace.history()).id
    operations.set_field(workspace, rows=[item], field=FIELD["percent"], value=40)
    words = Words(workspace, translator(Language.EN))
    reader = HistoryReader(workspace, words, NO_QUERY, after=latest)
    assert [line.part.key for line in reader.read(10)] == ["percent"]
    assert reader.done


def test_every_attribute_of_every_table_is_said() -> None:
    own = {"id", "uid"}
    for row_class in ROW_CLASSES:
        parts = parts_of(row_class.table).parts
        told = {name for part in parts for name in part.attributes}
        owner = {"project_id", "item_id", "topic"} if row_class.table != "items" else set()
        fixed = {"links": {"predecessor_id"}, "commitments": {"edge"}, "settings": {"key"}}
        fixed |= {"claims": {"measure"}, "body_roles": {"role"}}
        fixed |= {"calendar_days": {"calendar_id", "country"}}
        missing = set(row_class.__slots__) | {"id", "uid"}
        missing -= told | own | owner | fixed.get(row_class.table, set())
        assert not missing, f"{row_class.table}: {missing}"


def test_every_field_that_can_be_edited_can_be_asked_for() -> None:
    keys = {key for key, _ in field_choices(translator(Language.EN))}
    assert {field.key for field in FIELDS if field.target and field.key != "name"} <= keys
    assert Edge.START.value in keys


def test_a_step_of_many_changes_is_read_in_turn(workspace: Workspace, item: RowKey) -> None:
    """What is read page by page is what the step did as a whole, in the same order."""

    def write(repository) -> None:  # type: ignore[no-untyped-def]
        for number in range(700):
            repository.insert(
                Item(
                    project_id=1,
                    position=number,
                    kind=ItemKind.ACTIVITY,
                    name=Names(en=str(number)),
                )
            )
        for row in list(workspace.portfolio.items):
            repository.update(row)
        repository.delete(Item, item.id)
        gone = repository.insert(Source(key="x", title=""))
        repository.delete(Source, gone.id)

    workspace.perform("import", write)
    entry = next(workspace.history())
    assert list(workspace.past.changes_in_turn(entry)) == list(workspace.changes_of(entry).rows)
    only = list(workspace.past.changes_in_turn(entry, rows=[("items", item.id)]))
    assert [change.id for change in only] == [item.id]
