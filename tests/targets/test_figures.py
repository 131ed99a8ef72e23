"""How figures are written."""

import pytest
from django.utils import translation

from targets.templatetags.figures import signed


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (None, "–", "–"),
        (0, "0", "0"),
        (5, "+5", "+5"),
        (-1_234, "−1.234", "−1,234"),
    ],
)
def test_difference_is_written_with_its_sign(number, vietnamese, english):
    with translation.override("vi"):
        assert signed(number) == vietnamese
    with translation.override("en"):
        assert signed(number) == english
