"""Forms that somebody made: written and read back, kept in a folder, their columns chosen."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.bundle import resource
from tracker.domain.errors import FileError, InputError
from tracker.exchange.forms import (
    FORM_IDS,
    Form,
    bundled_form,
    form_text,
    forms_in,
    keep_form,
    named_form,
    read_form,
    selected,
)
from tracker.exchange.forms.toml_lines import line_of
from tracker.language import Language
from tracker.workspace.expressions import read_kept


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_form_that_is_written_is_read_back_the_same(form_id: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(form_text(bundled_form(form_id)), encoding="utf-8")
    assert read_form(path) == bundled_form(form_id)


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
def test_any_title_is_kept(
    tmp_path_factory: pytest.TempPathFactory, title: tuple[str, str, str, str]
) -> None:
    texts = dict(zip(Language, title, strict=True))
    form = replace(bundled_form("due"), id="mine", title=texts)
    path = tmp_path_factory.mktemp("forms") / "a.toml"
    path.write_bytes(form_text(form).encode())
    assert read_form(path) == form


def own(**more: object) -> Form:
    return replace(bundled_form("roadmap"), id="Monthly report", **more)  # type: ignore[arg-type]


def test_a_form_is_kept_and_found_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    assert forms_in(folder) == []
    form = own(filter=read_kept("finish: <= Q4 2026"), total=None)
    assert keep_form(form, folder) == folder / "Monthly report.toml"
    assert forms_in(folder) == [folder / "Monthly report.toml"]
    assert named_form("Monthly report", folder) == form
    assert named_form("roadmap", folder) is bundled_form("roadmap")
    with pytest.raises(InputError, match=r"slippage.*Monthly report"):
        named_form("Weekly", folder)


@pytest.mark.parametrize("name", ["roadmap", "../up", "", ".hidden", "a/b", "x" * 81])
def test_a_name_that_no_form_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        keep_form(replace(own(), id=name), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_columns_are_chosen_by_name_also_those_that_the_form_does_not_have() -> None:
    form = selected(bundled_form("roadmap"), ["finish", "progress", "region", "value"])
    assert [column.key for column in form.columns] == ["finish", "progress", "region", "value"]
    assert form.columns[0] == bundled_form("roadmap").columns[3]
    assert len(form.columns[1].parts) == 3
    assert form.columns[2].heading[Language.RU] == "Область"
    with pytest.raises(InputError, match=r"“x”.*progress"):
        selected(bundled_form("roadmap"), ["x"])


DUE = resource("forms", "due.toml").read_text(encoding="utf-8")
COMMISSIONING = resource("forms", "commissioning.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sound", "old", "new", "told"),
    [
        (DUE, 'filter = "not', 'filter = "nowhere: 1 and not', r"Line 10 .*filter.*nowhere"),
        (DUE, 'period = "30"', 'period = "soon"', r"Line 11 .*period.*soon.*next-quarter"),
        (DUE, 'sort = ["finish"]', "sort = [3]", r"Line 9 .*sort.*3"),
        (DUE, 'sort = ["finish"]', 'sort = [\n  "finish",\n  "end",\n]', r"Line 9 .*sort.*end"),
        (DUE, 'field = "days_left"', 'field = "finish"', r"columns\[5\].*“finish”.*name"),
        (DUE, 'rows = "committed"', 'rows = "claims"', r"“columns\[3\].field” cannot be “name”"),
        (COMMISSIONING, "\n[quarters]\n", "\nsections = true\n[quarters]\n", "sections"),
        (COMMISSIONING, '{quarter} – projects: {n}"', '{n}"', r"quarters.heading.en.*{quarter}"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, sound: str, old: str, new: str, told: str
) -> None:
    assert old in sound
    path = tmp_path / "mine.toml"
    path.write_text(sound.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileError) as refused:
        read_form(path)
    assert re.search(told, str(refused.value))


def test_lines_are_found_past_texts_of_several_lines() -> None:
    toml = '\n'.join(
        ['a = """', "b = 1", '"""', "list = [", "  1, # ] =", "]", "[t]", "b = 2", "[[u]]",
         "[u.v]", "w = 3", "[[u]]", "x.y = 4", 'z = "[ ="', "q = 5"]
    )  # fmt: skip
    assert line_of(toml, ("t", "b")) == 8
    assert line_of(toml, ("u", 1, "v", "w")) == 11
    assert line_of(toml, ("u", 2, "x", "y")) == 13
    assert line_of(toml, ("u", 2, "q")) == 15
    assert line_of(toml, ("t", "missing", "deeper")) == 7
    assert line_of(toml, ("missing",)) is None
