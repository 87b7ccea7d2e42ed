"""What a stranger's first `make` rests on."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["dependency-groups"]["dev"],
    *PROJECT["build-system"]["requires"],
]


def locked() -> dict[str, tuple[str, str]]:
    """Version and hashes by name, as pip reads them from the lock file."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    pins = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            match = re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", line)
            assert match, f"not a pinned version: {line}"
            pins[canonicalize_name(match[1])] = (match[2], line)
    return pins


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_every_dependency_is_pinned_at_a_version_it_allows(dependency: str) -> None:
    requirement = Requirement(dependency)
    version, _ = locked()[canonicalize_name(requirement.name)]
    assert version in requirement.specifier


def test_every_package_that_a_dependency_needs_is_pinned() -> None:
    pins = locked()
    for name in pins:
        try:
            needed = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system than this
        for text in needed:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                assert canonicalize_name(requirement.name) in pins, f"{name} needs {text}"


def test_every_pin_is_verified_by_its_hash_and_none_names_a_place() -> None:
    for name, (_, line) in locked().items():
        assert "--hash=sha256:" in line, name
        assert "://" not in line, name


def test_the_fonts_come_with_their_licence() -> None:
    fonts = ROOT / "resources" / "fonts"
    assert {path.name for path in fonts.glob("Inter-*.otf")} == {
        "Inter-Italic.otf",
        "Inter-Medium.otf",
        "Inter-Regular.otf",
        "Inter-SemiBold.otf",
    }
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")
