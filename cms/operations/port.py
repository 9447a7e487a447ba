"""Whether a port of this machine is free: `python cms/operations/port.py 8000`.

`make run` asks before anything is installed, so nothing but Python itself is needed here.
"""

import socket
import sys


def trouble(port: str) -> str:
    """What is wrong with the port, and what to do, in a sentence; '' where it is free."""
    if not (port.isdecimal() and 0 < int(port) < 65536):
        return f"PORT is “{port}”: it must be a whole number from 1 to 65535."
    try:
        socket.create_server(("127.0.0.1", int(port))).close()
    except PermissionError:
        return f"Port {port} is for the system: take a higher one, as in `PORT=8080 make run`."
    except OSError:
        return (
            f"Port {port} is taken, perhaps by a demonstration that still runs: stop it, "
            f"or take another port, as in `PORT={int(port) % 60000 + 80} make run`."
        )
    return ""


if __name__ == "__main__":
    sys.exit(trouble(sys.argv[1]) or None)
