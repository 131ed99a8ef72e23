"""Messages in English, and workbooks made part by part."""

import pytest
from django.utils import translation

from tests.targets.imports.workbooks import archive, make_ods, make_xlsx


@pytest.fixture(autouse=True)
def _messages_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def zipped():
    return archive


@pytest.fixture
def xlsx():
    return make_xlsx


@pytest.fixture
def ods():
    return make_ods
