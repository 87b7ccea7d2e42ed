"""What the benchmarks measure with is a sound portfolio, the same in every run."""

from pathlib import Path

from tests.bench.portfolios import portfolio, rows, write_file
from tracker.workspace import Workspace


def test_the_same_rows_come_in_every_run() -> None:
    assert list(rows(500)) == list(rows(500))


def test_a_written_portfolio_is_the_one_in_memory_and_sound(tmp_path: Path) -> None:
    path = tmp_path / "bench.cotrack"
    write_file(path, 500)
    with Workspace.open(path, user="tester", read_only=True) as workspace:
        assert workspace.check() == []
        assert set(workspace.portfolio.rows()) == set(portfolio(500).rows())
        assert len(workspace.portfolio.items) == 500
