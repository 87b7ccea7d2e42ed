"""Kills a process that writes, again and again, and looks at the file afterwards.

python crash_rounds.py FOLDER ROUNDS SEED – prints a line for each round: the edits that the killed
process had reported as saved, and those that are in the file. Exits 1 at the first that is lost.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from tracker.domain.model import Names, Project
from tracker.workspace import Workspace

FILE_EVERY = 20
"""A new file after so many kills, so that none grows long."""


def write(path: Path, report: int) -> None:
    """Add one project after the other and report each when it is saved; never returns."""
    workspace = Workspace.open(path, user="writer")
    number = len(workspace.portfolio.projects)
    while True:
        number += 1
        project = Project(name=Names(en=str(number)), position=number)
        workspace.perform("add-project", lambda repository, row=project: repository.insert(row))
        os.write(report, f"{number}\n".encode())


def killed_after(path: Path, seconds: float) -> int:
    """Let a process write for a moment, kill it, and give the last edit it had reported, or 0."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            write(path, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        reported = [int(line) for line in pipe.read().split()]
    return reported[-1] if reported else 0


def main(folder: Path, rounds: int, seed: int) -> int:
    chance = random.Random(seed)
    reported = 0
    path = folder / "none"
    for number in range(rounds):
        if number % FILE_EVERY == 0:
            path = folder / f"{number}.cotrack"
            Workspace.create(path, user="writer").close()
            reported = 0
        reported = max(reported, killed_after(path, chance.uniform(0.0, 0.08)))
        with Workspace.open(path, user="reader") as workspace:
            found = sorted(int(project.name.en) for project in workspace.portfolio.projects)
            findings = [finding.text() for finding in workspace.check()]
        # The one after the last reported may have been saved before it could be reported.
        whole = found == list(range(1, len(found) + 1)) and len(found) - reported in (0, 1)
        print(number, reported, len(found), findings, flush=True)
        if not whole or findings:
            return 1
        reported = len(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
