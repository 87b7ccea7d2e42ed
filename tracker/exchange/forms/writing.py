"""A form as the text of its file, which the reader reads back the same."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tracker.exchange.forms.form import Column, Form, Texts
from tracker.language import Language
from tracker.workspace.expressions import kept_text


def form_text(form: Form) -> str:
    """The TOML of a form."""
    return "\n".join(_lines(form)) + "\n"


def _lines(form: Form) -> Iterator[str]:
    yield f"id = {_text(form.id)}"
    yield f"rows = {_text(form.rows)}"
    yield f"sections = {_truth(form.sections)}"
    if form.sort:
        yield f"sort = [{', '.join(map(_text, form.sort))}]"
    if form.filter is not None:
        yield f"filter = {_text(kept_text(form.filter))}"
    if form.period:
        yield f"period = {_text(form.period)}"
    yield from _table("title", form.title)
    if form.about is not None:
        yield from _table("about", form.about)
    yield from _table("as_of", form.as_of)
    if form.quarters is not None:
        yield from ("", "[quarters]")
        yield f"heading = {_inline(form.quarters.heading)}"
        yield f"coarse = {_inline(form.quarters.coarse)}"
        yield f"none = {_inline(form.quarters.none)}"
    if form.total is not None:
        yield from ("", "[total]")
        yield f"label = {_inline(form.total.label)}"
        yield f"partial = {_inline(form.total.partial)}"
    if form.statuses:
        yield from ("", "[status]")
        yield from (f"{status} = {_inline(texts)}" for status, texts in form.statuses.items())
    for column in form.columns:
        yield from _column(column)


def _column(column: Column) -> Iterator[str]:
    yield from ("", "[[columns]]")
    if column.name:
        yield f"name = {_text(column.name)}"
    yield f"heading = {_inline(column.heading)}"
    plain = len(column.parts) == 1 and column.parts[0].texts is None
    if plain:
        yield f"field = {_text(column.parts[0].field)}"
    if column.unit is not None:
        yield f"unit = {_text(column.unit)}"
    if column.unit_heading is not None:
        yield f"unit_heading = {_inline(column.unit_heading)}"
    if column.implied_unit:
        yield f"implied_unit = {_text(column.implied_unit)}"
    if column.total:
        yield "total = true"
    if not plain:
        for part in column.parts:
            yield from ("", "[[columns.parts]]", f"field = {_text(part.field)}")
            if part.texts is not None:
                yield f"text = {_inline(part.texts)}"


def _table(name: str, texts: Texts) -> Iterator[str]:
    yield from ("", f"[{name}]")
    yield from (f"{language} = {_text(texts[language])}" for language in Language)


def _inline(texts: Texts) -> str:
    return "{ " + ", ".join(f"{each} = {_text(texts[each])}" for each in Language) + " }"


def _text(text: str) -> str:
    """A basic string; TOML knows every escape that JSON writes, but forbids a bare DEL."""
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _truth(value: bool) -> str:
    return "true" if value else "false"
