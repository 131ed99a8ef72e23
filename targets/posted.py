"""What a page sends back without a form: anybody may send anything in its place. Pure: no Django."""

# Fewer digits than the largest number that a column of the database holds.
MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """The number that the text writes in plain digits; None where it is none, or too long for any key or version."""
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None
