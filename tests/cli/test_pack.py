"""``pack``: the same bytes on every run, also as of a past day; nothing else is overwritten."""

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.runs import fails, succeeds
from tracker.domain.model import Names
from tracker.domain.period import Period, deadline_from_key
from tracker.exchange.json_document import import_document
from tracker.exchange.sample import load_sample
from tracker.workspace import Workspace, operations
from tracker.workspace.outline_rows import row_key

PROFILE = """
forms = ["roadmap", "register", "due", "changes", "slippage", "claims"]
languages = ["uz"]
formats = ["csv", "xlsx", "pdf", "ics"]
timeline = true
passports = ["ICIC"]
"""
LAST_MONTH = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


def file_of_last_month(path: Path) -> Path:
    with Workspace.create(path, user="clerk", clock=lambda: LAST_MONTH) as workspace:
        import_document(workspace, load_sample(), source="portfolio.json")
        operations.set_setting(workspace, key="status_date", value="2026-10-01")
        project = workspace.portfolio.ordered_projects()[0]
        operations.rename(workspace, row=row_key(project), name=Names(ru="Прежнее имя"))
    return path


def worked_on(path: Path) -> None:
    """What an office does in a month: rows renamed, moved, deleted, promised anew, and undone."""
    with Workspace.open(path, user="clerk", clock=lambda: LATER) as workspace:
        projects = workspace.portfolio.ordered_projects()
        operations.rename(workspace, row=row_key(projects[0]), name=Names(ru="Новое имя"))
        operations.delete_rows(workspace, rows=[row_key(projects[1]), row_key(projects[2])])
        operations.move_down(workspace, rows=[row_key(projects[3])])
        item = next(iter(workspace.portfolio.items))
        operations.commit_deadline(
            workspace,
            item_id=item.id,
            deadline=deadline_from_key("2029"),
            announced_on=Period.day(LATER.date()),
        )
        operations.delete_rows(workspace, rows=[row_key(projects[4])])
        workspace.undo()
        operations.set_setting(workspace, key="title", value="Another title")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("profile") / "profile.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def listing(target: Path) -> dict[str, bytes]:
    if target.is_file():
        with zipfile.ZipFile(target) as pack:
            return {name: pack.read(name) for name in pack.namelist()}
    return {
        path.relative_to(target).as_posix(): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory, profile: Path) -> tuple[Path, Path]:
    """A file, and the pack that was made of it then."""
    folder = tmp_path_factory.mktemp("month")
    file = file_of_last_month(folder / "portfolio.cotrack")
    succeeds("pack", file, folder / "then.zip", "--profile", profile)
    return file, folder / "then.zip"


def test_the_pack_of_last_month_is_made_again_exactly(
    tmp_path: Path, profile: Path, month: tuple[Path, Path]
) -> None:
    file, then = Path(shutil.copy(month[0], tmp_path)), month[1]
    worked_on(file)
    again = tmp_path / "again.zip"
    # It was judged on the file's own day, not on the one that is looked back to.
    on = ("--status-date", "2026-10-01")
    succeeds("pack", file, again, "--profile", profile, "--as-of", "2026-10-05", *on)
    assert again.read_bytes() == then.read_bytes()


def test_the_pack_of_now_tells_what_has_changed_since(
    tmp_path: Path, profile: Path, month: tuple[Path, Path]
) -> None:
    file, then = Path(shutil.copy(month[0], tmp_path)), listing(month[1])
    worked_on(file)
    light = tmp_path / "light.toml"
    light.write_text('forms = ["register", "changes"]\nlanguages = ["uz"]\nformats = ["csv"]\n')
    arguments = ("pack", file, tmp_path / "now", "--profile", light)
    succeeds(*arguments, "--status-date", "2026-11-30")
    now = listing(tmp_path / "now")
    for name in ("uz/register.csv", "uz/changes.csv", "manifest.json"):
        assert now[name] != then[name]
    told = now["uz/changes.csv"].decode("utf-8-sig")
    assert "Прежнее имя;Новое имя" in told
    assert "import" not in told


def test_another_process_in_another_zone_writes_the_same(
    tmp_path: Path, profile: Path, month: tuple[Path, Path]
) -> None:
    file, then = month
    subprocess.run(
        [sys.executable, "main.py", "pack", file, tmp_path / "there", "--profile", profile],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "5", "TZ": "Pacific/Auckland", "LANG": "kk_KZ.UTF-8"},
        check=True,
        capture_output=True,
        timeout=240,
    )
    assert listing(tmp_path / "there") == listing(then)


def test_the_manifest_tells_what_is_in_the_pack_and_what_was_asked(
    tmp_path: Path, month: tuple[Path, Path]
) -> None:
    found = listing(month[1])
    manifest = json.loads(found.pop("manifest.json"))
    assert manifest["status_date"] == "2026-10-01"
    assert manifest["last_change"]["at"] == "2026-10-05T07:00:00+00:00"
    assert manifest["options"]["formats"] == ["csv", "xlsx", "pdf", "ics"]
    assert {entry["path"] for entry in manifest["files"]} == set(found)
    tables = ("roadmap", "register", "due", "changes", "slippage", "claims")
    assert set(found) == {
        *(
            f"uz/{name}.{ending}"
            for name in (*tables, "sources", "data-dictionary")
            for ending in ("csv", "xlsx", "pdf")
        ),
        *("uz/milestones.ics", "uz/timeline.pdf", "uz/passports/ICIC.pdf"),
    }
    for entry in manifest["files"]:
        content = found[entry["path"]]
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert str(month[0].parent).encode() not in content


def test_a_single_form_is_made_again_as_it_was_then_too(
    tmp_path: Path, month: tuple[Path, Path]
) -> None:
    """Changes tell of rows by name: the names are those of that day."""
    file, day = Path(shutil.copy(month[0], tmp_path)), "2026-10-05"
    arguments = ("--form", "changes", "--lang", "ru", "--status-date", day)
    succeeds("export", file, tmp_path / "then.csv", *arguments)
    worked_on(file)
    succeeds("export", file, tmp_path / "again.csv", *arguments, "--as-of", day)
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "then.csv").read_bytes()
    assert "Прежнее имя" in (tmp_path / "again.csv").read_text(encoding="utf-8-sig")
    refused = fails("export", file, tmp_path / "a.csv", "--as-of", "2020-01-01", "--lang", "en")
    assert "held nothing yet on 2020-01-01" in refused


def test_a_filter_holds_in_every_file(tmp_path: Path, sample: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(
        'forms = ["register"]\nlanguages = ["en"]\nformats = ["csv"]\ndialect = "rfc4180"\n'
        'where = "Name: Onix"\n'
    )
    succeeds("pack", sample, tmp_path / "pack", "--profile", profile)
    found = listing(tmp_path / "pack")
    rows = list(csv.reader(io.StringIO(found["en/register.csv"].decode())))
    assert [row[1] for row in rows[3:]] == [
        "Onix CKD production, SaryarkaAvtoProm, Kostanay",
        "Total",
    ]
    sources = list(csv.reader(io.StringIO(found["en/sources.csv"].decode())))
    assert 0 < len(sources) - 2 < 5


def test_a_pack_is_told_in_one_line_and_nothing_else_is_overwritten(
    tmp_path: Path, sample: Path
) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text('forms = ["register"]\nlanguages = ["en"]\nformats = ["csv"]\n')
    target = tmp_path / "pack"
    arguments = ("pack", sample, target, "--profile", profile, "--lang", "en")
    assert succeeds(*arguments) == f"3 files in {target}\n"
    assert succeeds(*arguments) == f"3 files in {target}\n"
    (target / "mine.doc").write_text("mine")
    assert "mine.doc" in fails(*arguments)
    assert "is no pack" in fails("pack", sample, profile.rename(tmp_path / "profile.zip"))
    assert "no folder" in fails("pack", sample, sample)


def test_what_cannot_be_packed_is_refused(tmp_path: Path, own: Path, sample: Path) -> None:
    target = tmp_path / "pack"
    assert "held nothing yet" in fails("pack", own, target, "--as-of", "2020-01-01")
    assert "longer than a day" in fails("pack", own, target, "--as-of", "Q4 2026")
    profile = tmp_path / "profile.toml"
    profile.write_text('forms = ["registry"]\n')
    assert "Line 1" in fails("pack", sample, target, "--profile", profile)
    assert not target.exists()


def test_options_stand_over_what_the_profile_says(sample: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text('forms = ["register"]\nlanguages = ["en"]\nformats = ["csv"]\n')
    target = tmp_path / "pack"
    asked = ("--where", "Side: Uzbekistan", "--dialect", "tsv", "--lang", "en")
    succeeds("pack", sample, target, "--profile", profile, *asked)
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["dialect"] == "tsv"
    assert (target / "en" / "register.tsv").exists()
    assert "zbekistan" in manifest["options"]["where"]
    told = fails("pack", sample, tmp_path / "other", "--profile", profile, "--passport", "Zzz")
    assert "Zzz" in told
