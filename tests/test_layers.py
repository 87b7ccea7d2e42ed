"""Everything below `paper` works without Qt: commands on a server, exports, tests of the domain."""

import subprocess
import sys

TRIAL = """
import importlib, pkgutil, sys
import tracker

WITH_QT = {"tracker.paper", "tracker.ui"}

def import_all(package):
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if module.name not in WITH_QT:
            imported = importlib.import_module(module.name)
            if module.ispkg:
                import_all(imported)

import_all(tracker)
names = sorted(sys.modules)
print(sum(name.startswith("tracker.") for name in names))
print(*[name for name in names if name.partition(".")[0] in {"PySide6", "shiboken6"}])
"""


def test_nothing_below_paper_loads_qt() -> None:
    result = subprocess.run(
        [sys.executable, "-c", TRIAL], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    imported, qt = result.stdout.splitlines()
    assert int(imported) > 10
    assert qt == ""
