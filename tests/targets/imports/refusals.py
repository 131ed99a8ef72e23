"""How a cell is refused, and cells that are."""

import datetime

import pytest

BLANK = "This cell is blank."
A_DAY = datetime.date(2018, 6, 1)


def refusal(parse, cell) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        parse(cell)
    return str(caught.value)
