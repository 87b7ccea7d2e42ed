"""Bodies added, mended, made one of two, and deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.errors import ConflictError
from tracker.domain.model import Body, BodyRole, Names, Role, Side
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.workspace import Workspace, operations


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "file.cotrack", user="tester")


@pytest.fixture
def project(workspace: Workspace) -> RowKey:
    return operations.add_project(workspace, name=Names(en="Project"))


def name(workspace: Workspace, row: RowKey, role: Role, *names: str) -> None:
    operations.set_bodies(workspace, row=row, role=role, names=names, language=Language.EN)


def named(workspace: Workspace, row: RowKey, role: Role) -> list[str]:
    found = workspace.portfolio.row(row)
    assert found is not None
    return [body.name.en for body in workspace.portfolio.bodies_of(found, role)]


def id_of(workspace: Workspace, name: str) -> int:
    return next(body.id for body in workspace.portfolio.bodies if body.name.en == name)


def test_a_body_is_added_mended_and_deleted(workspace: Workspace) -> None:
    id = operations.add_body(workspace, body=Body(name=Names(en="Ministry")))
    body = workspace.portfolio.bodies[id]
    mended = Body(id=id, uid=body.uid, name=body.name, short_name=Names(en="MIN"), side=Side.KZ)
    operations.edit_body(workspace, body=mended)
    assert workspace.portfolio.bodies[id].short_name.en == "MIN"
    operations.edit_body(workspace, body=mended)
    step = workspace.undo_step
    assert step is not None and step.operation == "edit-body"
    workspace.undo()
    assert workspace.portfolio.bodies[id] == body, "mended twice to the same is one step"
    operations.delete_body(workspace, body_id=id)
    assert len(workspace.portfolio.bodies) == 0


def test_a_body_needs_a_name_that_no_other_has(workspace: Workspace) -> None:
    operations.add_body(workspace, body=Body(name=Names(en="Ministry")))
    with pytest.raises(ConflictError, match="needs a name"):
        operations.add_body(workspace, body=Body(name=Names(), short_name=Names(en="M")))
    with pytest.raises(ConflictError, match="already"):
        operations.add_body(workspace, body=Body(name=Names(en="Ministry")))
    assert len(workspace.portfolio.bodies) == 1


def test_a_body_that_a_row_names_is_not_deleted(workspace: Workspace, project: RowKey) -> None:
    name(workspace, project, Role.RESPONSIBLE, "Ministry")
    name(workspace, project, Role.INVESTOR, "Ministry")
    with pytest.raises(ConflictError, match="rows: 2"):
        operations.delete_body(workspace, body_id=id_of(workspace, "Ministry"))
    assert len(workspace.portfolio.bodies) == 1


def test_two_bodies_become_one_in_one_step(workspace: Workspace, project: RowKey) -> None:
    item = operations.add_item(workspace, parent=project, name=Names(en="A"))
    name(workspace, project, Role.RESPONSIBLE, "Min", "Akimat", "Ministry")
    name(workspace, item, Role.CO_EXECUTOR, "Akimat", "Min")
    kept, merged = id_of(workspace, "Ministry"), id_of(workspace, "Min")
    before = list(workspace.portfolio.body_roles), list(workspace.portfolio.bodies)
    operations.merge_bodies(workspace, kept_id=kept, merged_id=merged)
    assert named(workspace, project, Role.RESPONSIBLE) == ["Ministry", "Akimat"], (
        "once, at the first"
    )
    assert named(workspace, item, Role.CO_EXECUTOR) == ["Akimat", "Ministry"]
    assert workspace.portfolio.bodies.get(merged) is None
    workspace.undo()

    def ordered(rows: list[BodyRole] | list[Body]) -> list[BodyRole | Body]:
        return sorted(rows, key=lambda row: row.id)

    assert ordered(list(workspace.portfolio.body_roles)) == ordered(before[0])
    assert ordered(list(workspace.portfolio.bodies)) == ordered(before[1])


def test_what_only_the_merged_one_says_goes_over(workspace: Workspace) -> None:
    kept = operations.add_body(workspace, body=Body(name=Names(en="Ministry")))
    other = Body(
        name=Names(en="Min", ru="Министерство"),
        short_name=Names(kk="ИМ"),
        side=Side.UZ,
        note="until 2024",
    )
    merged = operations.add_body(workspace, body=other)
    operations.merge_bodies(workspace, kept_id=kept, merged_id=merged)
    (body,) = workspace.portfolio.bodies
    assert body.name == Names(en="Ministry", ru="Министерство")
    assert (body.short_name.kk, body.side, body.note) == ("ИМ", Side.UZ, "until 2024")


def test_a_body_is_not_merged_with_itself(workspace: Workspace) -> None:
    id = operations.add_body(workspace, body=Body(name=Names(en="Ministry")))
    with pytest.raises(ConflictError, match="itself"):
        operations.merge_bodies(workspace, kept_id=id, merged_id=id)


def test_roles_change_together_with_a_new_body_as_one_step(
    workspace: Workspace, project: RowKey
) -> None:
    name(workspace, project, Role.RESPONSIBLE, "MTI", "Akimat")
    mti, akimat = (id_of(workspace, each) for each in ("MTI", "Akimat"))
    before = workspace.undo_step
    operations.set_roles(
        workspace,
        row=project,
        roles={
            Role.RESPONSIBLE: [akimat],
            Role.INVESTOR: [operations.NEW_BODY, mti, operations.NEW_BODY],
        },
        new_body=Body(name=Names(en="Investor Ltd")),
    )
    assert named(workspace, project, Role.RESPONSIBLE) == ["Akimat"]
    assert named(workspace, project, Role.INVESTOR) == ["Investor Ltd", "MTI"]
    workspace.undo()
    assert workspace.undo_step == before
    assert named(workspace, project, Role.RESPONSIBLE) == ["MTI", "Akimat"]
    with pytest.raises(ConflictError):
        operations.set_roles(
            workspace,
            row=project,
            roles={Role.INVESTOR: [operations.NEW_BODY]},
            new_body=Body(name=Names(en="MTI")),
        )
