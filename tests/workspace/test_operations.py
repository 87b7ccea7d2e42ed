"""What each operation does, and what it refuses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tracker.domain.errors import ConflictError
from tracker.domain.fields import FIELD
from tracker.domain.model import Edge, ItemKind, Measure, Names, Role, Source
from tracker.domain.period import Period, deadline_from_key
from tracker.domain.portfolio import RowKey
from tracker.domain.values import Amount, DatedText
from tracker.language import Language, translator
from tracker.workspace import Workspace, operations
from tracker.workspace.labels import OPERATION_LABELS, operation_text
from tracker.workspace.outline_rows import OutlineNumbers


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "file.cotrack", user="tester")


@pytest.fixture
def rows(workspace: Workspace) -> dict[str, RowKey]:
    """A project with three milestones A, B, C."""
    project = operations.add_project(workspace, name=Names(en="Project"))
    found = {"P": project}
    for name in "ABC":
        found[name] = operations.add_item(workspace, parent=project, name=Names(en=name))
    return found


def outline(workspace: Workspace) -> str:
    numbers = OutlineNumbers(workspace.portfolio)
    names = {key: workspace.portfolio.row(key).name.en for key in numbers}  # type: ignore[union-attr]
    return " ".join(f"{number}{names[key]}" for key, number in numbers.items() if "." in number)


def test_new_rows_stand_where_they_were_asked_for(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    operations.add_item(workspace, parent=rows["P"], name=Names(en="first"), after=None)
    operations.add_item(workspace, parent=rows["P"], name=Names(en="mid"), after=rows["A"])
    assert outline(workspace) == "1.1first 1.2A 1.3mid 1.4B 1.5C"


def test_many_rows_put_between_two_others_keep_their_order(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    for number in range(30):
        operations.add_item(
            workspace, parent=rows["P"], name=Names(en=f"n{number}"), after=rows["A"]
        )
    names = [item.name.en for item in workspace.portfolio.children(workspace.portfolio.projects[1])]
    assert names == ["A", *[f"n{number}" for number in reversed(range(30))], "B", "C"]


def test_indent_makes_a_phase_of_the_row_above_and_outdent_goes_back(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    operations.indent(workspace, rows=[rows["B"], rows["C"]])
    assert outline(workspace) == "1.1A 1.1.1B 1.1.2C"
    assert workspace.portfolio.items[rows["A"].id].kind is ItemKind.PHASE
    operations.outdent(workspace, rows=[rows["B"], rows["C"]])
    assert outline(workspace) == "1.1A 1.2B 1.3C"
    workspace.undo()
    workspace.undo()
    assert outline(workspace) == "1.1A 1.2B 1.3C"
    assert workspace.portfolio.items[rows["A"].id].kind is ItemKind.MILESTONE


def test_what_cannot_be_moved_says_why(workspace: Workspace, rows: dict[str, RowKey]) -> None:
    with pytest.raises(ConflictError, match="first row at its level"):
        operations.indent(workspace, rows=[rows["A"]])
    with pytest.raises(ConflictError, match="directly below its project"):
        operations.outdent(workspace, rows=[rows["A"]])
    with pytest.raises(ConflictError, match="is a project"):
        operations.indent(workspace, rows=[rows["P"]])
    operations.indent(workspace, rows=[rows["B"]])
    with pytest.raises(ConflictError, match="below itself"):
        operations.move_to(workspace, rows=[rows["A"]], parent=rows["B"])


def test_a_block_moves_up_and_down_together(workspace: Workspace, rows: dict[str, RowKey]) -> None:
    operations.move_up(workspace, rows=[rows["B"], rows["C"]])
    assert outline(workspace) == "1.1B 1.2C 1.3A"
    operations.move_up(workspace, rows=[rows["B"], rows["C"]])
    assert outline(workspace) == "1.1B 1.2C 1.3A"
    operations.move_down(workspace, rows=[rows["B"], rows["C"]])
    assert outline(workspace) == "1.1A 1.2B 1.3C"


def test_a_row_moves_to_another_project_with_what_is_below_it(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    operations.indent(workspace, rows=[rows["B"]])
    other = operations.add_project(workspace, name=Names(en="Other"))
    operations.move_to(workspace, rows=[rows["A"]], parent=other)
    assert outline(workspace) == "1.1C 2.1A 2.1.1B"
    assert workspace.portfolio.items[rows["B"].id].project_id == other.id


def test_several_rows_are_put_elsewhere_in_their_order(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    keys = [rows["C"], rows["A"]]
    operations.move_to(workspace, rows=keys, parent=rows["P"], after=rows["B"])
    assert outline(workspace) == "1.1B 1.2C 1.3A"
    operations.move_to(workspace, rows=keys, parent=rows["P"], after=None)
    assert outline(workspace) == "1.1C 1.2A 1.3B"
    workspace.undo()
    workspace.undo()
    assert outline(workspace) == "1.1A 1.2B 1.3C"


def test_projects_are_put_between_others(workspace: Workspace, rows: dict[str, RowKey]) -> None:
    keys = [operations.add_project(workspace, name=Names(en=name)) for name in "QRS"]

    def order() -> str:
        return "".join(row.name.en for row in workspace.portfolio.ordered_projects())

    operations.move_to(workspace, rows=keys[1:], parent=None, after=None)
    assert order() == "RSProjectQ"
    operations.move_to(workspace, rows=[rows["P"]], parent=None, after=keys[1])
    assert order() == "RProjectSQ"
    workspace.undo()
    workspace.undo()
    assert order() == "ProjectQRS"


def test_rows_are_deleted_with_all_below_them_as_one_step(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    operations.indent(workspace, rows=[rows["B"]])
    operations.delete_rows(workspace, rows=[rows["A"], rows["B"], rows["C"]])
    assert outline(workspace) == ""
    workspace.undo()
    assert outline(workspace) == "1.1A 1.1.1B 1.2C"


def test_a_commitment_is_followed_never_overwritten(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    for key in ("2026-Q4", "2026-Q4", "2027-Q1"):
        value = DatedText(deadline_from_key(key), key, "en")
        operations.set_field(workspace, rows=[rows["A"]], field=FIELD["finish"], value=value)
    item = workspace.portfolio.items[rows["A"].id]
    history = [row.deadline.key for row in workspace.portfolio.commitments_of(item)]
    assert history == ["2026-Q4", "2027-Q1"]
    operations.set_field(workspace, rows=[rows["A"]], field=FIELD["finish"], value=None)
    assert workspace.portfolio.deadline(item) == Period.quarter(2026, 4)


def test_a_milestone_has_no_start(workspace: Workspace, rows: dict[str, RowKey]) -> None:
    with pytest.raises(ConflictError, match="has no start"):
        operations.commit_deadline(
            workspace, item_id=rows["A"].id, edge=Edge.START, deadline=Period.year(2026)
        )
    with pytest.raises(ConflictError, match="worked out"):
        operations.set_field(
            workspace, rows=[rows["A"]], field=FIELD["start"], value=DatedText(Period.year(2026))
        )


def test_a_figure_that_is_typed_leads_and_the_old_one_stays(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    for value in ("121300000", "106900000"):
        amount = Amount(Decimal(value), "USD")
        operations.set_field(workspace, rows=[rows["P"]], field=FIELD["value"], value=amount)
    project = workspace.portfolio.projects[rows["P"].id]
    leading = workspace.portfolio.leading_claim(project, Measure.VALUE)
    assert leading is not None and leading.value == Decimal("106900000")
    assert leading.as_of is None, "a day that nobody gave"
    assert len(workspace.portfolio.claims_of(project)) == 2
    assert sum(claim.leading for claim in workspace.portfolio.claims_of(project)) == 1


def test_bodies_are_known_by_any_name_and_new_ones_are_made(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    for typed in (("МТИ",), ("мти", "Акимат"), ("Акимат",)):
        operations.set_field(
            workspace,
            rows=[rows["A"]],
            field=FIELD["responsible"],
            value=typed,
            language=Language.RU,
        )
    assert {body.name.ru for body in workspace.portfolio.bodies} == {"МТИ", "Акимат"}
    item = workspace.portfolio.items[rows["A"].id]
    bodies = workspace.portfolio.bodies_of(item, Role.RESPONSIBLE)
    assert [body.name.ru for body in bodies] == ["Акимат"]


def test_a_loop_of_links_is_refused_by_name(workspace: Workspace, rows: dict[str, RowKey]) -> None:
    a, b, c = (rows[name].id for name in "ABC")
    operations.add_link(workspace, predecessor_id=a, successor_id=b)
    operations.add_link(workspace, predecessor_id=b, successor_id=c)
    with pytest.raises(ConflictError, match="A → B → C → A"):
        operations.add_link(workspace, predecessor_id=c, successor_id=a)
    with pytest.raises(ConflictError, match="linked in this way already"):
        operations.add_link(workspace, predecessor_id=a, successor_id=b)
    with pytest.raises(ConflictError, match="A → A"):
        operations.add_link(workspace, predecessor_id=a, successor_id=a)


def test_a_source_in_use_is_not_deleted(workspace: Workspace, rows: dict[str, RowKey]) -> None:
    source_id = operations.add_source(workspace, source=Source(key="law", title="Law"))
    operations.cite(workspace, row=rows["A"], source_id=source_id)
    operations.cite(workspace, row=rows["A"], source_id=source_id)
    with pytest.raises(ConflictError, match="Entries rest on “Law”: 1"):
        operations.delete_source(workspace, source_id=source_id)
    with pytest.raises(ConflictError, match="already"):
        operations.add_source(workspace, source=Source(key="law", title="Another"))
    (citation,) = workspace.portfolio.citations
    operations.remove_citation(workspace, citation_id=citation.id)
    operations.delete_source(workspace, source_id=source_id)
    assert len(workspace.portfolio.sources) == 0


def test_a_row_keeps_a_name_in_one_language_at_least(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    with pytest.raises(ConflictError, match="needs a name"):
        operations.set_field(workspace, rows=[rows["A"]], field=FIELD["name_en"], value=None)


def test_a_phase_with_parts_or_a_start_does_not_become_a_milestone(
    workspace: Workspace, rows: dict[str, RowKey]
) -> None:
    operations.indent(workspace, rows=[rows["B"]])
    with pytest.raises(ConflictError, match="rows below it"):
        operations.set_field(
            workspace, rows=[rows["A"]], field=FIELD["kind"], value=ItemKind.MILESTONE
        )


def test_every_step_is_named_in_the_menu(workspace: Workspace, rows: dict[str, RowKey]) -> None:
    english = translator(Language.EN)
    assert workspace.undo_step is not None
    step = workspace.undo_step
    assert operation_text(step.operation, step.details, english) == "add “C”"
    for entry in workspace.history():
        assert entry.operation in OPERATION_LABELS
    assert operation_text("from-the-future", {}, english) == "from-the-future"
    assert "…" in operation_text("rename", {}, english)


def test_a_step_counts_its_rows_in_the_forms_of_the_language() -> None:
    english, russian = translator(Language.EN), translator(Language.RU)
    assert operation_text("clear", {"n": 1}, english) == "clear 1 cell"
    assert operation_text("clear", {"n": 21}, english) == "clear 21 cells"
    assert operation_text("clear", {"n": 21}, russian) == "очистка 21 ячейки"
    assert operation_text("clear", {"n": 22}, russian) == "очистка 22 ячеек"
    assert operation_text("clear", {}, english) == "clear … cells"
