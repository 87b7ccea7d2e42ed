"""What was probably meant by a search that finds nothing."""

from __future__ import annotations

import pytest

from tests.domain.portfolios import item, project
from tracker.domain.model import Body, Names, Source
from tracker.domain.portfolio import Portfolio
from tracker.workspace.near_words import as_meant


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return Portfolio(
        [
            project(1, "Central Asia Center"),
            item(1, "Checkpoint interface"),
            item(2, "Технический запуск"),
            item(3, "Шартнома имзоланди"),
            Body(id=1, uid="b1", name=Names(kk="Түркістан облысының әкімдігі")),
            Source(id=1, uid="s1", key="k", title="Kazinform newsroom"),
        ]
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("checkpiont", "checkpoint"),
        ("Checkpiont", "Checkpoint"),
        ("checkpiont interface", "checkpoint interface"),
        ("технчиеский", "технический"),
        ("туркстан", "түркістан"),
        ("kazinfrom", "kazinform"),
        # Each word is known, together no name says them; and nothing is near.
        ("interface запуск", ""),
        ("interface centre", ""),
        ("zzz", ""),
        ("x", ""),
        ("2026", ""),
    ],
)
def test_the_nearest_words_of_names(portfolio: Portfolio, typed: str, meant: str) -> None:
    assert as_meant(typed, portfolio) == meant
