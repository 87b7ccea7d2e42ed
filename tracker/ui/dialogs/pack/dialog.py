"""The report pack: which papers, in which languages and formats, and a list of what will be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import UserError
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.exchange.dialects import DIALECTS
from tracker.exchange.pack_profile import ALL, FORMATS, Profile
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.storage.telling import Stopped
from tracker.ui.check import Check
from tracker.ui.check_list import CheckList
from tracker.ui.choice import Choice as DropDown
from tracker.ui.dialogs.asked_line import AskedLine
from tracker.ui.dialogs.days import read_day
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.dialogs.export.shaping import offered_forms
from tracker.ui.dialogs.grounds import Ground, Grounds
from tracker.ui.dialogs.making import Making
from tracker.ui.dialogs.mnemonics import give_letters
from tracker.ui.dialogs.pack.choices import PackChoices
from tracker.ui.dialogs.pack.making import make_pack, paths_of
from tracker.ui.i18n import Texts
from tracker.ui.inspector.parts import Words
from tracker.ui.places import documents_folder, forms_folder
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.expressions import (
    Expression,
    expression_text,
    kept_text,
    read_expression,
    read_kept,
)
from tracker.workspace.filter_words import Choice

_SIZE: Final = (980, 720)
_TYPING_MS: Final = 250
_PATH_WIDTH: Final = 300
_FORMATS: Final = {
    "csv": N_("CSV for each language"),
    "xlsx": N_("Excel workbook (XLSX)"),
    "pdf": N_("PDF on A4"),
    "ics": N_("Calendar (ICS)"),
}


class Pack(Dialog):
    """When accepted, ``written`` is where the pack is, and how many files are in it."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        theme: Theme,
        *,
        folder: Path | None,
        remembered: PackChoices | None = None,
    ) -> None:
        super().__init__(window, texts, theme)
        _ = texts.text
        self.written: tuple[Path, int] | None = None
        self._session = session
        self._projects = session.portfolio.ordered_projects()
        self._grounds = Grounds(session)
        self._folder = folder if folder is not None and folder.is_dir() else documents_folder()
        self._forms = {form.id: form for form in offered_forms(forms_folder()).all}
        self.setWindowTitle(_(N_("Report pack")))
        self.forms = CheckList(_(N_("Forms")), theme)
        self.languages = CheckList(_(N_("Languages")), theme)
        self.formats = CheckList(_(N_("Formats")), theme)
        self.dialect = DropDown(theme)
        self.where: AskedLine[Expression] = AskedLine(
            _(N_("Filter")), texts.translator, self._read_where
        )
        self.timeline, self.passports, self.as_zip = (Check(theme) for _each in range(3))
        self.projects = CheckList(_(N_("Passports of projects")), theme)
        read = read_day(texts.language, session.status_date)
        self.status_date: AskedLine[date] = AskedLine(_("Status date"), texts.translator, read)
        self.as_of: AskedLine[date] = AskedLine(_("The file as of"), texts.translator, read)
        shown = deadline_text(Period.day(session.status_date), texts.language, style=Style.SHORT)
        for line in (self.status_date, self.as_of):
            line.line.setPlaceholderText(shown)
        self.list = QPlainTextEdit()
        self.heading, self._place = QLabel(), QLabel()
        self.progress, self.failure = QProgressBar(), Words("", FontRole.BODY, "over")
        self.accept_button, self._change = QPushButton(), QPushButton()
        self._choices_box = QWidget()
        self._making = Making(
            session.forecasting,
            self.progress,
            (self._choices_box, self._change, self.accept_button),
        )
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._begin_with(remembered or PackChoices())
        self._lay_out()
        self._connect()
        self._refresh()
        self.forms.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(min(_SIZE[0], window.width() - 40), min(_SIZE[1], window.height() - 40))
        self.finished.connect(self._grounds.close)

    # -- what is chosen ---------------------------------------------------------------------------

    @property
    def choices(self) -> PackChoices:
        """What is chosen, to begin with it the next time."""
        return PackChoices(
            forms=_ticked(self.forms, tuple(self._forms)),
            languages=_ticked(self.languages, tuple(Language)),
            formats=_ticked(self.formats, FORMATS),
            dialect=str(self.dialect.currentData()),
            where=kept_text(self.where.value) if self.where.value is not None else "",
            timeline=self.timeline.isChecked(),
            passports=self.passports.isChecked(),
            projects=_ticked(self.projects, [each.uid for each in self._projects]),
            is_zip=self.as_zip.isChecked(),
        )

    @property
    def profile(self) -> Profile:
        chosen = self.choices
        return Profile(
            forms=tuple(self._forms[form_id] for form_id in chosen.forms),
            languages=tuple(map(Language, chosen.languages)),
            formats=chosen.formats,
            dialect=chosen.dialect,
            where=chosen.where,
            timeline=chosen.timeline,
            passports=(ALL,) if chosen.passports else chosen.projects,
        )

    @property
    def target(self) -> Path:
        """Where the pack goes, by its status date."""
        day = self.status_date.value or self.as_of.value or self._session.status_date
        ending = ".zip" if self.as_zip.isChecked() else ""
        return self._folder / f"pack_{day.isoformat()}{ending}"

    def _read_where(self, text: str) -> Expression | None:
        return read_expression(text, self.texts.translator)

    def _ground(self) -> Ground:
        """A pack reads the file itself: for another day it gets a copy that is apart."""
        session, as_of = self._session, self.as_of.value
        on = self.status_date.value or as_of or session.status_date
        foresight = session.forecasting.foresight
        if as_of is None and (foresight is None or foresight.status_date != on):
            as_of = session.workspace.today()
        return self._grounds.of(as_of, on)

    def _missing(self) -> str:
        """What has to be chosen before anything can be written, as a msgid; "" for nothing."""
        chosen = self.choices
        if any(line.refused for line in (self.where, self.status_date, self.as_of)):
            return N_("What is marked is not understood. Correct it to see the rows.")
        if not (chosen.forms and chosen.languages and chosen.formats):
            return N_("Tick at least one form, one language and one format.")
        return ""

    def _refresh(self) -> None:
        """Tell what will be written."""
        self._typing.stop()
        target = self.target
        elided = self._place.fontMetrics().elidedText(
            str(target), Qt.TextElideMode.ElideMiddle, _PATH_WIDTH
        )
        self._place.setText(elided)
        self._place.setToolTip(str(target))
        missing = self._missing()
        self._refuse(self.texts.text(missing) if missing else "")
        self.accept_button.setEnabled(not missing)
        paths: Sequence[str] = ()
        if not missing:
            session = self._session
            paths = paths_of(self.profile, session.workspace, session.status_date)
        self.list.setPlainText("\n".join(paths))
        told = self.texts.plural("{n} file will be made", "{n} files will be made", len(paths))
        self.heading.setText(told.format(n=len(paths)))

    # -- making -----------------------------------------------------------------------------------

    def _write(self) -> None:
        target, profile, told = self.target, self.profile, self.heading.text()

        def make() -> int:
            ground = self._ground()
            return make_pack(target, profile, ground.workspace, ground.status_date, self._tell)

        try:
            count = self._making.run(make, self.list.blockCount())
        except UserError as error:
            self._refuse(error.text(self.texts.text))
            return
        except Stopped:
            self._refuse(self.texts.text(N_("Stopped. Nothing was written.")))
            return
        finally:
            self.heading.setText(told)
        self.written = (target, count)
        self.accept()

    def _tell(self, done: int, path: str) -> None:
        """Let the window go on. Raises what ends the making."""
        self.heading.setText(path)
        self._making.go_on(done)

    def reject(self) -> None:
        """While a pack is made, what stops is the making; the dialog stays."""
        if not self._making.stop():
            super().reject()

    def _refuse(self, text: str) -> None:
        self.failure.say(text)
        self.failure.setVisible(bool(text))

    def _change_folder(self) -> None:
        title = self.texts.text(N_("Folder for the pack"))
        found = QFileDialog.getExistingDirectory(self, title, str(self._folder))
        if found:
            self._folder = Path(found)
            self._refresh()

    # -- assembly ---------------------------------------------------------------------------------

    def _begin_with(self, chosen: PackChoices) -> None:
        _, language = self.texts.text, self.texts.language
        forms = [
            Choice(form.id, form.title[language] if form.id == plain else plain)
            for plain, form in self._forms.items()
        ]
        self.forms.offer(forms, chosen.forms)
        self.languages.offer([Choice(each, each.own_name) for each in Language], chosen.languages)
        self.formats.offer([Choice(key, _(text)) for key, text in _FORMATS.items()], chosen.formats)
        self.dialect.addItem(_(N_("As each language has it")), "")
        for dialect in DIALECTS.values():
            self.dialect.addItem(_(dialect.label), dialect.name)
        self.dialect.setCurrentIndex(max(self.dialect.findData(chosen.dialect), 0))
        if asked := read_kept(chosen.where):
            self.where.line.setText(expression_text(asked, self.texts.translator))
        self.projects.offer(
            [Choice(each.uid, each.name.best(language)) for each in self._projects],
            chosen.projects,
        )
        self.projects.setDisabled(chosen.passports)
        self.timeline.setText(_(N_("Timeline as PDF on A3")))
        self.timeline.setChecked(chosen.timeline)
        self.passports.setText(_(N_("Passports of all projects")))
        self.passports.setChecked(chosen.passports)
        self.as_zip.setText(_(N_("One zip file in place of a folder")))
        self.as_zip.setChecked(chosen.is_zip)

    def _connect(self) -> None:
        for ticked in (self.forms, self.languages, self.formats, self.projects):
            ticked.ticked.connect(self._refresh)
        for check in (self.timeline, self.passports, self.as_zip):
            check.toggled.connect(self._refresh)
        self.passports.toggled.connect(self.projects.setDisabled)
        self.dialect.currentIndexChanged.connect(self._refresh)
        for line in (self.where, self.status_date, self.as_of):
            line.changed.connect(self._on_typed)
        self._typing.timeout.connect(self._refresh)
        self._change.clicked.connect(self._change_folder)
        self.accept_button.clicked.connect(self._write)

    def _on_typed(self) -> None:
        # Enter would write what was asked before.
        self.accept_button.setEnabled(False)
        self._typing.start()

    def _lay_out(self) -> None:
        _ = self.texts.text
        labels: list[QLabel] = []

        def column(*asked: tuple[str, QWidget]) -> QVBoxLayout:
            lines = QVBoxLayout()
            lines.setSpacing(6)
            for title, widget in asked:
                label = QLabel(_(title))
                label.setProperty("ink", "2")
                label.setBuddy(widget)
                set_role(label, FontRole.CHIP)
                labels.append(label)
                lines.addWidget(label)
                lines.addWidget(widget)
            return lines

        first = column((N_("Forms"), self.forms), (N_("Passports of projects"), self.projects))
        first.addWidget(self.passports)
        second = column(
            (N_("Languages"), self.languages),
            (N_("Formats"), self.formats),
            (N_("Kind of CSV"), self.dialect),
            (N_("Filter"), self.where),
            (N_("Status date"), self.status_date),
            (N_("The file as of"), self.as_of),
        )
        for check in (self.timeline, self.as_zip):
            second.addWidget(check)
        second.addStretch(1)
        choices = QHBoxLayout(self._choices_box)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(16)
        choices.addLayout(first, 1)
        choices.addLayout(second, 1)
        shown = QVBoxLayout()
        shown.setSpacing(6)
        set_role(self.heading, FontRole.CHIP)
        self.heading.setProperty("ink", "2")
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(_(N_("What will be written")))
        self.list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        shown.addWidget(self.heading)
        shown.addWidget(self.list, 1)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self._choices_box, 2)
        across.addLayout(shown, 1)
        self.body.addLayout(across, 1)
        self.failure.hide()
        self.body.addWidget(self.progress)
        self.body.addWidget(self.failure)
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._change.setText(_("Another place…"))
        self._change.setProperty("look", "link")
        self._change.setAutoDefault(False)
        set_role(self._change, FontRole.BUTTON)
        self.accept_button.setText(_(N_("Make the pack")))
        self.add_footer(self._place, self._change, accept=self.accept_button)
        give_letters([*labels, self.timeline, self.passports, self.as_zip, self._change])


def _ticked(listed: CheckList, order: Sequence[str]) -> tuple[str, ...]:
    chosen = listed.chosen
    return tuple(value for value in order if value in chosen)
