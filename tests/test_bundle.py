import shutil
import subprocess
import sys
from pathlib import Path

from tracker import bundle


def test_finds_the_resources_of_the_checkout() -> None:
    assert bundle.resource("fonts", "OFL.txt").read_text(encoding="utf-8").startswith("Copyright")


def test_an_installed_package_uses_its_own_resources(tmp_path: Path) -> None:
    package = tmp_path / "tracker"
    (package / "resources").mkdir(parents=True)
    # A folder of that name beside the package belongs to something else.
    (tmp_path / "resources").mkdir()
    (package / "__init__.py").touch()
    shutil.copy(Path(bundle.__file__), package)
    shown = subprocess.run(
        [sys.executable, "-c", "from tracker.bundle import resource; print(resource('forms'))"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    assert Path(shown.strip()) == (package / "resources" / "forms").resolve()
