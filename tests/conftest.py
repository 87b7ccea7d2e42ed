"""The same ground under every test: no display, no files of the user, one language, one clock."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import settings

# Before any test module can import Qt or start a process that does.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("LC_ALL", None)
os.environ.update(LANGUAGE="en", LANG="C.UTF-8")
# UTC+5, as in Astana and Tashkent, in the form that needs no time zone data: a mix-up of local time
# and UTC shows.
os.environ["TZ"] = "<+05>-5"
if hasattr(time, "tzset"):
    time.tzset()

# The same examples in every run, and no verdict by the clock. To search for new ones:
# pytest --hypothesis-profile=search
settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A test neither reads nor writes the settings, data and documents of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for variable, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_CACHE_HOME": ".cache",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    return home
