"""nginx in front of a site, as docs/nginx.conf has it, on a port of its own and without TLS."""

import getpass
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from tests.processes import running
from tests.server import ROOT, free_port
from tests.waiting import wait_until

EXAMPLE = ROOT / "docs" / "nginx.conf"
MAIN = """
user {user};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log emerg;
events {{ worker_connections 4096; }}
http {{
  client_body_temp_path {folder}/bodies;
  proxy_temp_path {folder}/answers;
  fastcgi_temp_path {folder}/none;
  uwsgi_temp_path {folder}/none;
  scgi_temp_path {folder}/none;
  include {folder}/site.conf;
}}
"""


@contextmanager
def nginx(folder: Path, site_port: int) -> Iterator[int]:
    """Yields the port that visitors use. `apt-get install nginx-light` has what is needed."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        raise SystemExit("There is no nginx here: apt-get install nginx-light.")
    port = free_port()
    (folder / "site.conf").write_text(_here(EXAMPLE.read_text(), folder, site_port, port))
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=getpass.getuser()))
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with running(command) as process:
        wait_until(lambda: _answers(port) or process.poll() is not None, "nginx answers")
        if process.returncode is not None:
            raise SystemExit("nginx does not take the example: its reason is above.")
        yield port


def _here(example: str, folder: Path, site_port: int, port: int) -> str:
    """The example for this machine: other ports, no certificate, logs in the folder."""
    for found, here in (
        (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{site_port};"),
        (r"listen \[::\]:.+;", ""),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r"ssl_certificate\w* \S+;", ""),
        (r"/var/log/nginx", str(folder)),
        (r"/opt/wellspring", str(ROOT)),
    ):
        example, times = re.subn(found, here, example)
        if not times:
            raise ValueError(f"{EXAMPLE.name} has no {found} any more.")
    return example


def _answers(port: int) -> bool:
    with suppress(OSError):
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    return False
