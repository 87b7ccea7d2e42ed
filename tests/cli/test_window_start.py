"""Without a command: the window where there is a display, and elsewhere what it would show."""

import os
import socket
import sys
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from tracker.cli import window
from tracker.cli.display import has_display, missing_library
from tracker.cli.program import program


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("linux", {}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("linux", {"QT_QPA_PLATFORM": "wayland;xcb"}, False),
        ("linux", {"DISPLAY": ":4099"}, False),
        ("linux", {"DISPLAY": "nonsense"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nonexistent"}, False),
    ],
)
def test_what_counts_as_a_display(platform: str, environ: dict[str, str], expected: bool) -> None:
    assert has_display(environ, platform) is expected


@pytest.mark.skipif(os.name != "posix", reason="sockets with a path")
def test_a_display_is_one_that_answers(tmp_path: Path) -> None:
    environ = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "wayland-0"))
        listener.listen()
        assert has_display(environ, "linux")
    assert not has_display(environ, "linux")


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    plugin.parent.mkdir(parents=True)
    (tmp_path / "PySide6" / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "PySide6", raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setattr(sys, "platform", "linux")
    assert missing_library() is None
    plugin.write_text("no library")
    assert "libqxcb.so" in (missing_library() or "")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, bool]]:
    """What the window was asked to open; it closes at once."""
    calls: list[tuple[Path | None, bool]] = []

    def run(path: Path | None, sample: bool) -> int:
        calls.append((path, sample))
        return 0

    app = ModuleType("tracker.ui.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tracker.ui.app", app)
    monkeypatch.setattr(window, "has_display", lambda: True)
    monkeypatch.setattr(window, "missing_library", lambda: None)
    return calls


def test_without_a_command_the_window_opens(
    opened: list[tuple[Path | None, bool]], tmp_path: Path
) -> None:
    file = tmp_path / "a.cotrack"
    file.touch()
    for arguments in ([], [str(file)], ["--sample"], ["--sample", str(file)]):
        assert CliRunner().invoke(program, arguments).exit_code == 0
    assert opened == [(None, False), (file, False), (None, True), (file, True)]


def test_the_window_is_not_opened_on_a_file_that_is_not_there(
    opened: list[tuple[Path | None, bool]], tmp_path: Path
) -> None:
    result = CliRunner().invoke(program, [str(tmp_path / "gone.cotrack")])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert opened == []


def test_a_library_that_is_missing_is_told(
    opened: list[tuple[Path | None, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "missing_library", lambda: "libxcb-cursor.so.0 is not there")
    result = CliRunner().invoke(program, [])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "libxcb-cursor.so.0" in result.stderr
    assert opened == []


@pytest.fixture
def no_display(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(window, "has_display", lambda: False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_display_the_papers_of_the_sample_are_written(no_display: Path) -> None:
    for _ in range(2):
        result = CliRunner().invoke(program, ["--sample"])
        assert result.exit_code == 0, result.output
    said, *paths = result.stdout.splitlines()
    assert "no display" in said
    table, picture = map(Path, paths)
    assert table.read_bytes().startswith("\ufeffДорожная карта;".encode())
    assert picture.read_bytes().startswith(b"\x89PNG\r\n")
    assert {path.parent for path in (table, picture)} == {Path("build")}


def test_without_a_display_a_file_is_not_opened(no_display: Path) -> None:
    for arguments in ([], ["build"]):
        (no_display / "build").mkdir(exist_ok=True)
        result = CliRunner().invoke(program, arguments)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert "no display" in result.stderr
