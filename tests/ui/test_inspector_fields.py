"""The fields of a row in the inspector: typed in place, one step each, and never lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tests.ui.inspectors import (
    HALLS,
    LAUNCH,
    OPENING,
    PROJECT,
    focused,
    item_of,
    open_session,
    show,
    texts,
)
from tracker.domain.fields import FIELD, Attribute, MoneyIn, NameIn, OwnCalendarIn, PeriodIn
from tracker.domain.model import Calendar, ItemKind, Project, Side, State
from tracker.language import Language
from tracker.paper.theme import DARK
from tracker.ui.inspector.fields import OF_ITEM, OF_PLAN, OF_PROJECT, FieldsSection
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.session import Session
from tracker.workspace import Workspace

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    return show(session, qtbot)


@pytest.fixture
def passport(session: Session, inspector: Inspector) -> FieldsSection:
    session.select([PROJECT], PROJECT)
    return inspector.fields


def project_of(session: Session) -> Project:
    return session.portfolio.projects[PROJECT.id]


def go_to(fields: FieldsSection, key: str) -> None:
    fields.list.setFocus()
    fields.list.go_to([entry.key for entry in fields.list.entries].index(key))


def fill(fields: FieldsSection, key: str, typed: str) -> None:
    go_to(fields, key)
    press(K.Key_Return)
    type_text(typed)
    press(K.Key_Return)


def steps(session: Session) -> int:
    return len(list(session.workspace.history()))


def test_every_field_of_a_project_is_one_step_and_one_undo(
    session: Session, passport: FieldsSection
) -> None:
    for key, typed, attribute, value in (
        ("code", "CAC", "code", "CAC"),
        ("side", "uzb", "side", Side.UZ),
        ("region", "Turkistan Region", "region", "Turkistan Region"),
        ("sector", "Пчеловодство", "sector", "Пчеловодство"),
        ("product", "honey", "product", "honey"),
        ("state", "in prog", "state", State.IN_PROGRESS),
        ("note", "One line", "note", "One line"),
    ):
        before, count = getattr(project_of(session), attribute), steps(session)
        fill(passport, key, typed)
        assert getattr(project_of(session), attribute) == value, key
        assert steps(session) == count + 1, key
        session.workspace.undo()
        assert getattr(project_of(session), attribute) == before, key


def test_a_name_is_given_in_each_language(session: Session, passport: FieldsSection) -> None:
    go_to(passport, "name_en")
    for name in ("Centre", "Центр", "Орталық", "Markaz"):
        press(K.Key_F2)
        type_text(name)
        press(K.Key_Return)
    found = project_of(session).name
    assert (found.en, found.ru, found.kk, found.uz) == ("Centre", "Центр", "Орталық", "Markaz")
    fill(passport, "name_en", " ")
    assert project_of(session).name.en == ""
    assert project_of(session).name.ru == "Центр", "the others stay"


def test_the_fields_of_an_item_are_read_as_in_a_cell(
    session: Session, inspector: Inspector
) -> None:
    fields = inspector.fields
    for key, typed in (
        ("kind", "activity"),
        ("state", "done"),
        ("percent", "40 %"),
        ("form_of_completion", "Act signed"),
        ("funding_source", "Республиканский бюджет"),
        ("cost", "185,1 bn KZT"),
    ):
        fill(fields, key, typed)
    for key, typed in (
        ("duration_low", "10"),
        ("duration", "20"),
        ("duration_high", "30"),
        ("calendar", "both"),
    ):
        fill(inspector.plan, key, typed)
    found = item_of(session)
    assert (found.kind, found.state, found.percent) == (ItemKind.ACTIVITY, State.DONE, 40)
    assert (found.form_of_completion, bool(found.funding_source)) == ("Act signed", True)
    assert (found.cost, found.currency) == (Decimal("185100000000"), "KZT")
    assert (found.duration_low, found.duration_likely, found.duration_high) == (10, 20, 30)
    assert found.calendar is Calendar.BOTH


def test_enter_goes_on_to_the_next_field_and_a_letter_types_over(
    session: Session, passport: FieldsSection
) -> None:
    go_to(passport, "code")
    type_text("X")
    type_text("Y")
    press(K.Key_Return)
    assert project_of(session).code == "XY"
    assert focused() is passport.list
    current = passport.list.current
    assert current is not None and current.key == "side"
    press(K.Key_Up)
    press(K.Key_Delete)
    assert project_of(session).code == ""


def test_esc_leaves_the_field_as_it_was(session: Session, passport: FieldsSection) -> None:
    count = steps(session)
    go_to(passport, "code")
    type_text("Z")
    press(K.Key_Escape)
    assert (project_of(session).code, steps(session)) == ("CTR", count)
    assert passport.editor is None and focused() is passport.list


def test_choices_and_terms_are_offered_and_picked_by_key(
    session: Session, passport: FieldsSection
) -> None:
    go_to(passport, "region")
    press(K.Key_Return)
    type_text("Tash")
    editor = passport.editor
    assert editor is not None and editor.popup is not None
    assert "Tashkent Region" in editor.popup.choices
    press(K.Key_Down)
    press(K.Key_Down)
    press(K.Key_Return)
    assert project_of(session).region == "Tashkent Region"
    go_to(passport, "side")
    press(K.Key_Return)
    press(K.Key_Down, ALT)
    press(K.Key_Down)
    press(K.Key_Return)
    assert project_of(session).side is Side.UZ


def test_a_term_that_is_new_says_so_and_is_kept(session: Session, passport: FieldsSection) -> None:
    go_to(passport, "sector")
    press(K.Key_Return)
    type_text("Beekeeping")
    editor = passport.editor
    assert editor is not None
    assert "New, kept as typed: Beekeeping" in editor.line.accessibleDescription()
    press(K.Key_Return)
    assert project_of(session).sector == "Beekeeping"


def test_what_is_refused_stays_open_with_its_reason_and_then_in_the_cell(
    session: Session, inspector: Inspector
) -> None:
    fields = inspector.fields
    fill(fields, "percent", "140")
    editor = fields.editor
    assert editor is not None and editor.typed == "140"
    assert "out of range" in editor.line.accessibleDescription()
    assert item_of(session).percent is None
    inspector.header.title.setFocus()
    QApplication.processEvents()
    assert fields.editor is None
    assert "140\n140 is out of range" in texts(fields)
    assert session.refusals.get(LAUNCH, "percent") is not None, "marked in the grid as well"
    fill(fields, "percent", "14")
    assert item_of(session).percent == 14
    assert session.refusals.get(LAUNCH, "percent") is None


def test_a_text_refused_in_the_grid_is_mended_here(session: Session, inspector: Inspector) -> None:
    fill(inspector.fields, "percent", "140")
    session.select([OPENING], OPENING)
    assert inspector.fields.editor is None
    session.select([LAUNCH], LAUNCH)
    go_to(inspector.fields, "percent")
    press(K.Key_F2)
    editor = inspector.fields.editor
    assert editor is not None and editor.typed == "140"
    press(K.Key_Escape)
    assert session.refusals.get(LAUNCH, "percent") is None


def test_going_to_another_row_takes_what_is_typed(session: Session, inspector: Inspector) -> None:
    go_to(inspector.fields, "percent")
    type_text("4")
    session.select([HALLS], HALLS)
    assert item_of(session).percent == 4
    assert item_of(session, HALLS).percent is None


def test_what_a_row_cannot_be_is_refused_by_the_file(
    session: Session, inspector: Inspector
) -> None:
    session.select([HALLS], HALLS)
    fill(inspector.fields, "kind", "milestone")
    assert item_of(session, HALLS).kind is ItemKind.ACTIVITY
    editor = inspector.fields.editor
    assert editor is not None and "has a start" in editor.line.accessibleDescription()


def test_a_note_takes_several_lines(session: Session, passport: FieldsSection) -> None:
    go_to(passport, "note")
    press(K.Key_Return)
    type_text("One")
    press(K.Key_Return, SHIFT)
    type_text("two")
    press(K.Key_Return)
    assert project_of(session).note == "One\ntwo"


def test_theme_and_language_keep_what_is_typed(
    session: Session, inspector: Inspector, passport: FieldsSection
) -> None:
    go_to(passport, "product")
    type_text("h")
    inspector.set_theme(DARK)
    session.set_language(Language.RU)
    editor = passport.editor
    assert editor is not None and editor.typed == "h" and editor.isVisible()
    assert "Продукция" in texts(passport)


def test_every_field_that_a_row_has_for_itself_is_there() -> None:
    shown = {*OF_PROJECT, *OF_ITEM, *OF_PLAN}
    elsewhere = {"name", "actual_start", "actual_finish"}
    own = {
        key
        for key, field in FIELD.items()
        if isinstance(field.target, Attribute | MoneyIn | NameIn | OwnCalendarIn | PeriodIn)
    }
    assert own - elsewhere == shown


def test_a_file_to_read_only_is_not_typed_in(session: Session, qtbot: QtBot) -> None:
    path = session.workspace.path
    session.workspace.close()
    with Workspace.open(path, user="tester", read_only=True) as workspace:
        reading = Session(workspace, language=Language.EN)
        inspector = show(reading, qtbot)
        go_to(inspector.fields, "percent")
        for key in (K.Key_Return, K.Key_F2, K.Key_Delete):
            press(key)
        type_text("4")
        assert inspector.fields.editor is None
