"""PostgreSQL for a process that serves: nobody waits for ever for a server that hangs.

A server that is frozen goes on acknowledging what it is sent, so that no time-out of its own and
none of the network ends a wait. This one is counted here.
"""

from functools import partial
from typing import Any

from django.db.backends.postgresql import base

WAIT_SECONDS = 30.0


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.wait = partial(connection.wait, timeout=WAIT_SECONDS)
        return connection
