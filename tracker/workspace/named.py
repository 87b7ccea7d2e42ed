"""Which project is meant by what somebody calls it."""

from __future__ import annotations

from typing import Final

from tracker.domain.errors import UserError
from tracker.domain.model import Project
from tracker.domain.portfolio import Portfolio
from tracker.language import N_, Language


def found_project(portfolio: Portfolio, text: str) -> Project:
    """The project that is called ``text``: by its uid, its code, or its name in any language.

    Part of a name will do where only one project has it. Raises UserError where none or several
    are meant.
    """
    wanted = " ".join(text.split()).casefold()
    projects = portfolio.ordered_projects()
    for exact in (True, False):
        found = [each for each in projects if wanted and _is_called(each, wanted, exact=exact)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UserError(
                N_("“{text}” means several projects: {names}. Give a whole name, a code or a uid."),
                text=text,
                names="; ".join(_told(each) for each in found[:_MOST_TOLD]),
            )
    raise UserError(
        N_("No project is called “{text}”. There are: {names}."),
        text=text,
        names="; ".join(_told(each) for each in projects[:_MOST_TOLD]) or "–",
    )


_MOST_TOLD: Final = 12


def _is_called(project: Project, wanted: str, *, exact: bool) -> bool:
    names = [project.name.given(language).casefold() for language in Language]
    if exact:
        return wanted in (project.uid.casefold(), project.code.casefold(), *names)
    return any(wanted in name for name in names)


def _told(project: Project) -> str:
    name = project.name.best(Language.EN)
    return f"{name} ({project.code or project.uid})"
