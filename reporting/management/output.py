"""The file that a command writes. One of another kind, or one that cannot be written, ends the command with exit status 2."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def extension_of(file: Path) -> str:
    """What the file's name ends in: `xlsx`."""
    return file.suffix.lower().removeprefix(".")


def check_extension(file: Path, offered: Collection[str]) -> None:
    """Raise CommandError where the file's name ends in none of the extensions offered."""
    if extension_of(file) not in offered:
        message = _("The file must end in one of: %s")
        raise CommandError(message % ", ".join(f".{name}" for name in offered), returncode=2)


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Raise CommandError in place of the system's error where the file cannot be written."""
    try:
        yield
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be written: %(error)s") % {"file": file, "error": error},
            returncode=2,
        ) from error
