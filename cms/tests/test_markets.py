from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from cms.markets import MARKETS, Market


@pytest.mark.parametrize("market", MARKETS.values(), ids=MARKETS.keys())
def test_every_market_has_clocks_and_languages_that_exist(market: Market) -> None:
    assert [ZoneInfo(zone).key for zone in market.zones] == list(market.zones)
    assert [Locale(language).language for language in market.languages] == list(market.languages)
    assert market.country in Locale("en").territories


def test_a_market_tells_its_local_time() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert noon.astimezone(MARKETS["VN"].zone).hour == 19
