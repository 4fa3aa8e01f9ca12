"""Serves the demo on this machine: gunicorn with 32 threads, or Django's own server where there is no fork."""

import os
import socket
from collections.abc import Callable

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections

HOST = "127.0.0.1"
THREADS = 32


def address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def is_taken(port: int) -> bool:
    """Whether another program answers at this port."""
    with socket.socket() as probe:
        if os.name == "posix":  # a port that was left a moment ago is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def serve(port: int, ready: Callable[[], None]) -> None:
    """Answer until Ctrl-C; `ready` is called once the site can be opened."""
    connections.close_all()
    own = os.getpid()
    try:
        if os.name == "posix":
            _serve_with_gunicorn(port, ready)
        else:
            ready()
            call_command("runserver", f"{HOST}:{port}", use_reloader=False)
    except (SystemExit, KeyboardInterrupt):
        if os.getpid() != own:  # a worker of gunicorn, which ends here
            raise


def _serve_with_gunicorn(port: int, ready: Callable[[], None]) -> None:
    from gunicorn.app.base import BaseApplication

    class Demo(BaseApplication):
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self):
            return get_wsgi_application()

    options = {
        "bind": f"{HOST}:{port}",
        "worker_class": "gthread",
        "threads": THREADS,
        "loglevel": "warning",
        "graceful_timeout": 5,
        "post_worker_init": lambda worker: ready(),
    }
    Demo().run()
