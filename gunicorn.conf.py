"""How the site is served: gunicorn reads this file by itself."""

# Reading the settings here, before any process is started, lets a wrong value stop the start.
from cms import env, server_log, settings

wsgi_app = settings.WSGI_APPLICATION.replace(".application", ":application")
bind = env.text("BIND", f"127.0.0.1:{env.whole_number('PORT', 8000, least=1)}")
workers = env.whole_number("WORKERS", 2, least=1)
# Threads wait for slow readers: browsers open connections ahead of time, and a process without
# threads would be held by an idle one.
threads = env.whole_number("THREADS", 4, least=1)
# Each process starts its own poller of the log and holds its own snapshot.
preload_app = False
timeout = 30
graceful_timeout = 10
control_socket_disable = True
# Nobody in front of it says below which path the site lies.
forwarder_headers = ""

# Off unless asked for, and even then without address, query string and referrer: who looked for
# help is nobody's business.
accesslog = "-" if env.flag("ACCESS_LOG") else None
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
logger_class = server_log.ServerLog
