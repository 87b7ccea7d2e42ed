import subprocess
import sys

# PySide6 6.12.0 on Python 3.11 gives back a reference to None that it does not hold on every call
# that returns nothing, until the interpreter aborts. Only a process of its own may find that out.
TRIAL = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(100_000):
    thing.setObjectName("name")
print("alive")
"""


def test_qt_survives_a_hundred_thousand_calls_that_return_nothing() -> None:
    result = subprocess.run(
        [sys.executable, "-c", TRIAL], capture_output=True, encoding="utf-8", check=False
    )
    assert result.stdout == "alive\n", result.stderr
