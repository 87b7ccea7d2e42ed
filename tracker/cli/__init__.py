"""The commands, and the window when there is none: parse, call, print.

Whatever a command needs is imported when it runs: ``--help`` and ``read-date`` start without the
file, the exports and Qt.
"""

from tracker.cli.start import main

__all__ = ["main"]
