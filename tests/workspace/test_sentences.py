"""The sentences of a long table are those that each row has by itself."""

import pytest

from tests.bench.portfolios import STATUS_DATE, portfolio
from tracker.language import Language, translator
from tracker.workspace import why
from tracker.workspace.foresight import with_foresight
from tracker.workspace.why import Sentences, sentence


@pytest.mark.parametrize("kept", [7, 10_000])
def test_what_rows_share_is_said_of_each(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.forecast.sentence._MOST_KEPT", kept)
    monkeypatch.setattr("tracker.forecast.explain._STEPS", kept)
    known = with_foresight(portfolio(500), STATUS_DATE)
    speech = translator(Language.RU)
    sentences = Sentences(known, STATUS_DATE, speech)
    rows = [*known.items, *known.projects, *list(known.items)[::-1]]
    said = [sentences.of(row) for row in rows]
    assert said == [sentence(known, row, STATUS_DATE, speech) for row in rows]
    assert sum("Начало цепочки" in text for text in said) > 50


def test_a_sentence_is_that_of_the_forecast_there_is_now() -> None:
    known = portfolio(500)
    speech = translator(Language.EN)
    sentences = Sentences(known, STATUS_DATE, speech)
    items = list(known.items)
    assert not any(map(sentences.of, items))
    with_foresight(known, STATUS_DATE)
    first = [sentences.of(item) for item in items]
    assert any(first)
    known.foresight = why.PortfolioForesight(known, known.foresight.forecast)  # type: ignore[union-attr]
    assert [sentences.of(item) for item in items] == first
