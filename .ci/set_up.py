"""Makes the checkout ready to run: a virtual environment, the locked packages, what Qt needs.

    python3 .ci/set_up.py             everything the program and its tests need
    python3 .ci/set_up.py --window    also what Qt needs to open windows on X11

Uses the standard library alone and may be run again at any time. Exits 2 with one line that says
what to do when something is missing that it cannot put in place.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)

# What Qt loads from the system, each proved necessary on a Debian 12 that had nothing else.
QT_PACKAGES = [
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
]
X11_PACKAGES = [
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
]
QT_STARTS = "from PySide6.QtWidgets import QApplication; QApplication([])"
# Loading the plugin asks for every library it needs, and for no display.
X11_LOADS = (
    "import ctypes, os.path, PySide6; "
    "ctypes.CDLL(os.path.dirname(PySide6.__file__) + '/Qt/plugins/platforms/libqxcb.so')"
)


class CannotSetUp(Exception):
    """Something is missing that only the user can put in place; the text says how."""


def main(arguments: list[str]) -> int:
    try:
        if sys.version_info < OLDEST:
            return subprocess.call([newer_python(), __file__, *arguments])
        make_environment()
        install()
        require_qt("Qt", QT_STARTS, QT_PACKAGES)
        if "--window" in arguments and sys.platform == "linux":
            require_qt("Qt's window system", X11_LOADS, X11_PACKAGES)
    except CannotSetUp as error:
        print(error, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"Set-up stopped at: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 2
    return 0


def newer_python() -> str:
    for minor in range(OLDEST[1] + 9, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if (
            found
            and subprocess.call([found, "-c", "import ensurepip"], stderr=subprocess.DEVNULL) == 0
        ):
            return found
    raise CannotSetUp(
        f"Python {sys.version_info[0]}.{sys.version_info[1]} is too old: install Python 3.11 or "
        "newer, then say which with: make PYTHON=/path/to/python3"
    )


def make_environment() -> None:
    if PYTHON.exists() and subprocess.call([PYTHON, "-c", "import pip"]) == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_system_packages("Python's venv module is missing.", ["python3-venv"])
    say("Making the virtual environment .venv")
    run(sys.executable, "-m", "venv", "--clear", ENVIRONMENT)


def install() -> None:
    say("Installing the packages of requirements.lock (about 150 MB the first time)")
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    run(*pip, "--require-hashes", "--only-binary=:all:", "-r", ROOT / "requirements.lock")
    # The build tools are among the locked packages: nothing unpinned is downloaded.
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    # As pip does with what it installs: the first start is then as quick as all others.
    run(PYTHON, "-m", "compileall", "-q", ROOT / "tracker")


def require_qt(what: str, trial: str, packages: list[str]) -> None:
    missing = failure(trial)
    if missing is None:
        return
    if sys.platform != "linux":
        raise CannotSetUp(f"{what} does not start: {missing}")
    install_system_packages(f"{what} lacks a library of the system: {missing}.", packages)
    missing = failure(trial)
    if missing is not None:
        raise CannotSetUp(f"{what} does not start: {missing}")


def failure(trial: str) -> str | None:
    """The last line of what the trial says when it fails, None when it succeeds."""
    result = subprocess.run(
        [PYTHON, "-c", trial],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if result.returncode == 0:
        return None
    return (result.stdout.strip().splitlines() or [f"exit status {result.returncode}"])[-1]


def install_system_packages(reason: str, packages: list[str]) -> None:
    """Install Debian packages when we may, else say the command that does."""
    if shutil.which("apt-get") is None:
        raise CannotSetUp(f"{reason} Install what Debian calls: {' '.join(packages)}")
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        raise CannotSetUp(f"{reason} Run: sudo {' '.join(command)}")
    say(f"{reason} Installing {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=True)
    subprocess.run(command, env=quiet, check=True, stdout=subprocess.DEVNULL)


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, cwd=ROOT)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
