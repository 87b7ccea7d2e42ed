"""The program as its users start it: a process of its own, whatever the locale."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MAIN = Path(__file__).parents[2] / "main.py"


def start(
    *arguments: str | Path, cwd: Path, input: bytes | None = None, **environ: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, MAIN, *arguments],
        cwd=cwd,
        input=input,
        capture_output=True,
        env={
            **os.environ,
            "LANGUAGE": "",
            "LANG": "C",
            "LC_ALL": "C",
            **environ,
        },
        check=False,
    )


def test_the_whole_job_without_a_window(tmp_path: Path) -> None:
    assert start("new", "портфель.cotrack", "--sample", cwd=tmp_path).returncode == 0
    exported = start("export", "портфель.cotrack", "карта.csv", "--lang", "ru", cwd=tmp_path)
    assert (exported.returncode, exported.stdout, exported.stderr) == (0, b"", b"")
    assert (tmp_path / "карта.csv").read_bytes().startswith("\ufeffДорожная карта;".encode())
    painted = start("timeline", "портфель.cotrack", "a.png", cwd=tmp_path, QT_QPA_PLATFORM="xcb")
    assert (painted.returncode, painted.stderr) == (0, b"")
    assert (tmp_path / "a.png").stat().st_size > 10_000


def test_what_is_read_and_written_is_utf_8_in_every_locale(tmp_path: Path) -> None:
    read = start("read-date", "-", cwd=tmp_path, input="2026 жылғы IV тоқсан\n".encode())
    assert json.loads(read.stdout.decode())["text"] == "2026 жылғы IV тоқсан"
    assert "жылғы".encode() in read.stdout
    read = start("read-date", "2026 жылғы IV тоқсан", cwd=tmp_path)
    assert json.loads(read.stdout.decode())["precision"] == "quarter"


def test_what_is_no_text_at_all_is_answered_too(tmp_path: Path) -> None:
    read = start("read-date", "-", cwd=tmp_path, input=b"\xff\xfe\x00\n2027\n")
    assert read.returncode == 2
    broken, sound = map(json.loads, read.stdout.decode().splitlines())
    assert broken["error"]
    assert sound["precision"] == "year"


def test_an_error_is_one_line_and_status_2(tmp_path: Path) -> None:
    refused = start("info", "нет.cotrack", cwd=tmp_path, LANGUAGE="ru")
    assert refused.returncode == 2
    assert refused.stdout == b""
    assert refused.stderr.decode().count("\n") == 1
    assert "нет.cotrack" in refused.stderr.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="displays of Linux")
def test_without_a_display_nothing_waits_for_one(tmp_path: Path) -> None:
    nothing = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    refused = start(cwd=tmp_path, **nothing)
    assert (refused.returncode, refused.stderr.count(b"\n")) == (2, 1)
    written = start("--sample", cwd=tmp_path, **nothing)
    assert (written.returncode, written.stderr) == (0, b"")
    assert all((tmp_path / path).exists() for path in written.stdout.decode().splitlines()[1:])


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    start("new", "a.cotrack", cwd=tmp_path)
    (tmp_path / "full.csv").symlink_to("/dev/full")
    refused = start("export", "a.cotrack", "full.csv", cwd=tmp_path)
    assert (refused.returncode, refused.stderr.count(b"\n")) == (2, 1)
    assert b"full" in refused.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes of the shell")
def test_a_reader_that_has_read_enough_is_no_error(tmp_path: Path) -> None:
    start("new", "a.cotrack", "--sample", cwd=tmp_path)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        ended = subprocess.run(
            [sys.executable, MAIN, "export", "a.cotrack", "-"],
            cwd=tmp_path,
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.stderr == b""


LOADS = """
import sys
from tracker.cli import main
sys.argv = ["cooperation-tracker", *sys.argv[1:]]
try:
    main()
finally:
    heavy = {"PySide6", "numpy", "sqlite3", "sqlite_utils", "dateutil"} & set(sys.modules)
    print(sorted(heavy), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["read-date", "IV квартал 2026 г."]])
def test_help_and_dates_load_nothing_heavy(arguments: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADS, *arguments], capture_output=True, cwd=MAIN.parent, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"[]\n")
