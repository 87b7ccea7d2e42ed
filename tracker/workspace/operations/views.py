"""Views of the table that the file keeps under names."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tracker.domain.errors import ConflictError, InputError
from tracker.domain.model import Setting
from tracker.language import N_
from tracker.workspace.views import PREFIX, View, view_text
from tracker.workspace.workspace import Workspace

LONGEST_NAME: Final = 80


def save_view(workspace: Workspace, *, name: str, view: View) -> None:
    """Keep a view under a name, in place of the one that had it."""
    name = _name(name)
    workspace.refresh()
    current, text = _setting(workspace, name), view_text(view)
    if current is None:
        new = Setting(key=PREFIX + name, value=text)
        workspace.perform("save-view", lambda repository: repository.insert(new), name=name)
    elif current.value != text:
        changed = replace(current, value=text)
        workspace.perform("save-view", lambda repository: repository.update(changed), name=name)


def rename_view(workspace: Workspace, *, name: str, to: str) -> None:
    """Give a view another name, which no other view may have."""
    to = _name(to)
    current = _current(workspace, name)
    if to == name:
        return
    if _setting(workspace, to) is not None:
        raise ConflictError(
            N_("There is a view “{name}” already. Choose another name; nothing was changed."),
            name=to,
        )
    renamed = replace(current, key=PREFIX + to)
    workspace.perform(
        "rename-view", lambda repository: repository.update(renamed), name=name, to=to
    )


def delete_view(workspace: Workspace, *, name: str) -> None:
    current = _current(workspace, name)
    workspace.perform(
        "delete-view", lambda repository: repository.delete(Setting, current.id), name=name
    )


def _current(workspace: Workspace, name: str) -> Setting:
    workspace.refresh()
    current = _setting(workspace, name)
    if current is None:
        raise ConflictError(
            N_("The view “{name}” was deleted meanwhile. Nothing was changed."), name=name
        )
    return current


def _setting(workspace: Workspace, name: str) -> Setting | None:
    return next(iter(workspace.portfolio.settings.where("key", PREFIX + name)), None)


def _name(text: str) -> str:
    """A name as one line. Raises InputError for none, or one that is too long for a menu."""
    name = " ".join(text.split())
    if not name:
        raise InputError(N_("A view needs a name. Type one, for example “Overdue”."))
    if len(name) > LONGEST_NAME:
        raise InputError(
            N_("The name of a view takes {most} letters. Shorten it."), most=LONGEST_NAME
        )
    return name
