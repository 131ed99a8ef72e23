import os
import signal
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quota_portal.commands import PortalCommand


class Command(PortalCommand):
    help = gettext_lazy("Prepare the demonstration and serve it until Ctrl-C (`make run`).")
    # A fresh database has no tables yet, which the checks of other commands would ask about.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reload", action="store_true", help=_("reload on change"))

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if settings.HAS_OWN_SERVER:
            raise CommandError(
                _(
                    "The demonstration runs on its own database: unset DATABASE_URL, or read docs/operating.md."
                )
            )
        self._check_port(port)
        # What is made now names the address too.
        settings.PORTAL_URL = _surroundings(port)["PORTAL_URL"]
        self._prepare()
        self._introduce(port)
        self._serve(self._server(port, reload=options["reload"]), _surroundings(port))
        self.stdout.write(_("Stopped. The data stay in %s.") % settings.PORTAL_DATA_DIR)

    def _check_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                message = _("Port %(port)s is in use: try make run PORT=%(other)s.")
                raise CommandError(message % {"port": port, "other": port + 1}) from error

    def _prepare(self) -> None:
        self._step(_("Database in %s") % settings.PORTAL_DATA_DIR, "migrate", verbosity=0)
        self._step(_("Decision, units and procedures"), "load_reference")
        try:
            self._step(_("Sample months and demonstration accounts"), "load_sample")
        except CommandError as error:
            self.stdout.write(f"  {error}")
        self._step(_("Example of a scoring rule"), "load_scoring_rule")
        self._step(_("Sample rankings"), "load_sample_rankings")
        self._step(_("Styles and fonts"), "collectstatic", interactive=False, verbosity=0)

    def _step(self, title: str, command: str, **options: Any) -> None:
        self.stdout.write(f"• {title}")
        with open(os.devnull, "w") as nowhere:
            call_command(command, stdout=nowhere, **options)

    def _introduce(self, port: int) -> None:
        self.stdout.write("")
        self.stdout.write(_("The portal is on http://127.0.0.1:%s (Ctrl-C stops it).") % port)
        logins = settings.PORTAL_DATA_DIR / "demo-logins.txt"
        if logins.exists():
            self.stdout.write(_("Demonstration logins:"))
            self.stdout.write(logins.read_text())

    def _server(self, port: int, *, reload: bool) -> list[str]:
        if reload:
            return [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"]
        config = "python:quota_portal.gunicorn_conf"
        return [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            config,
            "--bind",
            f"127.0.0.1:{port}",
            "quota_portal.wsgi",
        ]

    def _serve(self, program: list[str], surroundings: dict[str, str]) -> None:
        """Wait for the server; Ctrl-C reaches it too, and this process stays to stop the database last."""
        server = subprocess.Popen(program, cwd=settings.BASE_DIR, env=surroundings)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        server.wait()


def _surroundings(port: int) -> dict[str, str]:
    """The server's environment, in which letters lead to its own port unless another address is given."""
    return {"PORTAL_URL": f"http://127.0.0.1:{port}/"} | os.environ
