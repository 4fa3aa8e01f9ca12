"""A real mail server on this machine, and senders as processes of their own."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from tests.watch import ROOT


class Post:
    """Takes mails; refuses those to addresses that begin with "refused", kills the sender named by `kill`."""

    def __init__(self):
        self.mails, self.kill, self.delay = [], None, 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd's name)
        if address.startswith("refused"):
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd's name)
        self.mails.append(envelope)
        if self.kill:
            os.kill(self.kill(), signal.SIGKILL)
        await asyncio.sleep(self.delay)
        return "250 OK"

    @property
    def subjects(self):
        return [header(mail, "Subject") for mail in self.mails]

    @property
    def message_ids(self):
        return [header(mail, "Message-ID") for mail in self.mails]


def header(mail, name):
    lines = mail.content.decode().split("\r\n\r\n")[0].split("\r\n")
    return next(line.partition(": ")[2] for line in lines if line.startswith(f"{name}: "))


@pytest.fixture
def post(settings):
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 10
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def sender(post):
    """sender(): `manage.py send_mail` on the test's own database, in a process of its own."""
    started = []

    def start():
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "EMAIL_URL": f"smtp://127.0.0.1:{post.port}",
        }
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "send_mail"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def database_url():
    """The test's database, for a process beside this one."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
