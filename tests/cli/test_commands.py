"""Every command on the sample and on a file of one's own, in this process."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.cli.runs import HOSTILE, fails, run, succeeds
from tracker.cli.exports import DIALECTS
from tracker.cli.program import program
from tracker.domain.model import Names
from tracker.exchange.dialects import DIALECTS as KNOWN_DIALECTS
from tracker.exchange.forms import FORM_IDS
from tracker.workspace import operations
from tracker.workspace.outline_rows import row_key
from tracker.workspace.workspace import Workspace


def test_the_names_that_help_shows_are_those_of_the_exports() -> None:
    assert tuple(KNOWN_DIALECTS) == DIALECTS


# -- new, info, check, history ---------------------------------------------------------------------


def test_new_replaces_no_file(tmp_path: Path) -> None:
    file = tmp_path / "a.cotrack"
    assert "a.cotrack" in succeeds("new", file)
    before = file.read_bytes()
    assert "exists already" in fails("new", file)
    assert "exists already" in fails("new", file, "--sample")
    assert file.read_bytes() == before


def test_new_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no folder" in fails("new", tmp_path / "missing" / "a.cotrack")


def test_info_counts_what_there_is(sample: Path, own: Path) -> None:
    facts = json.loads(succeeds("info", sample, "--json"))
    assert facts["projects"] > 20
    assert sum(facts["statuses"].values()) == facts["projects"]
    assert facts["schema"]
    facts = json.loads(succeeds("info", own, "--json"))
    assert (facts["projects"], facts["milestones"], facts["phases"]) == (1, len(HOSTILE), 0)
    assert facts["status_date"] == "2026-11-23"
    assert facts["statuses"] == {"unknown": 1}


def test_info_in_words_prints_no_control_characters(own: Path) -> None:
    text = succeeds("info", own)
    assert "Title: {title}  [2J" in text
    assert "Milestones: 7" in text
    assert "\x1b" not in text


def test_check_finds_a_sound_file_sound(sample: Path, own: Path) -> None:
    for file in (sample, own):
        assert "is sound" in succeeds("check", file)


def test_check_names_each_problem_and_fails(own: Path) -> None:
    connection = sqlite3.connect(own)
    triggers = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for (name,) in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE projects SET note = 'past the journal'")
    connection.commit()
    connection.close()
    result = run("check", own)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert f"has {len(result.stdout.splitlines())} problem" in result.stderr


def test_history_tells_what_was_done(own: Path, sample: Path) -> None:
    (line,) = succeeds("history", own).splitlines()
    assert "tester" in line
    assert "add project “два ряда”" in line
    (entry,) = json.loads(succeeds("history", own, "--json"))
    assert entry["operation"] == "add-project"
    assert {change["change"] for change in entry["changes"]} == {"added"}
    assert len(entry["changes"]) == 3 + len(HOSTILE)
    assert len(succeeds("history", sample).splitlines()) == 1


def test_history_of_an_empty_file_is_empty(tmp_path: Path) -> None:
    succeeds("new", tmp_path / "a.cotrack")
    assert succeeds("history", tmp_path / "a.cotrack") == ""
    assert json.loads(succeeds("history", tmp_path / "a.cotrack", "--json")) == []


def test_history_says_what_was_undone(own: Path) -> None:
    with Workspace.open(own, user="tester") as workspace:
        workspace.undo()
        workspace.redo()
    lines = succeeds("history", own).splitlines()
    assert len(lines) == 3
    assert "redo: add project" in lines[0]
    assert "undo: add project" in lines[1]


# -- export and import -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORM_IDS)
@pytest.mark.parametrize("language", ["en", "ru", "kk", "uz"])
def test_every_form_is_exported_in_every_language(
    sample: Path, tmp_path: Path, form: str, language: str
) -> None:
    target = tmp_path / "таблица.csv"
    succeeds("export", sample, target, "--form", form, "--lang", language)
    text = target.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter="," if language == "en" else ";"))
    assert len(rows) > 3
    assert len({len(row) for row in rows}) == 1


def test_no_cell_of_an_export_runs(own: Path) -> None:
    for dialect in DIALECTS:
        for form in FORM_IDS:
            result = run("export", own, "-", "--form", form, "--dialect", dialect)
            known = KNOWN_DIALECTS[dialect]
            text = result.stdout_bytes.decode(known.encoding)
            table = csv.reader(io.StringIO(text), delimiter=known.separator)
            cells = [cell for row in table for cell in row]
            if form in ("roadmap", "register", "milestones"):
                assert any("calc" in cell for cell in cells)
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_standard_output_gets_the_same_bytes_as_a_file(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    succeeds("export", sample, target, "--lang", "ru")
    assert run("export", sample, "-", "--lang", "ru").stdout_bytes == target.read_bytes()
    succeeds("export", sample, tmp_path / "a.json")
    as_json = run("export", sample, "-", "--format", "json").stdout_bytes
    assert as_json == (tmp_path / "a.json").read_bytes()


def test_the_ending_tsv_parts_the_cells_by_tabs(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.tsv"
    succeeds("export", sample, target, "--lang", "ru")
    by_dialect = run("export", sample, "-", "--lang", "ru", "--dialect", "tsv").stdout_bytes
    assert target.read_bytes() == by_dialect
    assert b"\t" in by_dialect
    assert "Leave out" in fails("export", sample, target, "--dialect", "excel-ru")


def test_a_dialect_changes_the_characters(sample: Path) -> None:
    russian = run("export", sample, "-", "--lang", "en", "--dialect", "excel-ru").stdout_bytes
    assert russian.startswith(b"\xef\xbb\xbfRoadmap;;")
    strict = run("export", sample, "-", "--lang", "en", "--dialect", "rfc4180").stdout_bytes
    assert strict.startswith(b"Roadmap,,")


def test_a_form_is_exported_as_an_excel_workbook(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "register.xlsx"
    succeeds("export", sample, target, "--form", "register", "--lang", "kk")
    assert CalamineWorkbook.from_path(target).sheet_names == ["Жобалар тізілімі", "Дереккөздер"]
    piped = run("export", sample, "-", "--form", "register", "--lang", "kk", "--format", "xlsx")
    assert piped.stdout_bytes == target.read_bytes()
    assert "--dialect" in fails("export", sample, target, "--dialect", "rfc4180")


def test_a_form_is_exported_as_pdf(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "roadmap.pdf"
    succeeds("export", sample, target, "--lang", "kk")
    reader = PdfReader(target)
    assert reader.trailer["/Root"]["/Lang"] == "kk"
    assert "Жол картасы" in reader.pages[0].extract_text()
    piped = run("export", sample, "-", "--lang", "kk", "--format", "pdf")
    assert piped.stdout_bytes == target.read_bytes()
    assert "--dialect" in fails("export", sample, target, "--dialect", "rfc4180")


def test_a_project_is_put_on_one_page(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "passport.pdf"
    options = ("--lang", "uz", "--status-date", "2026-11-23")
    succeeds("passport", sample, "ICIC", target, *options)
    (page,) = PdfReader(target).pages
    said = " ".join(page.extract_text().split())
    assert "Loyiha pasporti" in said
    assert "xalqaro sanoat kooperatsiyasi markazi" in said
    assert run("passport", sample, "ICIC", "-", *options).stdout_bytes == target.read_bytes()
    assert "several projects" in fails("passport", sample, "Kostanay", target, "--lang", "en")
    refused = fails("passport", sample, "ICIC", target, "--as-of", "2026", "--lang", "en")
    assert "“--as-of” takes a day" in refused


def test_a_text_that_no_cell_of_excel_holds_is_told(own: Path, tmp_path: Path) -> None:
    with Workspace.open(own, user="tester") as workspace:
        project = workspace.portfolio.ordered_projects()[0]
        operations.rename(workspace, row=row_key(project), name=Names(en="x" * 40_000))
    result = run("export", own, tmp_path / "a.xlsx", "--form", "register", "--lang", "en")
    assert result.exit_code == 0
    assert "1 text is longer than a cell of Excel holds and was cut." in result.stderr


def test_the_milestones_are_exported_for_a_calendar(
    sample: Path, own: Path, tmp_path: Path
) -> None:
    target = tmp_path / "milestones.ics"
    result = run("export", sample, target, "--lang", "ru")
    assert (result.exit_code, result.stdout) == (0, "")
    assert re.fullmatch(r"Не в календаре: бессрочных \d+, без срока \d+\.\n", result.stderr)
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert "--form" in fails("export", sample, target, "--form", "register")
    empty = tmp_path / "own.ics"
    assert "nothing to write" in fails("export", own, empty)
    assert not empty.exists()


def test_what_was_exported_as_json_is_imported_without_loss(own: Path, tmp_path: Path) -> None:
    document, copy = tmp_path / "a.json", tmp_path / "copy.cotrack"
    succeeds("export", own, document)
    succeeds("new", copy)
    assert "10 new" in succeeds("import", copy, document)
    again = tmp_path / "b.json"
    succeeds("export", copy, again)
    assert again.read_bytes() == document.read_bytes()
    assert "0 new, 0 changed" in succeeds("import", copy, document)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "x"}', "\x00", "\ufeff", "null"])
def test_a_document_that_is_none_is_refused_and_the_file_left(
    own: Path, tmp_path: Path, content: str
) -> None:
    source = tmp_path / "a.json"
    source.write_text(content, encoding="utf-8")
    before = own.read_bytes()
    fails("import", own, source)
    assert own.read_bytes() == before


def test_a_document_that_is_not_there_is_told(own: Path, tmp_path: Path) -> None:
    assert "gone.json" in fails("import", own, tmp_path / "gone.json")
    assert "cannot be read" in fails("import", own, tmp_path)


def test_a_target_that_cannot_be_written_is_told(own: Path, tmp_path: Path) -> None:
    assert "does not exist" in fails("export", own, tmp_path / "missing" / "a.csv")
    (tmp_path / "a.csv").mkdir()
    assert "is a folder" in fails("export", own, tmp_path / "a.csv")
    assert "End its name in .csv / .tsv / .xlsx / .pdf / .ics / .json" in fails(
        "export", own, tmp_path / "a.doc"
    )


def test_the_portfolio_is_not_written_over(own: Path, tmp_path: Path) -> None:
    before = own.read_bytes()
    assert "portfolio itself" in fails("export", own, own, "--format", "csv")
    link = tmp_path / "a.csv"
    link.hardlink_to(own)
    assert "portfolio itself" in fails("export", own, link)
    assert own.read_bytes() == before


def test_options_of_a_form_are_refused_for_a_document(own: Path, tmp_path: Path) -> None:
    assert "--dialect" in fails("export", own, tmp_path / "a.json", "--dialect", "rfc4180")
    assert "--form" in fails("export", own, tmp_path / "a.json", "--form", "register")


# -- read-date -------------------------------------------------------------------------------------


def answers(*texts: str, input: str | bytes | None = None) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in run("read-date", *texts, input=input).stdout.splitlines()]


def test_a_date_is_read_with_its_first_and_last_day() -> None:
    assert answers("IV квартал 2026 г.") == [
        {
            "text": "IV квартал 2026 г.",
            "kind": "period",
            "first": "2026-10-01",
            "last": "2026-12-31",
            "precision": "quarter",
            "error": None,
        }
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("на постоянной основе", "permanent"),
        ("ежемесячно до 10 числа", "recurring"),
        ("as needed", "as-needed"),
    ],
)
def test_a_deadline_that_is_no_period_has_no_days(text: str, kind: str) -> None:
    (answer,) = answers(text)
    assert answer == {
        "text": text,
        "kind": kind,
        "first": None,
        "last": None,
        "precision": None,
        "error": None,
    }


def test_a_limit_is_the_period_that_it_names() -> None:
    (answer,) = answers("до конца 2026 года")
    assert (answer["first"], answer["last"]) == ("2026-01-01", "2026-12-31")
    assert answer["precision"] == "year"


def test_what_cannot_be_read_says_so_and_the_rest_is_read() -> None:
    result = run("read-date", "Q5 2026", "2027", "к 2027 году")
    assert result.exit_code == 2
    assert result.stderr.startswith("2 texts could not be read")
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert first["error"] and third["error"]
    assert first["kind"] is third["kind"] is None
    assert second["error"] is None


def test_lines_are_read_from_standard_input() -> None:
    texts = [answer["text"] for answer in answers("-", input="\ufeff2027\r\n2026-Q4\n\n31.12.2026")]
    assert texts == ["2027", "2026-Q4", "", "31.12.2026"]


# -- how commands are written ----------------------------------------------------------------------


@pytest.mark.parametrize("command", sorted(program.commands))
def test_every_command_explains_itself(command: str) -> None:
    text = succeeds(command, "--help")
    assert text.startswith("Usage: cooperation-tracker")
    assert "--lang" in text


def test_help_lists_the_commands_and_hides_the_one_for_the_window() -> None:
    text = succeeds("--help")
    listed = text.partition("Commands:\n")[2].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == [
        *("calendar", "check", "export", "forecast", "forms", "history", "import", "info", "new"),
        *("pack", "passport"),
        *("read-date", "timeline"),
    ]


def test_the_version_is_told() -> None:
    assert succeeds("--version").startswith("Cooperation Tracker ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["exprot", "a", "b"],
            "There is no command or file “exprot”. “cooperation-tracker --help”",
        ),
        (["info"], "“FILE” is missing. “cooperation-tracker info --help”"),
        (["export", "a.cotrack"], "“TARGET.csv|tsv|xlsx|pdf|ics|json|-” is missing"),
        (["info", "a.cotrack", "--bogus"], "There is no option “--bogus”"),
        (["--bogus"], "There is no option “--bogus”"),
        (["info", "a.cotrack", "b"], "not understood"),
        (["export", "a", "b", "--form"], "not understood"),
        (["export", "a", "b", "--since", "2026"], "longer than a day"),
        (["info", "a.cotrack", "--lang", "de"], "Possible: en, ru, kk, uz."),
        (["read-date"], "is missing"),
    ],
)
def test_a_command_written_wrongly_is_explained(arguments: list[str], told: str) -> None:
    assert told in fails(*arguments)


@pytest.mark.parametrize("command", ["info", "check", "history"])
def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, command: str) -> None:
    assert "no file “gone.cotrack”" in fails(command, tmp_path / "gone.cotrack")
    other = tmp_path / "other.cotrack"
    other.write_text("ID;not ours")
    assert "is no Cooperation Tracker file" in fails(command, other)
    assert other.read_text() == "ID;not ours"


def test_a_name_in_a_message_stays_on_one_line(tmp_path: Path) -> None:
    fails("info", tmp_path / "a\nb\x1b[2J\r.cotrack")


def test_messages_speak_the_language_asked_for(tmp_path: Path) -> None:
    assert "нет в папке" in fails("info", tmp_path / "gone.cotrack", "--lang", "ru")
    # The language is known before anything else is read, wherever it stands.
    assert "нет в папке" in fails("info", "--lang", "ru", tmp_path / "gone.cotrack")


def test_messages_speak_the_language_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "ru")
    assert "нет в папке" in fails("info", tmp_path / "gone.cotrack")


def test_a_bug_is_logged_and_told_without_its_traceback(
    own: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Workspace) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(Workspace, "check", broken)
    result = run("check", own)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    (log,) = home.rglob("cooperation-tracker.log")
    assert str(log) in result.stderr
    assert "ZeroDivisionError: a bug" in log.read_text(encoding="utf-8")
