"""Arguments that several commands share. A malformed one ends the command with exit status 2."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from targets.periods import Month


def existing_file(text: str) -> Path:
    """A path at which a file stands."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(_("there is no file %s") % text)
    return path


def month(text: str) -> Month:
    """A month such as 2018-06."""
    try:
        return Month.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“%s” is not a month such as 2018-06") % text) from error
