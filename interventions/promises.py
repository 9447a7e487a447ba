"""What a text promises, and whether it follows: "call the number below" where nothing stands below.

An answer can come without a country, so without a number; without a live guide or series; and a
notice comes without helplines. What it says has to hold then, too.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from cms.publishing.keys import ObjectKey
from interventions.answers import WITHOUT_HELP_LINES


class Promise(Enum):
    """Something that a text says will be there."""

    NUMBER = "number"
    LINES = "lines"
    GUIDES = "guides"
    STORIES = "stories"


_SAID = {
    Promise.NUMBER: {
        "en": r"\b(?:number|line|contact|button)s?\s+(?:\w+\s+)?below\b|\bbelow (?:number|line)",
        "vi": r"(?:số|đường dây|tổng đài|nút)[^.?!]{0,20}(?:dưới đây|bên dưới|sau đây)",
        "id": r"(?:nomor|layanan|tombol|kontak)[^.?!]{0,20}(?:di bawah|berikut)",
        "ar": r"(?:الرقم|الأرقام|رقم|الخط|الخطوط|الزر)[^.؟!]{0,20}(?:أدناه|التالي|الآتي)",
    },
    Promise.LINES: {
        "en": r"\bhelp (?:is|stays) here\b|\bhere are people\b|\btalk to someone right now\b",
        "vi": r"ở đây có người|giúp đỡ luôn ở đây|nói chuyện với một người ngay lúc này",
        "id": r"bantuan (?:ada|tetap ada) di sini|bicara dengan seseorang sekarang",
        "ar": r"المساعدة (?:باقية )?هنا|تتحدث مع شخص الآن",
    },
    Promise.GUIDES: {
        "en": r"\b(?:our|the|these) guides?\b",
        "vi": r"(?:các|những) (?:hướng dẫn|cẩm nang)|hướng dẫn của chúng tôi",
        "id": r"panduan (?:kami|ini)",
        "ar": r"أدلتنا|دليلنا|الأدلة التالية",
    },
    Promise.STORIES: {
        "en": r"\bhere are (?:\w+ )?stories\b|\b(?:our|these) (?:stories|videos)\b",
        "vi": r"ở đây có những câu chuyện|(?:các|những) (?:video|câu chuyện) (?:này|dưới đây)",
        "id": r"di sini ada kisah|(?:kisah|video) (?:ini|berikut)",
        "ar": r"هنا قصص|هذه (?:القصص|المقاطع)",
    },
}


def promises_in(text: str, language: str) -> Iterator[Promise]:
    """What the text promises, by patterns of its language; nothing where there are none."""
    for promise, patterns in _SAID.items():
        if language in patterns and re.search(patterns[language], text, re.IGNORECASE):
            yield promise


def follows(promise: Promise, response: str, offered: Iterable[str]) -> bool:
    """Whether it is there in every answer. `offered` are the keys of live offers.

    No number is: without a country nobody knows one.
    """
    kinds = {ObjectKey(key).kind for key in offered}
    return {
        Promise.NUMBER: False,
        Promise.LINES: response not in WITHOUT_HELP_LINES,
        Promise.GUIDES: "guide" in kinds,
        Promise.STORIES: "series" in kinds,
    }[promise]
