"""Decimals as they are typed: nothing that could mean two things is guessed."""

from decimal import Decimal

import pytest

from reporting.exact_number import read_exact


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10", "10"),
        ("0,25", "0.25"),
        ("0.25", "0.25"),
        (" 9,5\u00a0", "9.5"),
        ("0.125", "0.125"),
        ("1,234", "1.234"),
        ("-1", "-1"),
        ("99,9999", "99.9999"),
    ],
)
def test_number_is_read(typed, expected):
    assert read_exact(typed) == Decimal(expected)


@pytest.mark.parametrize(
    "typed",
    ["1.234", "12.500", "1e3", "NaN", "Infinity", "1/3", "0,12345", "1234567", "1 000", ",5", "٣"],
)
def test_what_is_unclear_is_refused(typed):
    with pytest.raises(ValueError, match="0,25"):
        read_exact(typed)
