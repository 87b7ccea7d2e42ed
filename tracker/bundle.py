"""Where the files that come with the program are, in a checkout and in an installed wheel."""

from functools import cache
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a bundled file or folder, for example `resource("forms", "roadmap.toml")`.

    Says nothing about whether it exists: the caller opens it and knows best what its absence means.
    """
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    # A wheel carries the resources inside the package; in a checkout they lie beside it.
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
