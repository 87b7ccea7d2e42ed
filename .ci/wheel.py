"""Builds the wheel and uses it as a stranger would: installed, far from the checkout, no display.

The packages it depends on are lent by the environment that runs this, so nothing is downloaded.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("kk", "ru", "uz")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="wheel-") as name:
        folder = Path(name)
        wheel = build(folder / "dist")
        check_contents(wheel)
        command = install(wheel, folder / "environment")
        use(command, folder / "elsewhere")
    print(f"{wheel.name} runs outside the checkout")
    return 0


def build(target: Path) -> Path:
    options: list[str | Path] = ["--wheel", "--no-isolation", "--outdir", target]
    subprocess.run(
        [sys.executable, "-m", "build", *options, ROOT], check=True, stdout=subprocess.DEVNULL
    )
    (wheel,) = target.glob("*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        present = set(archive.namelist())
    resources = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    wanted = {
        f"tracker/{path.relative_to(ROOT).as_posix()}"
        for path in resources
        if path.suffix not in {".po", ".mo"}
    }
    wanted |= {
        f"tracker/resources/locale/{language}/LC_MESSAGES/tracker.mo" for language in LANGUAGES
    }
    if missing := wanted - present:
        sys.exit(f"Not in the wheel: {', '.join(sorted(missing))}")


def install(wheel: Path, environment: Path) -> Path:
    """Install the wheel alone and return its command."""
    venv.create(environment, with_pip=False)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", scripts / "python"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    # A .pth file inside a folder that a .pth file adds is not read, so the locked packages are
    # lent without the checkout, which the lender knows by a .pth file.
    paths = {"base": str(environment), "platbase": str(environment)}
    site_packages = Path(sysconfig.get_path("purelib", vars=paths))
    (site_packages / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts / "cooperation-tracker"


def use(command: Path, folder: Path) -> None:
    """The main job without a window, in an empty folder with an empty home."""
    folder.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "TEMP"}
    }
    environment |= {
        "HOME": str(folder),
        "USERPROFILE": str(folder),
        "LANGUAGE": "en",
        "QT_QPA_PLATFORM": "offscreen",
    }
    for arguments in (
        ["new", "portfolio.cotrack", "--sample"],
        ["info", "portfolio.cotrack"],
        ["export", "portfolio.cotrack", "roadmap.csv", "--form", "roadmap", "--lang", "ru"],
        ["timeline", "portfolio.cotrack", "timeline.png", "--lang", "kk"],
    ):
        result = subprocess.run(
            [command, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if result.returncode != 0:
            sys.exit(f"cooperation-tracker {' '.join(arguments)}\n{result.stdout}")
    for name in ("portfolio.cotrack", "roadmap.csv", "timeline.png"):
        if not (folder / name).stat().st_size:
            sys.exit(f"{name} is empty")


if __name__ == "__main__":
    sys.exit(main())
