"""The whole portfolio in one screen as an image: first its outline, then every row exactly."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tracker.paper.theme import Theme
from tracker.timeline.overview import OverviewScale
from tracker.timeline.whole import TONES, WholeRows, coverage, hulls

_LEAST_PATTERN = 4
"""Rows at least so many lines high show their tone by shape too, and are apart."""

_HATCH = 4


class WholePicture:
    """An image of ``width`` × ``height`` device pixels that is filled band by band.

    ``scale`` is in device pixels, of which there are ``ratio`` to a pixel of Qt's.
    """

    def __init__(
        self,
        rows: WholeRows,
        scale: OverviewScale,
        width: int,
        height: int,
        theme: Theme,
        *,
        ratio: float = 1.0,
    ) -> None:
        self.rows = rows
        self.scale = scale
        self.width = width
        self.height = height
        self._theme = theme
        self._ratio = ratio
        tones = (theme.done.fill, theme.prog.fill, theme.over.fill, theme.plan.fill)
        self._tones = np.array([_rgb(tone) for tone in tones], np.float32)
        self._ground = _rgb(theme.canvas)
        self._pixels = np.empty((height, width), np.uint32)
        self._known = np.zeros(height, np.bool_)
        self._image = QImage(
            self._pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32
        )
        self._draw_outline()

    @property
    def is_exact(self) -> bool:
        return bool(self._known.all())

    def forget(self, lines: range) -> None:
        """These lines are to be filled anew: one of their rows has changed."""
        self._known[lines.start : lines.stop] = False

    def fill(self, most: int) -> range:
        """Fill the next lines that are not exact yet, ``most`` at once; says which."""
        missing = np.flatnonzero(~self._known)
        if not len(missing):
            return range(0)
        start = int(missing[0])
        stop = min(start + most, self.height)
        lines = range(start, stop)
        apart = self.height >= _LEAST_PATTERN * len(self.rows)
        shares = coverage(
            self.rows,
            self.scale,
            self.width,
            self.height,
            lines,
            least=round(3 * self._ratio) if apart else 1,
        )
        if apart:
            self._pattern(shares, np.arange(start, stop))
        self._pixels[start:stop] = self._blended(shares)
        self._known[start:stop] = True
        return lines

    def _pattern(self, shares: npt.NDArray[np.float32], lines: npt.NDArray[np.int64]) -> None:
        """Let shape tell the tones apart too, and leave a line free below each row.

        What is done is half as high, what is planned is hatched, what is overdue has a firm edge.
        """
        done, _, over, planned = range(len(TONES))
        count = len(self.rows)
        row, place = np.divmod(lines * count, self.height)
        upper = place < self.height / 2
        is_last = (lines + 1) * count // self.height != row
        shares[done, upper, :] = 0
        pitch = round(_HATCH * self._ratio)
        hatch = (lines[:, None] + np.arange(self.width)) % pitch >= pitch // 2
        shares[planned][hatch] *= 0.25
        inner = ~(upper & ((lines - 1) * count // self.height != row))
        shares[over, inner, :] *= 0.75
        shares[:, is_last, :] = 0

    def _blended(self, shares: npt.NDArray[np.float32]) -> npt.NDArray[np.uint32]:
        """The tones of each pixel in proportion, strong as they are many."""
        total = shares.sum(axis=0)
        # The root lifts what few rows cover out of the ground, so that nothing is lost to the eye.
        strength = np.sqrt(np.minimum(total, 1.0))
        weight = strength / np.maximum(total, 1e-6)
        found = np.full(total.shape, 0xFF, np.uint32)
        for channel, ground in enumerate(self._ground):
            value = np.tensordot(self._tones[:, channel], shares, axes=1) * weight
            value += ground * (1 - strength)
            found = (found << 8) | np.rint(value).astype(np.uint32)
        return found

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint what is known by now, its top left there."""
        area = QRectF(left, top, self.width / self._ratio, self.height / self._ratio)
        painter.drawImage(area, self._image)

    def _draw_outline(self) -> None:
        """From where to where any row of each line reaches: quick, and right in its extent."""
        self._pixels.fill(self._theme.canvas.rgb())
        ends = (hulls(self.rows, self.height) - self.scale.first_day) * self.scale.px_per_day
        left = np.clip(ends[:, 0], 0, self.width).astype(np.int64).tolist()
        right = np.clip(np.ceil(ends[:, 1] + self.scale.px_per_day), 0, self.width)
        colour = self._theme.planbar.fill.rgb()
        for line, (x1, x2) in enumerate(zip(left, right.astype(np.int64).tolist(), strict=True)):
            self._pixels[line, x1:x2] = colour


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
