"""Pages as a PDF: of lines and letters, with its typeface, every text searchable."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QHashSeed,
    QIODevice,
    QMarginsF,
    QSizeF,
    QUuid,
)
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from tracker import __version__
from tracker.paper.page_painter import paint_page
from tracker.paper.painter import ScenePainter
from tracker.timeline.sheets.page import About, Page

MOST_POINTS: Final = 14_400
"""The greatest width and height of a page that readers must know how to show."""

_RESOLUTION: Final = 1200
_PX: Final = 96
_POINT: Final = 72
_CREATOR: Final = "Cooperation Tracker"
_NO_ID: Final = QUuid("{00000000-0000-4000-8000-000000000000}")


def write_pdf(stream: BinaryIO, pages: Iterable[Page], scenes: ScenePainter, about: About) -> None:
    """Write one page or more. The same pages give the same bytes: no clock and no chance in them.

    ``scenes`` paints with ``vector``.
    """
    making = PdfMaking(scenes, about)
    try:
        for page in pages:
            making.add(page)
        stream.write(making.content())
    finally:
        making.close()


class PdfMaking:
    """A PDF in the making, page by page, so that a window can go on meanwhile. Close it at last."""

    def __init__(self, scenes: ScenePainter, about: About) -> None:
        # Qt puts fonts into the file in the order of a hash table.
        QHashSeed.setDeterministicGlobalSeed()
        self._scenes = scenes
        self._about = about
        self._array = QByteArray()
        self._buffer = QBuffer(self._array)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = writer = QPdfWriter(self._buffer)
        writer.setResolution(_RESOLUTION)
        writer.setTitle(about.title)
        writer.setCreator(f"{_CREATOR} {__version__}")
        writer.setDocumentId(_NO_ID)
        writer.setDocumentXmpMetadata(QByteArray(_metadata(about).encode()))
        self._painter = QPainter()

    def add(self, page: Page) -> None:
        """Put a page behind those that are there."""
        painter = self._painter
        self._writer.setPageLayout(_layout(page))
        if painter.isActive():
            self._writer.newPage()
        elif not painter.begin(self._writer):
            raise RuntimeError("no PDF was begun")
        painter.save()
        painter.scale(_RESOLUTION / _PX, _RESOLUTION / _PX)
        paint_page(page, painter, self._scenes)
        painter.restore()

    def content(self) -> bytes:
        """The whole document; no page can be added any more."""
        self._end()
        return _described(bytes(self._array.data()), self._about)

    def close(self) -> None:
        """Let go of everything, also of a document that was not finished."""
        self._end()
        QHashSeed.resetRandomGlobalSeed()

    def _end(self) -> None:
        # Qt aborts the program when a device goes while it is being painted on.
        if self._painter.isActive():
            self._painter.end()
        self._buffer.close()


def _layout(page: Page) -> QPageLayout:
    size = QSizeF(page.width * _POINT / _PX, page.height * _POINT / _PX)
    return QPageLayout(
        QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch),
        QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )


def _described(pdf: bytes, about: About) -> bytes:
    """The document with its language and spaces, without the hour and the number of Qt."""
    for wanted, instead in (
        (rb"/CreationDate \([^)]*\)\n", b""),
        (rb"/ModDate \([^)]*\)\n", b""),
        (rb"/Type /Catalog\n", b"/Type /Catalog\n/Lang (%s)\n" % about.language.value.encode()),
    ):
        pdf = _edited(pdf, wanted, instead)
    pdf = re.sub(rb"begincmap.*?endcmap", _with_spaces, pdf, flags=re.DOTALL)
    number = hashlib.sha256(pdf).hexdigest()[:32].encode()
    trailer = pdf.rindex(b"trailer")
    named = b"/ID [ <%s> <%s> ]" % (number, number)
    return pdf[:trailer] + re.sub(rb"/ID \[ <\w+> <\w+> \]", named, pdf[trailer:])


def _with_spaces(letters: re.Match[bytes]) -> bytes:
    """The table of letters of a font, its space as a space: Qt takes it for a tab, as long."""
    return re.sub(
        rb"\[[<>0-9A-F ]+\]", lambda found: found[0].replace(b"<0009>", b"<0020>"), letters[0]
    )


def _edited(pdf: bytes, wanted: bytes, instead: bytes) -> bytes:
    """The document with the first ``wanted`` replaced, and its table of places put right."""
    found = re.search(wanted, pdf)
    if found is None:
        raise RuntimeError(f"the PDF has no {wanted!r}")
    shift = len(instead) - len(found.group())

    def moved(place: re.Match[bytes]) -> bytes:
        at = int(place[1])
        return b"%010d" % (at + shift if at > found.start() else at) + place[2]

    table = pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref"))
    entries, trailer = pdf[table:].split(b"trailer", 1)
    entries = re.sub(rb"(\d{10})( \d{5} n)", moved, entries)
    trailer = re.sub(rb"startxref\n\d+", b"startxref\n%d" % (table + shift), trailer)
    return (
        pdf[: found.start()] + instead + pdf[found.end() : table] + entries + b"trailer" + trailer
    )


def _metadata(about: About) -> str:
    """The description in XMP, without the dates that it may have: they would never be the same."""
    language = about.language.value
    return f"""<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:RDF>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt>
<rdf:li xml:lang="x-default">{escape(about.subject)}</rdf:li>
</rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{_CREATOR} {__version__}</xmp:CreatorTool>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end='w'?>"""
