"""Commands that paint use the one Qt application of the test run."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """A process has one: a picture must not make one that windows cannot use."""
    return qapp
