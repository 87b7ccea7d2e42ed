"""An import as one step: what it writes, that it is told once, and that one undo takes it back."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.portfolios import center, project
from tests.exchange.export_portfolio import export_portfolio
from tests.exchange.tables import ENGLISH, ON, exported, looked_at, table_of, told, workspace_of
from tracker.domain.errors import ConflictError, FileError
from tracker.domain.model import Item, ItemKind, Measure, Names, Project, Role
from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import DIALECTS
from tracker.exchange.forms import FORM_IDS
from tracker.exchange.json_document import write_document
from tracker.exchange.table_in import (
    Outcome,
    apply,
    preview,
    read_source,
    understand,
    write_rejected,
)
from tracker.language import Language
from tracker.workspace.changes import Changes
from tracker.workspace.operations import add_project
from tracker.workspace.workspace import Workspace

ROWS = [
    ["No.", "Measure", "Deadline", "Responsible executors", "Progress", "Source"],
    ["", "I. Center", "", "", "", ""],
    ["1", "Technical launch", "до конца 2027 года", "Ministry; Akimat", "Walls stand", "Minutes"],
    ["2", "Site", "Q1 2025", "akimat", "", "Minutes"],
    ["2.1.", "Fence", "", "", "", ""],
    ["3", "Bridge", "03/04/2026", "", "", ""],
    ["", "II. Plant", "", "", "", ""],
    ["4", "Furnace", "2030", "", "", ""],
]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return workspace_of(center(), tmp_path / "a.cotrack")


def test_a_table_becomes_rows_commitments_bodies_notes_and_sources(workspace: Workspace) -> None:
    heard: list[Changes] = []
    workspace.listeners.append(heard.append)
    table = table_of(ROWS)
    dry_run = preview(workspace, table, status_date=ON)
    assert heard == []
    changes = apply(workspace, table, dry_run)
    assert heard == [changes]
    portfolio = workspace.portfolio
    launch = portfolio.items[2]
    history = [(each.deadline.key, each.wording) for each in portfolio.commitments_of(launch)]
    assert history == [("2026-Q4", ""), ("2027-by", "до конца 2027 года")]
    assert {body.name.en for body in portfolio.bodies} == {"Ministry", "akimat"}
    named = {item.name.en: item for item in portfolio.items}
    assert portfolio.bodies_of(named["Site"], Role.RESPONSIBLE)[0].name.en == "akimat"
    assert portfolio.parent(named["Fence"]) == named["Site"]
    assert named["Site"].kind is ItemKind.PHASE
    plant = next(row for row in portfolio.projects if row.name.en == "Plant")
    assert named["Furnace"].project_id == plant.id
    assert [note.text for note in portfolio.notes] == ["Walls stand"]
    assert [source.title for source in portfolio.sources] == ["Minutes"]
    assert len(portfolio.citations) == 2
    assert "Bridge" not in named


def test_one_undo_takes_everything_back_and_one_redo_does_it_again(workspace: Workspace) -> None:
    before = write_document(workspace.portfolio)
    table = table_of(ROWS)
    apply(workspace, table, preview(workspace, table, status_date=ON))
    after = write_document(workspace.portfolio)
    assert workspace.undo_step is not None
    assert workspace.undo_step.operation == "import-table"
    workspace.undo()
    assert write_document(workspace.portfolio) == before
    workspace.redo()
    assert write_document(workspace.portfolio) == after


def test_importing_again_changes_nothing(workspace: Workspace) -> None:
    table = table_of(ROWS)
    apply(workspace, table, preview(workspace, table, status_date=ON))
    again = preview(workspace, table, status_date=ON)
    assert [line for line in told(again) if "rejected" not in line] == []
    assert not apply(workspace, table, again)


def test_a_preview_of_an_older_state_is_not_imported(workspace: Workspace) -> None:
    table = table_of(ROWS)
    dry_run = preview(workspace, table, status_date=ON)
    add_project(workspace, name=Names(en="Other"))
    before = write_document(workspace.portfolio)
    with pytest.raises(ConflictError, match="changed after the preview"):
        apply(workspace, table, dry_run)
    assert write_document(workspace.portfolio) == before


def test_figures_of_projects_are_stated_beside_the_earlier_ones(tmp_path: Path) -> None:
    portfolio = Portfolio([project(1, "Plant")])
    workspace = workspace_of(portfolio, tmp_path / "b.cotrack")
    heading = ["Project name", "Region", "Value (USD)", "Jobs"]
    for cells in (["Plant", "Astana", "5", "100"], ["Plant", "", "6", ""], ["New", "", "7", "3"]):
        table = table_of([heading, cells])
        apply(workspace, table, preview(workspace, table, status_date=ON))
    values = [(row.project_id, int(row.value), row.unit) for row in workspace.portfolio.claims]
    assert sorted(values) == [
        *((1, 5, "USD"), (1, 6, "USD"), (1, 100, "jobs")),
        *((2, 3, "jobs"), (2, 7, "USD")),
    ]
    assert workspace.portfolio.projects[1].region == "Astana"
    leading = workspace.portfolio.leading_claim(workspace.portfolio.projects[1], Measure.VALUE)
    assert leading is not None
    assert leading.value == 6


@pytest.mark.parametrize("form", [form for form in FORM_IDS if form not in ("changes", "claims")])
def test_an_export_fills_an_empty_file_with_the_same_rows(form: str, tmp_path: Path) -> None:
    source = export_portfolio()
    table = exported(source, form, Language.RU, DIALECTS["excel-ru"])
    projects = Portfolio(row for row in source.projects if form == "milestones")
    workspace = workspace_of(projects, tmp_path / "c.cotrack")
    dry_run = preview(workspace, table, status_date=ON)
    apply(workspace, table, dry_run)
    again = preview(workspace, table, status_date=ON)
    assert {row.number for row in again.rows if row.outcome is not Outcome.UNCHANGED} == {
        row.number for row in dry_run.with_outcome(Outcome.REJECTED)
    }


def test_refused_rows_are_written_mended_and_taken(workspace: Workspace, tmp_path: Path) -> None:
    table = table_of(ROWS)
    dry_run = preview(workspace, table, status_date=ON)
    apply(workspace, table, dry_run)
    written = io.BytesIO()
    assert write_rejected(table, dry_run, written, ENGLISH) == 1
    text = written.getvalue().decode()
    assert "I. Center" in text and "Furnace" not in text
    assert "has more than one meaning" in text
    path = tmp_path / "rejected.tsv"
    path.write_bytes(written.getvalue().replace(b"03/04/2026", b"03.04.2026"))
    mended = understand(read_source(path))
    dry_run = preview(workspace, mended, status_date=ON)
    assert told(dry_run) == ["3 created name: Bridge; finish: 03.04.2026"]
    apply(workspace, mended, dry_run)
    assert any(item.name.en == "Bridge" for item in workspace.portfolio.items)


def test_rows_that_are_refused_again_have_one_column_of_reasons(workspace: Workspace) -> None:
    table = table_of([*ROWS[:1], ["", "=1+1", "soon", "", "", ""]])
    dry_run = preview(workspace, table, status_date=ON, project="Center")
    first = io.BytesIO()
    write_rejected(table, dry_run, first, ENGLISH)
    assert "'=1+1" in first.getvalue().decode()


def test_hostile_texts_are_stored_as_they_are(workspace: Workspace) -> None:
    hostile = ['=cmd|" /C calc"!A0', "'); DROP TABLE items;--", "{name} %s", "\x1b[31m", "‮abc"]
    rows = [["Name", "Form of completion", "Note", "Responsible"]]
    rows += [[text, text, text, text] for text in hostile]
    table = table_of(rows)
    dry_run = preview(workspace, table, status_date=ON, project="Center")
    assert [row.outcome for row in dry_run.rows] == [Outcome.CREATED] * len(hostile)
    apply(workspace, table, dry_run)
    notes = [item.note for item in workspace.portfolio.items][3:]
    assert notes == [text.strip() for text in hostile]
    assert looked_at(workspace.portfolio, table, project="Center").counts == {
        Outcome.UNCHANGED: len(hostile)
    }


@pytest.mark.parametrize("status", ["At risk", "Expected late", "In progress"])
def test_a_status_that_rests_on_a_forecast_changes_nothing_where_none_is_known(
    status: str, tmp_path: Path
) -> None:
    rows = Portfolio(
        [
            Project(id=1, uid="p1", position=0, name=Names(en="Center")),
            Item(
                id=1,
                uid="i1",
                project_id=1,
                position=0,
                kind=ItemKind.ACTIVITY,
                name=Names(en="Works"),
                percent=40,
            ),
        ]
    )
    workspace = workspace_of(rows, tmp_path / "c.cotrack")
    table = table_of([["Project", "Measure", "Status"], ["Center", "Works", status]])
    (row,) = preview(workspace, table, status_date=ON).rows
    assert row.outcome is Outcome.UNCHANGED


def test_bodies_parted_by_commas_are_several_only_where_that_is_certain(
    workspace: Workspace,
) -> None:
    ministry = "Ministry of Investment, Industry and Trade"
    rows = [
        ["No.", "Measure", "Responsible executors"],
        ["", "I. Center", ""],
        ["1", "Technical launch", "МТИ, МИИР"],
        ["2", "Site", ministry],
        ["3", "Fence", f"Akimat; {ministry}"],
        ["4", "Bridge", "akimat, МТИ"],
        ["5", "Road", "Akimat, somebody else"],
    ]
    table = table_of(rows)
    apply(workspace, table, preview(workspace, table, status_date=ON))
    portfolio = workspace.portfolio
    named = {
        item.name.en: [body.name.en for body in portfolio.bodies_of(item, Role.RESPONSIBLE)]
        for item in portfolio.items
    }
    assert named["Technical launch"] == ["МТИ", "МИИР"]
    assert named["Site"] == [ministry]
    assert named["Fence"] == ["Akimat", ministry]
    assert named["Bridge"] == ["Akimat", "МТИ"]
    assert named["Road"] == ["Akimat, somebody else"]
    assert told(preview(workspace, table, status_date=ON)) == []


CELLS = {
    "Проект": ("Center", "Plant", "Новый", ""),
    "Мероприятие": ("Запуск", "Technical launch", "launch", "I. Раздел", "Итого", ""),
    "№": ("1", "1.1", "1.2", "2.1", "I", ""),
    "Код": ("A", "B", ""),
    "Вид": ("Веха", "Мероприятие", "Этап", ""),
    "Срок исполнения": ("IV кв. 2026", "31.12.2026", "до конца года", "-", "ежеквартально", ""),
    "Дата начала": ("2025", "01.03.2025", ""),
    "Фактический срок": ("2025", "15.11.2025", ""),
    "Исходная формулировка": ("IV кв. 2026", "до конца 2026 года", ""),
    "Объявлено": ("14.07.2024", ""),
    "Ответственные исполнители": ("МТИ", "Акимат; МТИ", "МТИ, Акимат", "МТИ, МИИР", "мти", "-", ""),
    "% исполнения": ("40 %", "140", ""),
    "Предполагаемые расходы, млн тг": ("27 000,5", "185,1 млрд тг", "1.234", "-", ""),
    "Статус": ("Исполнено", "На контроле", "Просрочено", "???", ""),
    "Источник": ("Kazinform", "Kazinform; Adilet", ""),
    "Название на казахском": ("Іске қосу", ""),
}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Tables of a few rows as they are typed, with what contradicts itself and what repeats."""
    others = st.lists(st.sampled_from(list(CELLS)[2:]), unique=True, max_size=7)
    headings = draw(st.permutations(["Мероприятие", "Проект", *draw(others)]))
    row = st.tuples(*(st.sampled_from(CELLS[heading]) for heading in headings)).map(list)
    return [headings, *draw(st.lists(row, min_size=1, max_size=8))]


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=20)
@given(tables(), st.sampled_from([None, "Center"]))
def test_what_was_taken_says_nothing_new_the_second_time(
    rows: list[list[str]], of: str | None
) -> None:
    """Nor does an import fail as a whole for what a row says: the dry run has told it before."""
    with (
        TemporaryDirectory() as folder,
        workspace_of(center(), Path(folder) / "a.cotrack") as workspace,
    ):
        try:
            table = table_of(rows)
        except FileError:
            return
        first = preview(workspace, table, status_date=ON, project=of)
        assert first.counts.total() == len(first.rows)
        assert len(first.rows) + len(first.others) == len(table.rows)
        apply(workspace, table, first)
        again = preview(workspace, table, status_date=ON, project=of)
        refused = {row.number for row in first.with_outcome(Outcome.REJECTED)}
        assert [line for line in told(again) if int(line.split()[0]) not in refused] == []
