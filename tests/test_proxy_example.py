"""docs/nginx.conf promises what the site does; `python -m bench.slow_clients nginx` measures it."""

import re

from cms import database
from public.limits import LARGEST_PUBLIC, LARGEST_STAFF
from public.middleware import STAFF_PATHS
from tests.server import ROOT

EXAMPLE = re.sub(r"#.*", "", (ROOT / "docs" / "nginx.conf").read_text())
UNITS = {"k": 1024, "m": 1024**2}


def value(name: str, text: str = EXAMPLE) -> str:
    """What a directive says where it stands first."""
    found = re.search(rf"^ *{name} (.+);$", text, re.MULTILINE)
    assert found, f"{name} is not in the example."
    return found[1]


def location(path: str) -> str:
    found = re.search(rf"location {re.escape(path)} {{(.+?)}}", EXAMPLE, re.DOTALL)
    assert found, f"There is no location {path}."
    return found[1]


def size(text: str) -> int:
    return int(text[:-1]) * UNITS[text[-1]]


def test_the_proxy_takes_what_the_site_takes() -> None:
    staff = location(f"~ ^/({'|'.join(path.strip('/') for path in STAFF_PATHS)})/")
    assert size(value("client_max_body_size")) == LARGEST_PUBLIC
    assert size(value("client_max_body_size", staff)) == LARGEST_STAFF


def test_what_a_visitor_types_is_neither_written_nor_logged_by_the_proxy() -> None:
    assert size(value("client_body_buffer_size")) >= LARGEST_PUBLIC
    assert value("proxy_max_temp_file_size") == "0"
    assert (
        value("log_format quiet")
        == "'"
        + " ".join(
            f"${name}"
            for name in (
                "time_iso8601",
                "request_method",
                "status",
                "body_bytes_sent",
                "request_time",
            )
        )
        + "'"
    )
    assert set(re.findall(r"error_log \S+ (\w+);", EXAMPLE)) == {"emerg"}
    assert set(re.findall(r"access_log (.+);", EXAMPLE)) == {
        "off",
        "/var/log/nginx/wellspring.log quiet",
    }


def test_slow_clients_wait_at_the_proxy() -> None:
    assert value("proxy_request_buffering") == value("proxy_buffering") == "on"
    for name in ("client_header_timeout", "client_body_timeout", "send_timeout"):
        assert 0 < int(value(name).removesuffix("s")) <= 60


def test_the_proxy_waits_longer_than_the_site_does_for_its_database() -> None:
    statement = re.search(r"statement_timeout=(\d+)s", database.STATEMENT_TIMEOUT)
    assert statement
    given_up = int(statement[1]) + database.POSTGRES_WHILE_SERVING["tcp_user_timeout"] // 1000
    assert int(value("proxy_read_timeout").removesuffix("s")) > given_up


def test_where_the_site_does_not_answer_there_is_help() -> None:
    page = value("error_page").split()[-1]
    root = value("root").removeprefix("/opt/wellspring/")
    shown = (ROOT / root / page.strip("/")).read_text()
    assert "findahelpline.com" in shown
    assert "{%" not in shown
    assert "{{" not in shown


def test_an_address_or_a_protocol_that_a_visitor_claims_is_overwritten() -> None:
    assert value("proxy_set_header X-Forwarded-For") == "$remote_addr"
    assert value("proxy_set_header X-Forwarded-Proto") == "$scheme"
