"""Every command of the portal says what it does and what it takes."""

import io
from contextlib import redirect_stdout

import pytest
from django.core.management import get_commands, load_command_class

OURS = sorted(
    (app, name) for name, app in get_commands().items() if app in ("targets", "reporting")
)


@pytest.mark.parametrize(("app", "name"), OURS)
def test_command_says_how_it_is_used(app, name):
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit) as end:
        load_command_class(app, name).run_from_argv(["manage.py", name, "--help"])
    assert end.value.code == 0
    assert f"manage.py {name}" in out.getvalue()
