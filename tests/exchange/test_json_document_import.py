"""A document meets a file: what it has is matched by uid, what only the file has is left alone."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.domain.portfolios import item
from tests.exchange.random_portfolios import portfolios
from tracker.domain.errors import InputError
from tracker.domain.model import ItemKind, Link, Names, Project, Row, Setting, Source
from tracker.domain.portfolio import Portfolio
from tracker.exchange.json_document import import_document, write_document
from tracker.exchange.sample import load_sample, sample_file, write_sample
from tracker.storage.repository import Repository
from tracker.workspace.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "portfolio.cotrack", user="tester") as opened:
        yield opened


def project(number: int = 1, name: str = "Center", position: int = 0) -> Project:
    return Project(id=number, uid=f"p{number}", position=position, name=Names(en=name))


def store(workspace: Workspace, *rows: Row) -> None:
    """Put rows into the file as somebody who works in it would."""

    def body(repository: Repository) -> None:
        for row in rows:
            repository.insert(row)

    workspace.perform("test", body)


def change(workspace: Workspace, *rows: Row) -> None:
    def body(repository: Repository) -> None:
        for row in rows:
            repository.update(row)

    workspace.perform("test", body)


def document(*rows: Row) -> str:
    return write_document(Portfolio(rows))


def outline(workspace: Workspace) -> list[str]:
    """The uids of all rows in the order in which they are shown."""
    portfolio = workspace.portfolio
    found = []
    for one in portfolio.ordered_projects():
        found += [one.uid, *(below.uid for below in portfolio.descendants(one))]
    return found


# -- the whole of it -------------------------------------------------------------------------------


def test_the_sample_goes_in_whole_and_comes_out_byte_by_byte(workspace: Workspace) -> None:
    first = asdict(import_document(workspace, load_sample()))
    rows = first["rows"]
    assert first == {"rows": rows, "created": rows, "updated": 0, "unchanged": 0, "rejected": 0}
    assert write_document(workspace.portfolio) == load_sample()
    assert workspace.check() == []


def test_the_same_document_again_changes_nothing(workspace: Workspace) -> None:
    import_document(workspace, load_sample(), source="a.json")
    step = workspace.undo_step
    report = import_document(workspace, load_sample(), source="b.json")
    assert report.unchanged == report.rows > 400
    assert workspace.undo_step == step


def test_an_import_is_one_step_that_one_undo_takes_back(workspace: Workspace) -> None:
    store(workspace, project())
    before = write_document(workspace.portfolio)
    import_document(workspace, load_sample(), source="portfolio.json")
    assert workspace.undo_step is not None
    assert workspace.undo_step.operation == "import-document"
    assert workspace.undo_step.details["source"] == "portfolio.json"
    workspace.undo()
    assert write_document(workspace.portfolio) == before


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(portfolios())
def test_any_portfolio_survives_the_way_through_a_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    text = document(*rows)
    path = tmp_path_factory.mktemp("file") / "portfolio.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        assert import_document(workspace, text).created == len(rows)
        assert import_document(workspace, text).unchanged == len(rows)
        assert write_document(workspace.portfolio) == text
        assert workspace.check() == []


def test_a_document_that_is_refused_leaves_the_file_as_it_was(workspace: Workspace) -> None:
    store(workspace, project())
    before = workspace.path.read_bytes()
    with pytest.raises(InputError):
        import_document(workspace, load_sample().replace('"2026-Q4"', '"2026-Q9"'))
    assert workspace.path.read_bytes() == before


# -- meeting rows ----------------------------------------------------------------------------------


def test_a_changed_row_is_updated_and_a_new_one_created(workspace: Workspace) -> None:
    store(workspace, project(), item(1, "Launch", position=0))
    text = document(
        project(),
        item(1, "Technical launch", position=0),
        item(2, "Opening", position=1),
    )
    report = import_document(workspace, text)
    assert (report.unchanged, report.updated, report.created) == (1, 1, 1)
    assert workspace.portfolio.items[1].name.en == "Technical launch"


def test_rows_are_matched_by_uid_whatever_their_ids(workspace: Workspace) -> None:
    store(workspace, replace(project(7), uid="p1"))
    report = import_document(workspace, document(project(1, "New name")))
    assert report.updated == 1
    assert workspace.portfolio.projects[7].name.en == "New name"


def test_rows_that_only_the_file_has_keep_their_place(workspace: Workspace) -> None:
    theirs = [project(n, position=n - 1) for n in (1, 2, 3)]
    import_document(workspace, document(*theirs))
    own = Project(uid="own", position=2, name=Names(en="Own"))
    change(workspace, replace(workspace.portfolio.projects[3], position=3))
    store(workspace, own)
    assert outline(workspace) == ["p1", "p2", "own", "p3"]
    turned = [replace(one, position=2 - one.position) for one in theirs]
    import_document(workspace, document(*turned, project(4, position=3)))
    assert outline(workspace) == ["p3", "p2", "own", "p1", "p4"]
    report = import_document(workspace, document(*turned, project(4, position=3)))
    assert report.unchanged == report.rows


def test_rows_below_a_moved_row_move_along(workspace: Workspace) -> None:
    phase = item(1, "Phase", kind=ItemKind.PHASE, position=0)
    projects = [project(n, position=n - 1) for n in (1, 2)]
    import_document(workspace, document(*projects, phase))
    below = [
        item(2, "Own", parent_id=1, position=0),
        item(3, "Own below", parent_id=2, position=0),
    ]
    store(workspace, *below)
    import_document(workspace, document(*projects, replace(phase, project_id=2)))
    assert outline(workspace) == ["p1", "p2", "i1", "i2", "i3"]
    assert workspace.check() == []


def test_a_source_key_that_is_taken_is_numbered(workspace: Workspace) -> None:
    store(workspace, Source(uid="own", key="article", title="Own"))
    text = document(Source(id=1, uid="theirs", key="article", title="Theirs"))
    import_document(workspace, text)
    keys = {source.uid: source.key for source in workspace.portfolio.sources}
    assert keys == {"own": "article", "theirs": "article-2"}
    assert import_document(workspace, text).unchanged == 1


def test_the_file_keeps_its_own_settings(workspace: Workspace) -> None:
    store(workspace, Setting(uid="own", key="title", value="Own"))
    report = import_document(
        workspace,
        document(
            Setting(id=1, uid="a", key="title", value="Theirs"),
            Setting(id=2, uid="b", key="note", value="Theirs"),
        ),
    )
    assert (report.unchanged, report.created) == (1, 1)
    assert workspace.portfolio.setting("title") == "Own"


def linked(predecessor: int, successor: int, uid: str = "l1") -> list[Row]:
    items = [item(n, f"Item {n}", position=n) for n in (1, 2)]
    link = Link(id=1, uid=uid, predecessor_id=predecessor, successor_id=successor)
    return [project(), *items, link]


def test_a_link_that_both_have_is_kept_once(workspace: Workspace) -> None:
    store(workspace, *linked(1, 2))
    report = import_document(workspace, document(*linked(1, 2, "l2")))
    assert report.unchanged == report.rows
    assert [link.uid for link in workspace.portfolio.links] == ["l1"]


def test_links_that_close_a_loop_with_those_of_the_file_are_refused(workspace: Workspace) -> None:
    store(workspace, *linked(1, 2))
    with pytest.raises(InputError, match=r"loop: Item [12] → Item [12] → Item [12]"):
        import_document(workspace, document(*linked(2, 1, "l2")))
    assert [link.uid for link in workspace.portfolio.links] == ["l1"]


# -- the sample as a file --------------------------------------------------------------------------


def test_the_copy_of_the_sample_is_made_once(tmp_path: Path) -> None:
    path = sample_file(tmp_path, user="tester")
    with Workspace.open(path, user="tester") as workspace:
        assert write_document(workspace.portfolio) == load_sample()
        store(workspace, project(99, position=99))
    assert sample_file(tmp_path, user="tester") == path
    with Workspace.open(path, user="tester") as workspace:
        assert 99 in workspace.portfolio.projects


def test_no_half_sample_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document: Any = json.loads(load_sample())
    document["version"] = 99
    monkeypatch.setattr("tracker.exchange.sample.load_sample", lambda: json.dumps(document))
    with pytest.raises(InputError):
        write_sample(tmp_path / "sample.cotrack")
    assert list(tmp_path.iterdir()) == []
