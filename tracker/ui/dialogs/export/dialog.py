"""The export: which form, of which rows, in which language and format, with its first lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QWidget,
)

from tracker.domain.errors import UserError
from tracker.exchange.dialects import DIALECTS
from tracker.exchange.forms import Form, kept_span
from tracker.exchange.table import RowKind
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.storage.telling import Stopped
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.dialogs.export.asking import Wish, wish_of
from tracker.ui.dialogs.export.choices import Choices
from tracker.ui.dialogs.export.columns_box import ColumnsBox
from tracker.ui.dialogs.export.form_cards import FormatCards, FormCards, scrolled
from tracker.ui.dialogs.export.formats import CALENDAR, FORMATS
from tracker.ui.dialogs.export.glance import Glance, Survey
from tracker.ui.dialogs.export.job import ExportJob, Fill, Made, ResultT, Tell, at_once
from tracker.ui.dialogs.export.looking import Looking
from tracker.ui.dialogs.export.options import Options
from tracker.ui.dialogs.export.parts import rule, titled
from tracker.ui.dialogs.export.place_box import PlaceBox
from tracker.ui.dialogs.export.preview_box import PreviewBox
from tracker.ui.dialogs.export.shaping import keep_as, shaped
from tracker.ui.dialogs.export.sizes import size_text
from tracker.ui.dialogs.grounds import Grounds
from tracker.ui.dialogs.making import Making
from tracker.ui.dialogs.mnemonics import give_letters
from tracker.ui.i18n import Texts
from tracker.ui.places import forms_folder
from tracker.ui.session import Session
from tracker.ui.style import set_role

_TYPING_MS: Final = 250
_SIZE: Final = (1240, 880)


@record
class Written:
    """What an export has made, ``size`` in bytes; ``note`` is what the document does not hold."""

    path: Path
    rows: int
    size: int
    note: str = ""


class Export(Dialog):
    """When accepted, ``written`` is what was made. Exporting never changes the file."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        theme: Theme,
        *,
        folder: Path | None,
        remembered: Choices | None = None,
    ) -> None:
        super().__init__(window, texts, theme)
        self.written: Written | None = None
        self._session = session
        remembered = remembered or Choices()
        self._columns = dict(remembered.columns)
        self._survey: Survey | None = None
        self.setWindowTitle(texts.text("Export"))
        self.forms = FormCards(texts, theme, forms_folder())
        self.formats = FormatCards(texts, theme)
        self.options = Options(session, texts, theme)
        self.columns = ColumnsBox(texts, theme)
        self.preview = PreviewBox(texts, theme)
        self._looking = Looking(window, session, Grounds(session))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._place = PlaceBox(texts, folder)
        self._accept, self._change, self._keep = QPushButton(), QPushButton(), QPushButton()
        self._choices_box = QWidget()
        self._making = Making(
            session.forecasting,
            self.preview.progress,
            (self._choices_box, self._change, self._keep, self.preview.copy, self._accept),
        )
        self._lay_out()
        self._begin_with(remembered)
        self._connect()
        self._refresh()
        self.resize(min(_SIZE[0], window.width() - 40), min(_SIZE[1], window.height() - 40))
        self.finished.connect(self._end)

    # -- what is chosen ---------------------------------------------------------------------------

    @property
    def choices(self) -> Choices:
        """What is chosen, to begin with it the next time."""
        options = self.options
        return Choices(
            form=self.forms.chosen.id,
            language=options.document_language,
            format=self.formats.chosen.key if self.formats.was_chosen else "",
            rows=options.row_choice,
            period=options.period_text,
            where=options.where.text,
            machine_dates=options.machine_dates.isChecked(),
            around=self.columns.around,
            columns=self._columns,
        )

    @property
    def form(self) -> Form:
        """The form with the columns and the lines around them as chosen."""
        return shaped(self.forms.chosen, self.columns.columns, self.columns.around)

    @property
    def wish(self) -> Wish:
        """Everything that is chosen."""
        return wish_of(
            self.form, self.formats.chosen, self.columns.around, self.options, self._session
        )

    @property
    def target(self) -> Path:
        """Where the document goes."""
        return self._place.target

    # -- changes of what is chosen ----------------------------------------------------------------

    def _begin_with(self, remembered: Choices) -> None:
        languages = list(Language)
        language = remembered.language or self.texts.language
        self.options.language.setCurrentIndex(languages.index(language))
        self.options.choose(
            rows=remembered.rows,
            period=remembered.period,
            where=remembered.where,
            machine_dates=remembered.machine_dates,
        )
        self.forms.choose(remembered.form)
        self.formats.choose(remembered.format, language)
        self.columns.begin(remembered.around)
        self._take_form()
        self.forms.take_focus()

    def _connect(self) -> None:
        self.forms.changed.connect(self._on_form)
        self.formats.changed.connect(self._refresh)
        self.options.changed.connect(self._refresh)
        self.options.typed.connect(self._on_typed)
        self.options.language_changed.connect(self._on_language)
        self.columns.changed.connect(self._on_columns)
        self._typing.timeout.connect(self._refresh)
        self._session.forecasting.computed.connect(self._on_forecast)
        self._looking.seen.connect(self._on_seen)
        self._looking.surveyed.connect(self._on_surveyed)
        self._looking.refused.connect(self._on_refused)
        self._accept.clicked.connect(self._write)
        self._change.clicked.connect(self._change_target)
        self._keep.clicked.connect(self._keep_form)
        self.preview.copy_asked.connect(self._copy)

    def _take_form(self) -> None:
        form = self.forms.chosen
        language = self.options.document_language
        self.columns.set_form(form, language, self._columns.get(form.id, ()))
        self.options.set_form(form)

    def _on_typed(self) -> None:
        # Enter would write what was asked before.
        self._accept.setEnabled(False)
        self._typing.start()

    def _on_forecast(self) -> None:
        if not self._making.is_busy:
            self._refresh()

    def _on_form(self) -> None:
        self._take_form()
        self._refresh()

    def _on_language(self) -> None:
        self.formats.follow(self.options.document_language)
        self._take_form()
        self._refresh()

    def _on_columns(self) -> None:
        form = self.forms.chosen
        self._columns.pop(form.id, None)
        if not self.columns.is_as_the_form_has_it:
            self._columns[form.id] = self.columns.columns
        self._refresh()

    # -- the preview ------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Look at the document anew."""
        self._typing.stop()
        self._accept.setEnabled(False)
        self._survey = None
        self.columns.setEnabled(self.formats.chosen is not CALENDAR)
        self._say_facts()
        self._looking.drop()
        if self.options.refused or not self.columns.columns:
            refused = N_("What is marked is not understood. Correct it to see the rows.")
            none = N_("No column is chosen. Tick at least one.")
            self.preview.refuse(self.texts.text(refused if self.options.refused else none))
            return
        wish = self.wish
        self._place.propose(wish.target_name(self._session.status_date))
        self.preview.refuse("")
        self._looking.begin(wish)

    def _on_refused(self, error: UserError) -> None:
        self.preview.refuse(error.text(self.texts.text))

    def _say_facts(self) -> None:
        """Say of what kind the document is, and how large where that is known."""
        facts, found = self.texts.text(self.formats.chosen.about), self._survey
        if found is not None and found.size is not None:
            size = size_text(found.size, self.texts.translator)
            about = self.texts.text(N_("about {size}")).format(size=size)
            facts = f"{facts} · {about if found.is_estimated else size}"
        self.preview.facts.setText(facts)

    def _on_seen(self, seen: Glance) -> None:
        self.preview.show_first(seen)
        refused = seen.refusal
        self.preview.refuse(refused.text(self.texts.text) if refused else "")
        # How many rows there are need not be known before they are written.
        self._accept.setText(self.texts.text("Export"))
        has_rows = any(line.kind is RowKind.ROW for line in seen.lines)
        self._accept.setEnabled(refused is None and (has_rows or not seen.headings))

    def _on_surveyed(self, seen: Glance, found: Survey) -> None:
        self.preview.show_all(seen, found)
        self._survey = found
        self._say_facts()
        plural = self.texts.plural
        if seen.headings:
            self._accept.setText(
                plural("Export {n} row", "Export {n} rows", found.rows).format(n=found.rows)
            )
        else:
            self._accept.setText(self.texts.text("Export"))
        self._accept.setEnabled(seen.refusal is None and (bool(found.rows) or not seen.headings))

    # -- writing ----------------------------------------------------------------------------------

    def _write(self) -> None:
        job, target = self._looking.job, self.target
        if job is None:
            return
        made = self._made(job, lambda tell, fill: job.write(target, tell, fill))
        if made is not None:
            self.written = Written(target, made.rows, target.stat().st_size, made.note)
            self.accept()

    def _copy(self) -> None:
        """Put the whole table on the clipboard, parted by tabs as spreadsheets take it."""
        if self._looking.job is None:
            return
        job = replace(self._looking.job, format=FORMATS["tsv"])
        content = BytesIO()
        made = self._made(job, lambda tell, fill: job.write_to(content, tell, fill))
        if made is None:
            return
        data = QMimeData()
        data.setText(content.getvalue().decode(DIALECTS["tsv"].encoding))
        QApplication.clipboard().setMimeData(data)
        told = self.texts.plural("{n} row copied", "{n} rows copied", made.rows)
        self.preview.facts.setText(told.format(n=made.rows))

    def _made(self, job: ExportJob, write: Callable[[Tell, Fill], Made]) -> Made | None:
        """What ``write`` gives; None where the user stopped it or it was refused."""

        def meanwhile(find: Callable[[Tell], ResultT]) -> ResultT:
            return self._looking.meanwhile(
                lambda order: find(lambda rows: order.tell(rows, rows)),
                lambda order: self._tell(order.done),
            )

        def make() -> Made:
            if job.is_painted:
                return write(self._tell, meanwhile)
            return meanwhile(lambda tell: write(tell, at_once))

        self._looking.stop()
        try:
            return self._making.run(make, self._looking.rows)
        except UserError as error:
            self.preview.refuse(error.text(self.texts.text))
        except Stopped:
            pass
        finally:
            self._say_facts()
        return None

    def reject(self) -> None:
        """While a document is written, what stops is the writing; the dialog stays."""
        if not self._making.stop():
            super().reject()

    def _tell(self, rows: int) -> None:
        """Let the window go on between two chunks of an export. Raises what ends it."""
        told = self.texts.plural("{n} row written", "{n} rows written", rows)
        self.preview.facts.setText(told.format(n=rows))
        self._making.go_on(rows)

    def _end(self) -> None:
        self._session.forecasting.computed.disconnect(self._on_forecast)
        self._looking.end()

    # -- places -----------------------------------------------------------------------------------

    def _change_target(self) -> None:
        self._place.ask(self.texts.text(self.formats.chosen.label))

    def _keep_form(self) -> None:
        """Keep the form as it stands under a name, and go on with it."""
        _ = self.texts.text
        name, went = QInputDialog.getText(self, _("Keep the form"), _("Name of the form"))
        if not went or not name.strip():
            return
        options, span = self.options, self.options.span
        try:
            form = keep_as(
                self.form,
                name.strip(),
                forms_folder(),
                where=options.where.value,
                period=kept_span(span) if span is not None else "",
            )
        except UserError as error:
            self.preview.refuse(error.text(_))
            return
        self._columns.pop(form.id, None)
        options.where.line.clear()
        self.forms.fill(form.id)
        self._on_form()

    # -- assembly ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        _ = self.texts.text
        choices = QHBoxLayout(self._choices_box)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(16)
        choices.addLayout(titled(_("Form"), self.forms), 5)
        choices.addWidget(scrolled(self.options), 5)
        choices.addLayout(titled(_("Format"), scrolled(self.formats)), 5)
        choices.addWidget(scrolled(self.columns), 5)
        self.body.setContentsMargins(20, 16, 20, 12)
        self.body.addWidget(self._choices_box, 5)
        self.body.addWidget(rule())
        self.body.addWidget(self.preview, 4)
        self._change.setText(_("Another place…"))
        self._keep.setText(_("Save as my form…"))
        for button in (self._change, self._keep):
            button.setProperty("look", "link")
            button.setAutoDefault(False)
            set_role(button, FontRole.BUTTON)
        self._accept.setText(_("Export"))
        self.add_footer(self._place, self._change, self._keep, accept=self._accept)
        options = self.options
        give_letters(
            [
                *options.labels.values(),
                self.columns.label,
                options.machine_dates,
                self.columns.reset,
                *self.columns.checks,
                self.preview.copy,
                self._change,
                self._keep,
            ]
        )
