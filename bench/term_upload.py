"""A file of terms from upload to applied, in a real server: `python -m bench.term_upload [ROWS]`.

Counts what the workers spend and the most memory that one of them took.
"""

from bench.stage import FOLDER, cpu_of, environment, prepare_empty, row  # isort: split

import re
import sys
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from bench.content import person
from bench.server import Server
from bench.term_rows import import_by_hand, make_topics, wipe, write_file
from cms.desk.imports.models import FileImport
from interventions.models import Term

ROWS = 100_000
FILE = FOLDER / "terms.csv"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """Signed in as the editor; answers are followed where they lead."""

    def __init__(self, server: Server) -> None:
        signing_in = Client()
        signing_in.force_login(person("editor", "Editor"))
        session = signing_in.cookies[settings.SESSION_COOKIE_NAME].value
        self._port = server.port
        self._cookies = {settings.SESSION_COOKIE_NAME: session}

    def get(self, path: str) -> bytes:
        return self._send("GET", path)

    def post(self, path: str, page: bytes, **data: object) -> bytes:
        """Sends a form of the page."""
        found = TOKEN.search(page)
        assert found, "There is no form on the page."
        body = encode_multipart(BOUNDARY, {"csrfmiddlewaretoken": found[1].decode(), **data})
        return self._send("POST", path, body)

    def _send(self, method: str, path: str, body: bytes | None = None) -> bytes:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=300)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "Content-Type": MULTIPART_CONTENT}
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        page, leads_to = answer.read(), answer.headers.get("Location")
        connection.close()
        return self.get(leads_to) if leads_to else page


def upload_and_apply(browser: Browser) -> int:
    """The largest page in bytes."""
    address = reverse("admin:interventions_term_import")
    file = SimpleUploadedFile("terms.csv", FILE.read_bytes())
    shown = browser.post(address, browser.get(address), file=file)
    it = FileImport.objects.latest("pk")
    applied = browser.post(reverse("admin:desk_fileimport_apply", args=[it.pk]), shown)
    assert FileImport.objects.get(pk=it.pk).state == FileImport.State.APPLIED
    return max(len(shown), len(applied))


def peak(server: Server) -> int:
    """Of the worker that took most, in MB."""
    status = [Path(f"/proc/{pid}/status").read_text() for pid in server.workers()]
    found = [re.search(r"VmHWM:\s+(\d+) kB", text) for text in status]
    return max(int(one[1]) // 1024 for one in found if one)


def main(rows: int) -> None:
    prepare_empty()
    make_topics()
    write_file(FILE, rows)
    by_hand = cpu_of(lambda: import_by_hand(FILE))
    wipe()
    server = Server("cms.wsgi:application", environment(FOLDER))
    server.wait_until_up("/health/live")
    browser = Browser(server)
    browser.get("/admin/")
    rested, started = peak(server), server.cpu()
    largest = upload_and_apply(browser)
    spent = server.cpu() - started
    assert Term.objects.count() == rows
    row("upload to applied / by hand", f"{spent / by_hand:.2f}", "<= 6")
    row("largest page", f"{largest / 1024:.0f} KB", "<= 300")
    row("worker before, and at its peak", f"{rested}, {peak(server)} MB", "<= 160")
    server.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
