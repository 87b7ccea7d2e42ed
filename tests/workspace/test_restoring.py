"""Going back: one value, one row, the whole file; each a step that an undo takes back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.workspace.random_steps import Clock, Dump, choose, dump, numbers, sequences, worked
from tracker.domain.errors import ConflictError
from tracker.domain.fields import FIELD
from tracker.domain.model import Item, ItemKind, Names, Role, Source
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import Language, translator
from tracker.storage.journal import EntryKind
from tracker.workspace import Workspace, operations
from tracker.workspace.history.lines import Line
from tracker.workspace.history.reader import NO_QUERY, HistoryReader
from tracker.workspace.history.restoring import can_restore_value, of_file, of_row, of_value
from tracker.workspace.history.words import Words
from tracker.workspace.labels import operation_text
from tracker.workspace.past import attached_by


def lines(workspace: Workspace) -> list[Line]:
    words = Words(workspace, translator(Language.EN))
    return HistoryReader(workspace, words, NO_QUERY).read(100_000, looked_at=1_000_000)


@settings(max_examples=40)
@given(sequence=sequences, number=numbers)
def test_the_file_goes_back_to_any_moment_and_forward_again(
    sequence: list[tuple[int, int, int]], number: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder) / "any.cotrack", Clock()
        with Workspace.create(path, user="tester", clock=clock) as workspace:
            moments: list[datetime] = [clock.now]
            for step in sequence:
                worked(workspace, [step])
                moments.append(clock.now)
            moment = moments[number % len(moments)]
            then, now = dump(workspace.as_of(moment)), dump(workspace.portfolio)
            entries = len(list(workspace.history()))
            planned = of_file(workspace, moment)
            operations.restore_file(workspace, moment=moment)
            assert dump(workspace.portfolio) == then
            assert workspace.check() == []
            assert bool(planned.changes) == (then != now)
            if then != now:
                assert len(list(workspace.history())) == entries + 1
                assert set(planned.changes) == set(
                    workspace.changes_of(next(workspace.history())).rows
                )
                workspace.undo()
                assert dump(workspace.portfolio) == now
                workspace.redo()
                assert dump(workspace.portfolio) == then


def seen(portfolio: Portfolio, key: RowKey) -> Dump:
    """A row and what is attached to it, but for links."""
    rows = [portfolio.row(key)]
    for table, reference in attached_by(key.table):
        if table != "links":
            rows += portfolio.table(table).where(reference, key.id)
    return sorted(rows, key=lambda row: (row.table, row.id))


@settings(max_examples=60)
@given(sequence=sequences, number=numbers, a=numbers)
def test_a_row_goes_back_to_any_moment_or_is_refused(
    sequence: list[tuple[int, int, int]], number: int, a: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder) / "any.cotrack", Clock()
        with Workspace.create(path, user="tester", clock=clock) as workspace:
            moments: list[datetime] = []
            for step in sequence:
                worked(workspace, [step])
                moments.append(clock.now)
            moment = moments[number % len(moments)]
            then = workspace.as_of(moment)
            key = choose(then, a)
            if key is None:
                return
            before, entries = dump(workspace.portfolio), len(list(workspace.history()))
            try:
                planned = of_row(workspace, key, moment)
            except ConflictError as error:
                assert "nothing was changed" in error.text().casefold()
                with pytest.raises(ConflictError):
                    operations.restore_row(workspace, row=key, moment=moment)
                assert dump(workspace.portfolio) == before
                return
            operations.restore_row(workspace, row=key, moment=moment)
            assert seen(workspace.portfolio, key) == seen(then, key)
            assert workspace.check() == []
            written = len(list(workspace.history())) - entries
            assert written == bool(planned.changes)
            if written:
                done = workspace.changes_of(next(workspace.history())).rows
                assert set(planned.changes) == set(done)
                workspace.undo()
            assert dump(workspace.portfolio) == before


@settings(max_examples=60)
@given(sequence=sequences, number=numbers)
def test_a_value_goes_back_or_is_refused(sequence: list[tuple[int, int, int]], number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.cotrack"
        with Workspace.create(path, user="tester", clock=Clock()) as workspace:
            worked(workspace, sequence)
            found = [line for line in lines(workspace) if can_restore_value(line)]
            if not found:
                return
            line, before = found[number % len(found)], dump(workspace.portfolio)
            try:
                planned = of_value(workspace, line)
            except ConflictError:
                with pytest.raises(ConflictError):
                    operations.restore_value(workspace, line=line)
                assert dump(workspace.portfolio) == before
                return
            operations.restore_value(workspace, line=line)
            row = workspace.portfolio.table(line.change.table).get(line.change.id)
            was = line.change.before
            if line.part.attributes:
                assert row is not None and was is not None
                assert line.part.value(row) == line.part.value(was)
            else:
                assert row == was
            assert workspace.check() == []
            if planned.changes:
                workspace.undo()
            assert dump(workspace.portfolio) == before


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "file.cotrack", user="Aigul", clock=Clock()) as made:
        yield made


@pytest.fixture
def phase(workspace: Workspace) -> RowKey:
    project = operations.add_project(workspace, name=Names(en="Plant"))
    return operations.add_item(
        workspace, parent=project, name=Names(en="Phase"), kind=ItemKind.PHASE
    )


@pytest.fixture
def item(workspace: Workspace, phase: RowKey) -> RowKey:
    return operations.add_item(workspace, parent=phase, name=Names(en="Launch"))


def test_a_deleted_row_comes_back_with_what_stood_below_and_at_it(
    workspace: Workspace, phase: RowKey, item: RowKey
) -> None:
    operations.commit_deadline(workspace, item_id=item.id, deadline=Period.quarter(2026, 4))
    operations.set_bodies(
        workspace, row=item, role=Role.RESPONSIBLE, names=["Ministry"], language=Language.EN
    )
    other = operations.add_item(workspace, parent=phase, name=Names(en="Other"))
    operations.add_link(workspace, predecessor_id=item.id, successor_id=other.id)
    before = dump(workspace.portfolio)
    operations.delete_rows(workspace, rows=[phase])
    operations.set_setting(workspace, key="title", value="Later")
    deletion = list(workspace.history())[1]
    operations.restore_row(workspace, row=phase, moment=deletion)
    restored = [row for row in dump(workspace.portfolio) if getattr(row, "table", "") != "settings"]
    assert restored == before
    entry = next(workspace.history())
    said = operation_text(entry.operation, entry.details, translator(Language.EN))
    assert said.startswith("restore “Phase” as of ") and entry.kind is EntryKind.DO


def test_below_a_deleted_row_nothing_is_restored(
    workspace: Workspace, phase: RowKey, item: RowKey
) -> None:
    operations.delete_rows(workspace, rows=[item])
    first = next(workspace.history())
    operations.delete_rows(workspace, rows=[phase])
    with pytest.raises(ConflictError, match="“Launch” stood below “Phase”, which was deleted"):
        operations.restore_row(workspace, row=item, moment=first)
    operations.restore_row(workspace, row=phase, moment=next(workspace.history()))
    operations.restore_row(workspace, row=item, moment=first)
    assert workspace.portfolio.row(item) is not None


def test_a_value_of_a_deleted_row_is_refused(workspace: Workspace, item: RowKey) -> None:
    operations.set_field(workspace, rows=[item], field=FIELD["percent"], value=40)
    line = lines(workspace)[0]
    operations.delete_rows(workspace, rows=[item])
    with pytest.raises(ConflictError, match=r"“Launch” was deleted\. Restore the row first"):
        operations.restore_value(workspace, line=line)


def test_a_note_comes_back_with_the_source_that_it_names(
    workspace: Workspace, item: RowKey
) -> None:
    operations.add_source(workspace, source=Source(key="s1", title="Roadmap"))
    source = next(iter(workspace.portfolio.sources))
    operations.add_note(workspace, row=item, text="Ground broken", source_id=source.id)
    note = next(iter(workspace.portfolio.notes))
    operations.delete_note(workspace, note_id=note.id)
    gone = lines(workspace)[0]
    operations.delete_source(workspace, source_id=source.id)
    operations.restore_value(workspace, line=gone)
    assert list(workspace.portfolio.notes) == [note]
    assert list(workspace.portfolio.sources) == [source]


def test_what_has_taken_the_place_of_a_source_keeps_it(workspace: Workspace, item: RowKey) -> None:
    operations.add_source(workspace, source=Source(key="s1", title="Roadmap"))
    source = next(iter(workspace.portfolio.sources))
    operations.cite(workspace, row=item, source_id=source.id)
    operations.remove_citation(workspace, citation_id=next(iter(workspace.portfolio.citations)).id)
    gone = lines(workspace)[0]
    operations.delete_source(workspace, source_id=source.id)
    operations.add_source(workspace, source=Source(key="s1", title="Another"))
    with pytest.raises(ConflictError, match="taken the place of “Roadmap”"):
        operations.restore_value(workspace, line=gone)


def test_a_link_that_would_close_a_loop_is_refused(workspace: Workspace, item: RowKey) -> None:
    phase = RowKey("items", workspace.portfolio.items[item.id].parent_id or 0)
    other = operations.add_item(workspace, parent=phase, name=Names(en="Other"))
    link = operations.add_link(workspace, predecessor_id=item.id, successor_id=other.id)
    operations.remove_link(workspace, link_id=link)
    gone = lines(workspace)[0]
    operations.add_link(workspace, predecessor_id=other.id, successor_id=item.id)
    with pytest.raises(ConflictError, match="loop: Other → Launch → Other"):
        operations.restore_value(workspace, line=gone)


def test_a_link_to_a_row_that_is_gone_is_left_out_and_told(
    workspace: Workspace, phase: RowKey, item: RowKey
) -> None:
    other = operations.add_item(workspace, parent=phase, name=Names(en="Other"))
    operations.add_link(workspace, predecessor_id=item.id, successor_id=other.id)
    operations.delete_rows(workspace, rows=[item])
    deletion = next(workspace.history())
    operations.delete_rows(workspace, rows=[other])
    planned = of_row(workspace, item, deletion)
    assert [link.successor_id for link in planned.left_out] == [other.id]
    operations.restore_row(workspace, row=item, moment=deletion)
    assert list(workspace.portfolio.links) == [] and workspace.check() == []


def test_one_name_comes_back_and_leaves_the_others(workspace: Workspace, item: RowKey) -> None:
    operations.rename(workspace, row=item, name=Names(en="Start"))
    line = lines(workspace)[0]
    operations.rename(workspace, row=item, name=Names(en="Start", ru="Запуск"))
    operations.restore_value(workspace, line=line)
    row = workspace.portfolio.items[item.id]
    assert isinstance(row, Item) and row.name == Names(en="Launch", ru="Запуск")


def test_a_step_that_restores_nothing_leaves_no_trace(workspace: Workspace, item: RowKey) -> None:
    entries = len(list(workspace.history()))
    operations.restore_file(workspace, moment=datetime(2030, 1, 1).astimezone())
    operations.restore_row(workspace, row=item, moment=next(workspace.history()).at)
    assert len(list(workspace.history())) == entries
