"""Which files a pack has, and what they are called."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tracker.exchange.dialects import DIALECTS, Dialect
from tracker.exchange.forms import bundled_form
from tracker.exchange.pack import PackFile
from tracker.exchange.pack_files import PackFiles, Painters
from tracker.exchange.pack_profile import Profile
from tracker.exchange.sample import write_sample
from tracker.language import Language
from tracker.workspace import Workspace

REGISTER = bundled_form("register")


def nothing(*_: Any) -> None:
    pass


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("pack") / "sample.cotrack"
    write_sample(path)
    with Workspace.open(path, user="tester", read_only=True) as opened:
        yield opened


def files(workspace: Workspace, profile: Profile) -> list[PackFile]:
    return list(
        PackFiles(profile, workspace, date(2026, 11, 23), Painters(table=nothing, timeline=nothing))
    )


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=list(DIALECTS))
def test_a_file_of_tabs_is_called_so(workspace: Workspace, dialect: Dialect) -> None:
    profile = Profile((REGISTER,), languages=(Language.RU,), formats=("csv",), dialect=dialect.name)
    ending = "tsv" if dialect.separator == "\t" else "csv"
    first = files(workspace, profile)[0]
    assert first.path == f"ru/register.{ending}"
    assert first.about == {
        "language": "ru",
        "format": "csv",
        "form": "register",
        "dialect": dialect.name,
    }


def test_forms_that_are_called_as_other_files_take_nothing_from_them(workspace: Workspace) -> None:
    forms = tuple(replace(REGISTER, id=name) for name in ("sources", "a:b", "a*b", "Timeline"))
    profile = Profile(forms, languages=(Language.EN,), formats=("csv", "pdf"), timeline=True)
    paths = [file.path for file in files(workspace, profile)]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert {"en/sources.csv", "en/sources (2).csv", "en/a_b.csv", "en/a_b (2).csv"} <= set(paths)
    assert {"en/Timeline.pdf", "en/timeline (2).pdf"} <= set(paths)


def test_sources_and_dictionary_are_there_also_where_no_table_is_asked_for(
    workspace: Workspace,
) -> None:
    profile = Profile((REGISTER,), languages=(Language.KK,), formats=("ics",))
    paths = [file.path for file in files(workspace, profile)]
    assert paths == ["kk/milestones.ics", "kk/sources.csv", "kk/data-dictionary.csv"]


def test_no_calendar_is_made_of_rows_without_a_milestone(workspace: Workspace) -> None:
    profile = Profile((REGISTER,), languages=(Language.KK,), formats=("ics",), where="Name: zzz")
    assert next(file.path for file in files(workspace, profile)) == "kk/sources.csv"
