"""What visitors and programs ask for most."""

import json

QUERY = json.dumps({"query": "tự tử", "locale": "vi", "country": "VN"}).encode()
PATHS: list[tuple[str, bytes | None]] = [
    ("/en/", None),
    ("/vi/help/VN/", None),
    ("/en/guides/helping-someone/", None),
    ("/api/v1/help?country=GB", None),
    ("/api/v1/match", QUERY),
]
