"""How the cells of a workbook look: one format for each look, made when it is first asked for."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from tracker.exchange.table import Align, RowKind

DAY_CODE: Final = "dd.mm.yyyy"
"""The same in every locale: a month is never read as a day."""

_LINE: Final = "#BFBFBF"
_HEAD: Final = "#E7E9EE"
_SECTION: Final = "#F3F4F7"
_ALIGN: Final = {Align.START: "left", Align.CENTRE: "center", Align.END: "right"}
_CELL: Final = {"border": 1, "border_color": _LINE, "valign": "top"}
_BY_KIND: Final[dict[RowKind, dict[str, Any]]] = {
    RowKind.ROW: {},
    RowKind.SECTION: {"bold": True, "bg_color": _SECTION},
    RowKind.TOTAL: {"bold": True, "top": 2, "top_color": "#595959"},
}


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def title(self) -> Format:
        return self._format(bold=True, font_size=14)

    def beside_title(self) -> Format:
        return self._format(italic=True)

    def heading(self) -> Format:
        return self._format(
            **{**_CELL, "valign": "vcenter"},
            bold=True,
            bg_color=_HEAD,
            align="center",
            text_wrap=True,
        )

    def text(self, kind: RowKind, align: Align) -> Format:
        """Also that of a cell without content."""
        return self._cell(kind, align, text_wrap=True)

    def day(self, kind: RowKind, align: Align) -> Format:
        return self._cell(kind, align, num_format=DAY_CODE)

    def number(self, kind: RowKind, align: Align, decimals: int) -> Format:
        """Grouped, with ``decimals`` after the point; Excel puts the reader's own marks there."""
        code = "#,##0" + ("." + "0" * decimals if decimals else "")
        return self._cell(kind, align, num_format=code)

    def _cell(self, kind: RowKind, align: Align, **more: Any) -> Format:
        return self._format(**_CELL, **_BY_KIND[kind], align=_ALIGN[align], **more)

    def _format(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
