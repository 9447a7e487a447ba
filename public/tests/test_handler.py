"""What reaches Django: charsets that senders claim decide nothing."""

from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory

from public.handler import Utf8Request

ODD = ["hex", "base64", "rot13", "zip", "punycode", "undefined", "utf-16", "nothing-known"]


def asked(kind: str, **environ: Any) -> Utf8Request:
    base = RequestFactory().get("/en/", {"country": "VN"}).environ
    return Utf8Request({**base, "CONTENT_TYPE": kind, **environ})


@pytest.mark.parametrize("charset", ODD)
def test_an_address_is_read_whatever_charset_its_sender_claims(charset: str) -> None:
    assert asked(f"text/plain; charset={charset}").GET["country"] == "VN"


@pytest.mark.parametrize("charset", ODD)
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", "q=tự tử".encode()),
        (
            "multipart/form-data; boundary=x",
            '--x\r\nContent-Disposition: form-data; name="q"\r\n\r\ntự tử\r\n--x--\r\n'.encode(),
        ),
    ],
)
def test_a_form_is_read_as_utf_8(charset: str, kind: str, body: bytes) -> None:
    environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": len(body), "wsgi.input": BytesIO(body)}
    assert asked(f"{kind}; charset={charset}", **environ).POST["q"] == "tự tử"
