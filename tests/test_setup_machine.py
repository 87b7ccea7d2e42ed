"""Set-up on a machine that lacks something: one line that says what to do, and exit 2."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).resolve().parent.parent / ".ci" / "set_up.py"


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool on a machine where everything is in place; it can run no command unseen."""
    spec = importlib.util.spec_from_file_location("set_up", TOOL)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    monkeypatch.setattr(tool, "make_environment", lambda: None)
    monkeypatch.setattr(tool, "install", lambda: None)
    monkeypatch.setattr(tool, "failure", lambda trial: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    return tool


def test_it_reads_as_old_python_so_that_it_can_say_what_is_too_old() -> None:
    ast.parse(TOOL.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_alone_is_told_which_is_needed(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert set_up.main([]) == 2
    assert capsys.readouterr().err == (
        "Python 3.10 is too old: install Python 3.11 or newer, "
        "then say which with: make PYTHON=/path/to/python3\n"
    )


def test_an_old_python_beside_a_newer_one_hands_over(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    monkeypatch.setattr(
        shutil, "which", lambda name: f"/opt/{name}" if name == "python3.12" else None
    )
    monkeypatch.setattr(subprocess, "call", lambda command, **_: commands.append(command) or 0)
    assert set_up.main(["--window"]) == 0
    assert commands[-1] == ["/opt/python3.12", set_up.__file__, "--window"]


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages")
@pytest.mark.parametrize(
    ("arguments", "trial", "package"),
    [([], "QT_STARTS", "libgl1"), (["--window"], "X11_LOADS", "libxcb-cursor0")],
)
def test_a_user_without_rights_is_given_the_command_that_mends_qt(
    set_up: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    trial: str,
    package: str,
) -> None:
    lacking = getattr(set_up, trial)
    monkeypatch.setattr(set_up, "failure", lambda trial: "libX.so" if trial == lacking else None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert set_up.main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "lacks a library of the system: libX.so. Run: sudo apt-get install" in line
    assert package in line


def test_libraries_for_windows_are_not_asked_for_where_no_window_opens(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        set_up, "failure", lambda trial: "libX.so" if trial == set_up.X11_LOADS else None
    )
    assert set_up.main([]) == 0


def test_another_system_than_debian_is_told_what_to_look_for(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(set_up.CannotSetUp, match=r"^No Qt\. Install what Debian calls: libgl1$"):
        set_up.install_system_packages("No Qt.", ["libgl1"])
