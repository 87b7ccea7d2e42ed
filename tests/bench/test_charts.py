"""A chart for the benchmarks shows the same in every stretch of its rows."""

from tests.bench.charts import chart


def test_every_stretch_shows_the_same() -> None:
    made = chart(100_000)
    assert made.rows(0, 99) == made.rows(77_700, 77_799)
    assert made.ghosts(1) and made.label(0) is not None


def test_no_link_leaves_the_chart() -> None:
    for rows in (2, 100, 5_000):
        made = chart(rows)
        for link in made.links.touching(0, rows - 1, most=10 * rows):
            assert 0 <= link.predecessor < rows and 0 <= link.successor < rows
