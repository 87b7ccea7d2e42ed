"""Where a command writes: a file, put in place when it is whole, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import click

from tracker.domain.errors import UserError
from tracker.exchange.safe_write import replacing
from tracker.language import N_

_STANDARD_OUTPUT: Final = Path("-")


def target_argument(metavar: str) -> click.Argument:
    return click.Argument(
        ["target"], type=click.Path(path_type=Path, allow_dash=True), metavar=metavar
    )


def format_of(target: Path, given: str | None, formats: tuple[str, ...]) -> str:
    """What to write: as given, else by the target's name; the first for standard output.

    Raises UserError where the name says none of ``formats``.
    """
    if given is not None:
        return given
    if target == _STANDARD_OUTPUT:
        return formats[0]
    named = target.suffix.removeprefix(".").lower()
    if named not in formats:
        raise UserError(
            N_("“{file}” does not say what to write. End its name in {endings}."),
            file=target,
            endings=" / ".join(f".{name}" for name in formats),
        )
    return named


@contextmanager
def writing(file: Path, target: Path) -> Iterator[BinaryIO]:
    """The target to write what is made of the portfolio ``file``.

    Raises FileError when it cannot be written, UserError when it is the portfolio itself.
    """
    if target == _STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if target.exists() and target.samefile(file):
        raise UserError(
            N_("“{file}” is the portfolio itself. Choose another name for what is written."),
            file=target,
        )
    with replacing(target) as stream:
        yield stream
