"""Text as a search takes it. Pure: no Django."""

import unicodedata


def folded(text: str) -> str:
    """The text without diacritics and capitals: `duong` of `Đường`."""
    plain = text.casefold().replace("đ", "d")
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", plain)
        if not unicodedata.combining(letter)
    )
