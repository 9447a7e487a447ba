"""How the site is served: gunicorn reads this file by itself."""

import socket
import sys
from typing import Any

# Reading the settings here, before any process is started, lets a wrong value stop the start.
from cms import env, server_log, settings
from cms.env import EnvironmentProblem
from cms.server_worker import Worker

wsgi_app = settings.WSGI_APPLICATION.replace(".application", ":application")
port = env.whole_number("PORT", 8000, least=1, most=env.LAST_PORT)
bind = env.listening("BIND", f"127.0.0.1:{port}")
workers = env.whole_number("WORKERS", 2, least=1)
# Threads wait for slow readers: browsers open connections ahead of time, and a process without
# threads would be held by an idle one.
threads = settings.THREADS
worker_class = Worker if threads > 1 else "sync"
# Each process starts its own poller of the log and holds its own snapshot.
SILENT_SECONDS = 60
preload_app = False
timeout = 30
graceful_timeout = 10
control_socket_disable = True
# Nobody in front of it says below which path the site lies.
forwarder_headers = ""


def when_ready(server: Any) -> None:
    """Lets Linux keep a connection that says nothing, so that it holds no thread meanwhile."""
    for listener in server.LISTENERS:
        if sys.platform == "linux" and listener.sock.family != socket.AF_UNIX:
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SILENT_SECONDS)


def pre_request(_worker: Any, request: Any) -> None:
    """Ends the connection after a form: one turned away unread would be waited for, in a thread."""
    has_body = any(name in ("CONTENT-LENGTH", "TRANSFER-ENCODING") for name, _ in request.headers)
    if has_body and not request.path.startswith("/api/"):
        request.force_close()


# Off unless asked for, and even then without address, query string and referrer: who looked for
# help is nobody's business.
accesslog = "-" if env.flag("ACCESS_LOG") else None
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
logger_class = server_log.ServerLog

# Without them every page would fail.
if not (settings.DEBUG or (settings.STATIC_ROOT / "staticfiles.json").is_file()):
    raise EnvironmentProblem(
        f"WELLSPRING_DATA is “{settings.DATA_DIR}”: the collected files are not there. Make the "
        "folder, if there is none, and run `manage.py collectstatic`."
    )
