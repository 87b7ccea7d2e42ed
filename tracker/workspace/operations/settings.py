"""Settings that belong to the file and travel with it."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.model import Setting
from tracker.storage.repository import Repository
from tracker.workspace.workspace import Workspace


def set_setting(workspace: Workspace, *, key: str, value: str) -> None:
    """Set a setting of the file ("title", "office", "status_date"); "" takes it out."""
    current = next(iter(workspace.portfolio.settings.where("key", key)), None)

    def write(repository: Repository) -> None:
        if current is None:
            if value:
                repository.insert(Setting(key=key, value=value))
        elif not value:
            repository.delete(Setting, current.id)
        elif current.value != value:
            repository.update(replace(current, value=value))

    workspace.perform("set-setting", write, name=key)
