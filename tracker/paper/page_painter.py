"""Paints pages: on an image, in a PDF, on a printer."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from tracker.paper.painter import ScenePainter
from tracker.timeline.sheets.page import Page


def paint_page(page: Page, painter: QPainter, scenes: ScenePainter) -> None:
    """Paint ``page``, its top left corner at the origin of ``painter``, one unit a pixel of it."""
    painter.fillRect(QRectF(0, 0, page.width, page.height), scenes.theme.canvas)
    for part in page.parts:
        window = part.window
        painter.save()
        painter.translate(part.x - window.x, part.y - window.y)
        painter.setClipRect(QRectF(window.x, window.y, window.width, window.height))
        scenes.paint(part.scene, painter)
        painter.restore()


def page_image(page: Page, scenes: ScenePainter, *, device_ratio: float = 1.0) -> QImage:
    """The page in pixels, ``device_ratio`` of them for each of its own."""
    image = QImage(
        round(page.width * device_ratio),
        round(page.height * device_ratio),
        QImage.Format.Format_RGB32,
    )
    image.setDevicePixelRatio(device_ratio)
    image.fill(scenes.theme.canvas)
    painter = QPainter(image)
    try:
        paint_page(page, painter, scenes)
    finally:
        # Qt aborts the program when an image goes while it is being painted on.
        painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """The picture as the content of a PNG file."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise RuntimeError(f"no PNG was made: {writer.errorString()}")
    buffer.close()
    return bytes(array.data())
