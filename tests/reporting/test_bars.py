"""The bar of a share against its minimum, and the line for phones."""

import re
from decimal import Decimal

from reporting.compliance import Share
from reporting.standings import Standing
from reporting.templatetags.bars import bar, on_a_phone
from targets.models import Target, Unit
from tests.reporting.drawn_standings import JUNE


def standing(share, minimum=None):
    target = minimum and Target(clause="1.a", minimum_percent=Decimal(minimum))
    return Standing(Unit(pk=1, kind="agency"), target, {} if share is None else {JUNE: share}, ())


def drawn(share, minimum=None):
    """Where the bar ends, where the line stands, and what is read aloud."""
    found = bar(standing(share, minimum))
    fill = re.search(r'class="fill" x="0" y="2" width="([^"]+)"', found)[1]
    return fill, re.findall(r'x1="([^"]+)"', found), re.search(r'aria-label="([^"]+)"', found)[1]


def test_bar_ends_at_the_share_and_its_line_stands_at_the_minimum():
    aloud = "Tỷ lệ 39,99\N{NO-BREAK SPACE}%, chỉ tiêu tối thiểu 40\N{NO-BREAK SPACE}%"
    assert drawn(Share(39_996, 100_000), "40.00") == ("39.99", ["40.00"], aloud)


def test_bar_without_a_target_has_no_line():
    assert drawn(Share(1, 3)) == ("33.33", [], "Tỷ lệ 33,33\N{NO-BREAK SPACE}%")


def test_unit_without_a_share_has_no_bar():
    assert bar(standing(None, "40")) == bar(standing(Share(0, 0), "40")) == ""


def test_line_for_phones_says_what_has_no_column_there():
    line = on_a_phone(standing(Share(1234, 2000), "40.00"))
    assert line == (
        '<small class="on-narrow">1.234/2.000 trực tuyến · tối thiểu 40\N{NO-BREAK SPACE}%</small>'
    )
    assert on_a_phone(standing(None)) == ""
    assert on_a_phone(standing(None, "40.00")) == (
        '<small class="on-narrow">tối thiểu 40\N{NO-BREAK SPACE}%</small>'
    )
    assert "0/0 trực tuyến" in on_a_phone(standing(Share(0, 0)))
