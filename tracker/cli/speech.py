"""The language in which a command speaks: that of ``--lang``, else the system's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import click

from tracker.domain.errors import UserError
from tracker.language import N_, Language, Translator, system_language, translator

_ = translator(system_language()).text
"""Translates the help, which is made when the program starts."""

_LANGUAGE: Final = "tracker.language"


class OneOf(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """One of a few words; what is none of them is refused in the user's language."""

    name = "choice"

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(self.choices)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value not in self.choices:
            raise UserError(
                N_("“{option}” cannot be “{value}”. Possible: {choices}."),
                option=param.opts[-1] if param else "",
                value=value,
                choices=", ".join(self.choices),
            )
        return value


def language_option(help: str) -> click.Option:
    """``--lang``; taken in before everything else, so that errors speak that language too."""
    return click.Option(
        ["--lang"],
        type=OneOf([language.value for language in Language]),
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help=help,
    )


def _remember(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_LANGUAGE] = Language(value)


def given_language(ctx: click.Context) -> Language | None:
    """The language that was asked for, None where none was."""
    found = ctx.meta.get(_LANGUAGE)
    return found if isinstance(found, Language) else None


def language_of(ctx: click.Context) -> Language:
    """The language that was asked for, else the system's."""
    return given_language(ctx) or system_language()


def translator_of(ctx: click.Context) -> Translator:
    return translator(language_of(ctx))
