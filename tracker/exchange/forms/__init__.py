"""Forms: which rows a document has, which columns under which headings, in which words.

A form is one TOML file, in ``resources/forms`` or in the user's own folder. It names columns by
their keys (:mod:`tracker.exchange.forms.keys`); what is written around and inside the table is
given in all four languages. A form file may be edited: whatever it holds wrong is refused with the
line, the place and what is possible there.
"""

from tracker.exchange.forms.folder import (
    FORM_IDS,
    bundled_form,
    form_in,
    forms_in,
    keep_form,
    named_form,
)
from tracker.exchange.forms.form import (
    Column,
    Form,
    Part,
    Quarters,
    Texts,
    Total,
    UnitPlace,
    selected,
    tells_earlier_forecast,
    with_earlier_forecast,
)
from tracker.exchange.forms.keys import PROJECT, fields_of
from tracker.exchange.forms.reading import read_form
from tracker.exchange.forms.rows import Rows
from tracker.exchange.forms.spans import kept_span, period_range, read_span, span_text
from tracker.exchange.forms.writing import form_text

__all__ = [
    "FORM_IDS",
    "PROJECT",
    "Column",
    "Form",
    "Part",
    "Quarters",
    "Rows",
    "Texts",
    "Total",
    "UnitPlace",
    "bundled_form",
    "fields_of",
    "form_in",
    "form_text",
    "forms_in",
    "keep_form",
    "kept_span",
    "named_form",
    "period_range",
    "read_form",
    "read_span",
    "selected",
    "span_text",
    "tells_earlier_forecast",
    "with_earlier_forecast",
]
