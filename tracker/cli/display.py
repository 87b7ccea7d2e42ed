"""Whether a window can be opened here, found out without Qt, which ends the program where not."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import socket

_NEED_DISPLAY: Final = ("", "xcb", "wayland", "wayland-egl")
_ANSWER_SECONDS: Final = 2.0


def can_show() -> bool:
    """Whether a window can be opened: nothing is missing, or Qt was told to use no display."""
    return not needs_display() or (has_display() and missing_library() is None)


def needs_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether Qt would look for a display that may not be there."""
    if platform in ("win32", "darwin"):
        return False
    wanted = re.split("[:;]", environ.get("QT_QPA_PLATFORM", ""), maxsplit=1)[0]
    return wanted in _NEED_DISPLAY


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether there is a display that answers, or Qt was told to use none."""
    return not needs_display(environ, platform) or any(
        _answers(*address) for address in _addresses(environ)
    )


def missing_library() -> str | None:
    """What the system's loader says when Qt's X11 part lacks a library, None when it lacks none."""
    import ctypes
    import importlib.util

    found = importlib.util.find_spec("PySide6")
    folders = found.submodule_search_locations if found else None
    plugin = Path(*(folders or [])[:1], "Qt", "plugins", "platforms", "libqxcb.so")
    if not sys.platform.startswith("linux") or not plugin.exists():
        return None
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error)
    return None


def _addresses(
    environ: Mapping[str, str],
) -> Iterator[tuple[socket.AddressFamily, str | tuple[str, int]]]:
    import socket

    wayland = environ.get("WAYLAND_DISPLAY", "")
    if wayland:
        yield socket.AF_UNIX, os.path.join(environ.get("XDG_RUNTIME_DIR", ""), wayland)
    display = re.fullmatch(r"(.*):(\d+)(\.\d+)?", environ.get("DISPLAY", ""))
    if display:
        host, number = display[1], int(display[2])
        if host in ("", "unix"):
            yield socket.AF_UNIX, f"\0/tmp/.X11-unix/X{number}"
            yield socket.AF_UNIX, f"/tmp/.X11-unix/X{number}"
        else:
            yield socket.AF_INET, (host, 6000 + number)


def _answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    import socket

    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(_ANSWER_SECONDS)
            connection.connect(address)
    except OSError:
        return False
    return True
