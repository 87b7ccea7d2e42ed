"""Figures and notes stated in the inspector, and corrected: the two forms that open in place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tests.ui.inspectors import (
    LAUNCH,
    OPENING,
    PROJECT,
    focused,
    open_session,
    show,
    texts,
)
from tests.ui.test_inspector_forms import choose_source, reading
from tracker.domain.fields import choice_label
from tracker.domain.model import Basis, Measure
from tracker.domain.period import period_from_key
from tracker.language import Language
from tracker.ui.inspector.claim_form import ClaimForm
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.inspector.note_form import NoteForm
from tracker.ui.session import Session

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    return show(session, qtbot)


@pytest.fixture
def figure(session: Session, inspector: Inspector) -> ClaimForm:
    session.select([PROJECT], PROJECT)
    inspector.figures.open_button.setFocus()
    press(K.Key_Return)
    form = inspector.figures.form
    assert isinstance(form, ClaimForm)
    return form


@pytest.fixture
def note(inspector: Inspector) -> NoteForm:
    inspector.notes.open_button.setFocus()
    press(K.Key_Return)
    return inspector.notes.note_form


def choose(form: ClaimForm, measure: Measure) -> None:
    form.measure.setFocus()
    form.measure.setCurrentText(form.session.translator.text(choice_label(measure)))


# -- figures ---------------------------------------------------------------------------------------


def test_a_figure_is_stated_with_all_that_is_known_of_it(
    session: Session, inspector: Inspector, figure: ClaimForm
) -> None:
    assert focused() is figure.measure
    figure.value.setFocus()
    type_text("185.1 bn KZT")
    assert "185,100,000,000 KZT" in reading(figure.value).replace("\xa0", " ")
    figure.basis.setCurrentIndex(list(Basis).index(Basis.PLANNED))
    figure.period.setFocus()
    type_text("2026")
    press(K.Key_Tab)
    type_text("Q1 2026")
    press(K.Key_Tab)
    type_text("Minister")
    choose_source(figure.source, "Agency")
    figure.leading.setFocus()
    press(K.Key_Space)
    press(K.Key_Return)
    assert not figure.is_open
    claim = session.portfolio.claims[4]
    assert (claim.value, claim.unit) == (Decimal(185_100_000_000), "KZT")
    assert (claim.measure, claim.basis, claim.stated_by) == (
        *(Measure.VALUE, Basis.PLANNED, "Minister"),
    )
    assert (claim.period, claim.as_of) == (period_from_key("2026"), period_from_key("2026-Q1"))
    assert (claim.project_id, claim.source_id, claim.leading) == (1, 2, True)
    assert "185.1 bn KZT" in texts(inspector.figures)
    session.workspace.undo()
    assert len(session.portfolio.claims) == 3


@pytest.mark.parametrize("language", [Language.RU, Language.KK])
def test_an_amount_is_shown_in_full_before_it_is_taken(
    session: Session, figure: ClaimForm, language: Language
) -> None:
    session.set_language(language)
    figure.value.setFocus()
    figure.value.line.insert("185,1 млрд тг")
    assert "185 100 000 000 KZT" in reading(figure.value).replace("\xa0", " ")
    press(K.Key_Return)
    assert session.portfolio.claims[4].value == Decimal(185_100_000_000)


def test_a_figure_without_its_unit_is_kept_and_explained(
    session: Session, figure: ClaimForm
) -> None:
    figure.value.setFocus()
    type_text("185")
    press(K.Key_Return)
    assert figure.is_open and figure.value.text == "185"
    assert "no unit" in reading(figure.value)
    assert figure.value.popup is not None and figure.value.popup.shows_refusal
    press(K.Key_Down)
    press(K.Key_Return)
    press(K.Key_Return)
    assert session.portfolio.claims[4].unit == "USD", "the first of the repairs"


def test_jobs_need_no_unit(session: Session, figure: ClaimForm) -> None:
    choose(figure, Measure.JOBS)
    press(K.Key_Tab)
    type_text("1200")
    press(K.Key_Return)
    assert session.portfolio.claims[4].unit == "jobs"


def test_a_figure_is_corrected_and_keeps_what_the_form_does_not_show(
    session: Session, inspector: Inspector, figure: ClaimForm
) -> None:
    press(K.Key_Escape)
    assert focused() is inspector.figures.open_button
    inspector.figures.list.setFocus()
    press(K.Key_F2)
    assert figure.is_open and focused() is figure.value.line
    assert figure.value.text.replace("\xa0", " ") == "100 USD"
    press(K.Key_Return)
    assert session.workspace.undo_step is not None
    assert session.workspace.undo_step.operation == "import", "nothing has changed"
    press(K.Key_F2)
    inspector.figures.list.setFocus()
    press(K.Key_F2)
    type_text("121.3 mn USD")
    press(K.Key_Return)
    claim = session.portfolio.claims[1]
    assert (claim.value, claim.uid) == (Decimal(121_300_000), "f1")
    assert len(session.portfolio.claims) == 3


def test_one_figure_of_several_is_corrected_or_deleted(
    session: Session, inspector: Inspector
) -> None:
    session.select([PROJECT], PROJECT)
    entries = inspector.figures.list
    entries.setFocus()
    press(K.Key_Down)
    press(K.Key_Return)
    press(K.Key_Down)
    press(K.Key_Down)
    press(K.Key_Delete)
    assert [claim.id for claim in session.portfolio.claims] == [1, 3]
    session.workspace.undo()
    assert len(session.portfolio.claims) == 3


def test_the_one_that_is_to_lead_takes_the_mark_in_the_same_step(
    session: Session, figure: ClaimForm
) -> None:
    for typed in ("5 jobs", "6 jobs"):
        figure.open_for(session.portfolio.projects[1])
        choose(figure, Measure.JOBS)
        figure.leading.setChecked(True)
        figure.value.setFocus()
        type_text(typed)
        press(K.Key_Return)
    leading = [claim.value for claim in session.portfolio.claims if claim.leading]
    assert leading == [Decimal(6)]
    session.workspace.undo()
    leading = [claim.value for claim in session.portfolio.claims if claim.leading]
    assert leading == [Decimal(5)]


def test_a_figure_comes_back_with_its_row_and_takes_no_keyboard(
    session: Session, inspector: Inspector, figure: ClaimForm
) -> None:
    figure.value.setFocus()
    type_text("18")
    figure.leading.setChecked(True)
    inspector.header.title.setFocus()
    session.select([LAUNCH], LAUNCH)
    assert not figure.is_open
    session.select([PROJECT], PROJECT)
    assert (figure.is_open, figure.value.text, figure.leading.isChecked()) == (True, "18", True)
    assert focused() is not figure.measure


# -- notes -----------------------------------------------------------------------------------------


def test_a_note_is_added_with_its_date_author_and_a_new_source(
    session: Session, note: NoteForm
) -> None:
    assert focused() is note.text
    assert note.author.text() == "tester"
    type_text("Roof is on")
    press(K.Key_Tab)
    type_text("Q3 2026")
    press(K.Key_Tab)
    note.author.selectAll()
    type_text("Site engineer")
    choose_source(note.source, "New source")
    type_text("Site diary")
    press(K.Key_Return)
    added = session.portfolio.notes[2]
    assert (added.text, added.author, added.item_id) == ("Roof is on", "Site engineer", 2)
    assert added.noted_on == period_from_key("2026-Q3")
    source = session.portfolio.sources.get(added.source_id)
    assert source is not None and source.title == "Site diary"
    session.workspace.undo()
    assert len(session.portfolio.notes) == 1 and len(session.portfolio.sources) == 2


def test_what_was_typed_for_a_note_goes_over_to_its_form(inspector: Inspector) -> None:
    inspector.notes.field.setFocus()
    type_text("Roof")
    inspector.notes.open_button.click()
    assert inspector.notes.note_form.text.typed == "Roof"
    assert not inspector.notes.field.isVisible() and not inspector.notes.typed


def test_a_note_is_changed_in_place(session: Session, inspector: Inspector) -> None:
    inspector.notes.list.setFocus()
    press(K.Key_F2)
    form = inspector.notes.note_form
    assert (form.text.typed, form.author.text(), form.noted_on.text) == ("Halls stand", "Aida", "")
    form.text.selectAll()
    type_text("Halls are finished")
    press(K.Key_Return, CONTROL)
    changed = session.portfolio.notes[1]
    assert (changed.text, changed.noted_on) == ("Halls are finished", None), "no day is invented"
    session.workspace.undo()
    assert session.portfolio.notes[1].text == "Halls stand"


def test_a_new_note_has_a_day(session: Session, note: NoteForm) -> None:
    type_text("Roof is on")
    note.noted_on.setFocus()
    note.noted_on.line.clear()
    note.author.setFocus()
    press(K.Key_Return)
    assert note.is_open and focused() is note.noted_on.line
    assert len(session.portfolio.notes) == 1


def test_a_note_comes_back_with_its_row(
    session: Session, inspector: Inspector, note: NoteForm
) -> None:
    type_text("Roof")
    choose_source(note.source, "New source")
    type_text("Diary")
    session.select([OPENING], OPENING)
    assert not note.is_open
    session.select([LAUNCH], LAUNCH)
    assert note.is_open and note.text.typed == "Roof" and note.source.title.text() == "Diary"


@pytest.mark.parametrize("language", Language)
def test_the_forms_speak_every_language(
    session: Session, inspector: Inspector, language: Language
) -> None:
    session.set_language(language)
    text = session.translator.text
    inspector.figures.open_form()
    inspector.notes.open_form()
    said = texts(inspector)
    for name in ("What it measures", "As of which day", "Stated by", "Author", "New note"):
        assert text(name) in said
