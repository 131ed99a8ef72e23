"""Addresses that are remembered."""

import pytest
from django.urls import reverse, set_script_prefix

from targets.periods import Month
from targets.templatetags.addresses import address


@pytest.fixture
def mounted_below_a_folder():
    """After the address was first asked for where the portal is mounted at the root."""
    address("unit", "22327")
    set_script_prefix("/portal/")
    yield
    set_script_prefix("/")


def test_address_is_that_of_its_name_and_parts():
    for code in ("22327", "22345", "22327"):
        assert address("unit", code) == reverse("unit", args=[code])
    june = Month(2018, 6)
    assert address("monthly-report", "22327", june) == reverse(
        "monthly-report", args=["22327", june]
    )


def test_address_follows_where_the_portal_is_mounted(mounted_below_a_folder):
    assert address("unit", "22327") == "/portal/units/22327/"
