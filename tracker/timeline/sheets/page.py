"""A page: scenes in their places, each cut to what belongs on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from tracker.language import Language
from tracker.records import record
from tracker.timeline.primitives import (
    Align,
    Layer,
    Line,
    Measure,
    Path,
    Primitive,
    Rect,
    Scene,
    Symbol,
    Text,
)
from tracker.timeline.sheets.paper import Box

_STROKE: Final = 4.0
"""More than half of the thickest line: how far a shape may reach beyond its points."""


@record
class Part:
    """What ``window`` shows of ``scene``, its top left corner at (``x``, ``y``) of the page."""

    scene: Scene
    x: float
    y: float
    window: Box

    @classmethod
    def whole(cls, scene: Scene, x: float, y: float) -> Part:
        return cls(scene, x, y, Box(0, 0, scene.width, scene.height))

    @classmethod
    def cut(cls, scene: Scene, window: Box, x: float, y: float, measure: Measure) -> Part:
        """Without the shapes of which nothing is seen in ``window``.

        They would still be in the file, and a search would find them there.
        """
        kept = Scene(scene.width, scene.height, scene.hatch_origin)
        for layer in Layer:
            kept.layers[layer] = [
                shape for shape in scene.layers[layer] if _meets(_extent(shape, measure), window)
            ]
        return cls(kept, x, y, window)


@record
class Page:
    """``trim`` is what remains of a tile when it is cut out to be joined with its neighbours."""

    width: float
    height: float
    parts: tuple[Part, ...]
    trim: Box | None = None


class Pages(Protocol):
    """Pages that are made one by one; :meth:`prepare` does in short steps what all of them need."""

    def prepare(self) -> Iterator[None]: ...
    def __len__(self) -> int: ...
    def page(self, number: int) -> Page:
        """Page ``number``, counted from 1."""
        ...


@record
class MadePages:
    """Pages that are made already."""

    pages: tuple[Page, ...]

    def prepare(self) -> Iterator[None]:
        return iter(())

    def __len__(self) -> int:
        return len(self.pages)

    def page(self, number: int) -> Page:
        """Page ``number``, counted from 1."""
        return self.pages[number - 1]


@record
class About:
    """What a document says of itself: ``subject`` is what holds for all of it."""

    title: str
    language: Language
    subject: str = ""


def _meets(extent: Box, window: Box) -> bool:
    return (
        extent.x < window.right
        and extent.right > window.x
        and extent.y < window.bottom
        and extent.bottom > window.y
    )


def _extent(shape: Primitive, measure: Measure) -> Box:
    match shape:
        case Rect():
            return Box(shape.x - 1, shape.y - 1, shape.width + 2, shape.height + 2)
        case Line():
            return _around((shape.x1, shape.x2), (shape.y1, shape.y2), _STROKE)
        case Path():
            xs, ys = zip(*shape.points, strict=True)
            return _around(xs, ys, _STROKE)
        case Symbol():
            return _around((shape.x,), (shape.y,), shape.size / 2)
        case Text():
            wide = measure(shape.text, shape.style)
            if shape.max_width is not None:
                wide = min(wide, shape.max_width)
            share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[shape.align]
            left = shape.x - wide * share
            return _around((left, left + wide), (shape.y - 4, shape.y + 4), 0)


def _around(xs: tuple[float, ...], ys: tuple[float, ...], margin: float) -> Box:
    left, top = min(xs) - margin, min(ys) - margin
    return Box(left, top, max(xs) + margin - left, max(ys) + margin - top)
