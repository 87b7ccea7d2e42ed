"""``import`` of a table: what it prints, what it writes, and how it ends."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from tracker.cli.program import program
from tracker.domain.model import Names
from tracker.exchange.table_in import (
    DateOrder,
    SavedMapping,
    mapping_path,
    read_source,
    save_mapping,
    understand,
)
from tracker.ui.places import mapping_folder
from tracker.workspace.operations import add_project
from tracker.workspace.workspace import Workspace

TABLE = """Мероприятие;Срок исполнения;Шифр
Запуск;IV кв. 2026;а
Открытие;03/04/2026;б
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, ["import", *map(str, arguments), "--lang", "en"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        add_project(workspace, name=Names(ru="Центр"))
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "план.csv"
    path.write_text(TABLE, encoding="windows-1251")
    return path


def names(file: Path) -> list[str]:
    with Workspace.open(file, user="tester", read_only=True) as workspace:
        return [item.name.ru for item in workspace.portfolio.items]


def test_rows_are_taken_and_refused_ones_told(file: Path, table: Path) -> None:
    result = run(file, table, "--project", "Центр")
    assert result.exit_code == 3
    assert result.stdout == (
        "2 rows read: 1 new, 0 changed, 0 unchanged\n"
        "Read: windows-1251, “;”, headings in row 1 (Русский)\n"
        "Columns not imported: Шифр\n"
    )
    assert "1 row was refused" in result.stderr
    assert "Row 3, Срок исполнения: “03/04/2026” has more than one meaning" in result.stderr
    assert names(file) == ["Запуск"]


def test_a_dry_run_writes_nothing(file: Path, table: Path) -> None:
    before = file.read_bytes()
    assert run(file, table, "--project", "Центр", "--dry-run").exit_code == 3
    assert file.read_bytes() == before


def test_the_report_as_json(file: Path, table: Path) -> None:
    result = run(file, table, "--project", "Центр", "--json")
    report = json.loads(result.stdout)
    (refused,) = report.pop("rejected")
    assert report == {"rows": 2, "created": 1, "updated": 0, "unchanged": 0}
    assert refused.pop("reason").startswith("“03/04/2026”")
    assert refused == {"row": 3, "column": "Срок исполнения", "value": "03/04/2026"}


def test_refused_rows_are_mended_and_imported_again(
    file: Path, table: Path, tmp_path: Path
) -> None:
    refused = tmp_path / "refused.csv"
    run(file, table, "--project", "Центр", "--rejected", refused)
    text = refused.read_text(encoding="windows-1251")
    assert text.startswith("Мероприятие;Срок исполнения;Шифр;Причина отказа")
    refused.write_text(text.replace("03/04/2026", "03.04.2026"), encoding="utf-8")
    result = run(file, refused, "--project", "Центр", "--rejected", tmp_path / "none.csv")
    assert result.exit_code == 0, result.stderr
    assert names(file) == ["Запуск", "Открытие"]
    assert not (tmp_path / "none.csv").exists()


def test_a_mapping_of_a_name(file: Path, table: Path) -> None:
    found = understand(read_source(table))
    path = mapping_path("Из области", mapping_folder())
    save_mapping(SavedMapping(found.mapping, date_order=DateOrder.DAY_FIRST), path)
    result = run(file, table, "--project", "Центр", "--mapping", "Из области")
    assert result.exit_code == 0, result.stderr
    assert names(file) == ["Запуск", "Открытие"]
    told = run(file, table, "--mapping", "Другое").stderr
    assert told == "There is no mapping “Другое”. Saved are: Из области.\n"
    path.unlink()
    assert "none has been saved" in run(file, table, "--mapping", "Другое").stderr


def test_what_was_found_out_of_a_workbook_is_told(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "план.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Обложка").write(0, 0, "x")
        sheet = book.add_worksheet("План")
        for at, row in enumerate(
            [["Мероприятие", "Когда"], ["Пуск", "I кв. 2027"], ["Ввод", "2028 г."]]
        ):
            sheet.write_row(at, 0, row)
    result = run(file, path, "--sheet", "План", "--project", "Центр")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "2 rows read: 2 new, 0 changed, 0 unchanged",
        "Read: sheet “План”, headings in row 1 (Русский)",
        "Columns known by their content: Когда → Finish",
    ]


def test_an_export_comes_back_unchanged(file: Path, tmp_path: Path) -> None:
    sample = tmp_path / "sample.cotrack"
    target = tmp_path / "register.csv"
    assert CliRunner().invoke(program, ["new", str(sample), "--sample"]).exit_code == 0
    export = ["export", str(sample), str(target), "--form", "register", "--lang", "kk"]
    assert CliRunner().invoke(program, export).exit_code == 0
    report = json.loads(run(sample, target, "--json").stdout)
    assert report["rows"] == report["unchanged"] > 20
    assert report["rejected"] == []


def test_a_mapping_from_a_file(file: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mine.toml"
    mapping.write_text(
        'rows = "items"\nlanguage = "ru"\n'
        '[[columns]]\nheading = "A"\nfield = "name"\n'
        '[[columns]]\nheading = "B"\nfield = "finish"\n',
        encoding="utf-8",
    )
    table = tmp_path / "t.csv"
    table.write_text("A,B\nПуск,2027\n", encoding="utf-8")
    result = run(file, table, "--project", "Центр", "--mapping", mapping)
    assert result.exit_code == 0, result.stderr
    assert names(file) == ["Пуск"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"Measure,Deadline\r\n", "no rows below"),
        (b"%PDF-1.7 \x00", "is no table"),
        (b"\x00\x01\x02" * 500, "holds no text"),
        (b"1,2\n3,4\n", "no row of headings"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(
    file: Path, tmp_path: Path, content: bytes, told: str
) -> None:
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    before = file.read_bytes()
    result = run(file, table)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--project", "Elsewhere"], "There is no project “Elsewhere”"),
        (["--encoding", "klingon"], "no encoding “klingon”"),
        (["--encoding", "utf-8"], "is not written in utf-8"),
        (["--delimiter", "ab"], "cannot part cells"),
        (["--mapping", "no such.toml"], "cannot be read"),
        (["--mapping", "no/name"], "is no name for a mapping"),
    ],
)
def test_wishes_that_cannot_be_met_are_told(
    file: Path, table: Path, options: list[str], told: str
) -> None:
    result = run(file, table, *options)
    assert result.exit_code == 2
    assert told in result.stderr


def test_the_refused_rows_never_take_the_place_of_the_table(file: Path, table: Path) -> None:
    before, content = file.read_bytes(), table.read_bytes()
    result = run(file, table, "--project", "Центр", "--rejected", table)
    assert result.exit_code == 2
    assert "is the table itself" in result.stderr
    assert (file.read_bytes(), table.read_bytes()) == (before, content)


def test_a_dry_run_of_a_document_tells_what_taking_it_tells(file: Path, tmp_path: Path) -> None:
    sample, document = tmp_path / "sample.cotrack", tmp_path / "sample.json"
    assert CliRunner().invoke(program, ["new", str(sample), "--sample"]).exit_code == 0
    assert CliRunner().invoke(program, ["export", str(sample), str(document)]).exit_code == 0
    before = file.read_bytes()
    tried = json.loads(run(file, document, "--dry-run", "--json").stdout)
    assert file.read_bytes() == before
    assert list(tried) == ["rows", "created", "updated", "unchanged", "rejected"]
    assert tried["rows"] == tried["created"] + tried["updated"] + tried["unchanged"] > 400
    assert json.loads(run(file, document, "--json").stdout) == tried


def test_options_for_tables_do_not_go_with_a_document(file: Path, tmp_path: Path) -> None:
    result = run(file, tmp_path / "a.json", "--project", "x")
    assert result.exit_code == 2
    assert "“--project” is for tables" in result.stderr
