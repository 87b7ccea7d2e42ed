"""Runs of commands in this process."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from tracker.cli.program import program

HOSTILE = ['=cmd|" /C calc"!A0', "a;b,c", 'said "so"', "два\nряда", "\x1b[31mred", "1-2", "%s {x}"]
"""Names that want to be something else."""


def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments], input=input)


def succeeds(*arguments: str | Path, input: str | bytes | None = None) -> str:
    result = run(*arguments, input=input)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def fails(*arguments: str | Path, input: str | bytes | None = None) -> str:
    """The one line that a refused command leaves on standard error."""
    result = run(*arguments, input=input)
    assert result.exit_code == 2, result.stderr
    assert result.stderr.endswith("\n")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    return result.stderr.strip()
