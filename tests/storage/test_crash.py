"""What was saved outlives the death of the process that saved it, at whatever moment it dies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 240
SEEDS = (1, 2)
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a killed child is forked")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_saved_edit_survives_kill_9_at_any_moment(seed: int, tmp_path: Path) -> None:
    script = Path(__file__).with_name("crash_rounds.py")
    rounds = ROUNDS // len(SEEDS)
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(rounds), str(seed)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, [*lines[-1:], done.stderr]
    assert len(lines) == rounds
    # Most of them were killed while they wrote, not before they began.
    assert sum(int(line.split()[2]) > 0 for line in lines) > rounds / 2
