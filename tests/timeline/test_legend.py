"""The legend names every kind of mark and takes the room it is given."""

from tests.timeline.shapes import measure
from tracker.language import Language, translator
from tracker.timeline.legend import ENTRIES, LEGEND_ROW, lay_out_legend
from tracker.timeline.primitives import Layer, Text


def test_every_entry_has_its_words_and_a_sample() -> None:
    scene = lay_out_legend(2_000, translator(Language.EN), measure)
    texts = [shape.text for shape in scene.layers[Layer.LABELS] if isinstance(shape, Text)]
    assert texts == [entry.text for entry in ENTRIES]
    assert scene.height == LEGEND_ROW
    drawn = [layer for layer in (Layer.BARS, Layer.GHOSTS, Layer.OVERDUE) if scene.layers[layer]]
    assert len(drawn) == 3


def test_entries_wrap_where_the_room_ends() -> None:
    scene = lay_out_legend(420, translator(Language.EN), measure)
    assert scene.height > LEGEND_ROW
    for shape in scene.layers[Layer.LABELS]:
        assert isinstance(shape, Text)
        assert shape.x + measure(shape.text, shape.style) <= 420
        assert 0 < shape.y < scene.height
