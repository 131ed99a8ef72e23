"""What several of these tests begin with: a unit's own procedures and officer, and files sent together."""

from functools import partial

import pytest

from targets.views import deliveries
from tests import factories
from tests.targets.sent_files import confirmed, sent


@pytest.fixture
def procedures(cast):
    """Three of communes; the first is named like a formula."""
    named = [("1.000270", "=1+1 Khai sinh"), ("1.000894", "Kết hôn"), ("1.001193", "Khai tử")]
    return [factories.ProcedureFactory(code=code, name=name) for code, name in named]


@pytest.fixture
def officer(client, cast, procedures):
    """Lan of Cam Tân, signed in."""
    client.force_login(cast.lan)
    return client


@pytest.fixture
def sending(cast, monkeypatch):
    """A procedure of communes; and time enough to read all files in one request, however slow the machine."""
    factories.ProcedureFactory(code="1.000001")
    monkeypatch.setattr(deliveries, "SECONDS_A_LOOK", 60)


@pytest.fixture
def send(client, cast):
    """Send files as the DIC's reviewer, to the page that shows what they would change."""
    client.force_login(cast.dung)
    return partial(sent, client)


@pytest.fixture
def confirm(client):
    """Confirm what that page shows."""
    return partial(confirmed, client)
