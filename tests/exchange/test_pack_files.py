"""Which files a pack has, and what they are called."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tracker.domain.errors import UserError
from tracker.domain.model import Side
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
    painters = Painters(table=nothing, timeline=nothing, passport=nothing)
    return list(PackFiles(profile, workspace, date(2026, 11, 23), painters))


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


def passports(workspace: Workspace, *names: str, **more: str) -> list[PackFile]:
    languages = (Language.EN, Language.RU)
    profile = Profile((REGISTER,), languages=languages, formats=("csv",), passports=names, **more)
    return [file for file in files(workspace, profile) if "/passports/" in file.path]


def test_passports_of_the_projects_chosen_are_there_once_in_the_order_of_the_file(
    workspace: Workspace,
) -> None:
    projects = workspace.portfolio.ordered_projects()
    chosen = passports(workspace, projects[3].uid, projects[0].name.en, projects[3].uid.upper())
    assert [(file.about["language"], file.about["project"]) for file in chosen] == [
        (language, projects[place].uid) for language in ("en", "ru") for place in (0, 3)
    ]
    assert {file.about["format"] for file in chosen} == {"pdf"}
    assert chosen[0].path == f"en/passports/{projects[0].code}.pdf"


def test_all_passports_are_those_of_the_rows_of_the_pack(workspace: Workspace) -> None:
    portfolio = workspace.portfolio
    assert len(passports(workspace, "*")) == 2 * len(portfolio.projects)
    ours = [project.uid for project in portfolio.ordered_projects() if project.side is Side.UZ]
    found = passports(workspace, "*", where="Side: Uzbekistan")
    assert [file.about["project"] for file in found] == 2 * ours


def test_a_passport_of_no_project_is_refused_before_anything_is_made(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="No project is called “zzz”"):
        passports(workspace, "zzz")
