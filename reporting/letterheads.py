"""Who issues official documents, and where: from the portal's own settings."""

from django.conf import settings

# What stands before a place's name and says what it is.
_KINDS = ("tỉnh ", "thành phố ", "thị xã ", "huyện ", "quận ")


def province() -> str:
    """The province as a sentence has it: `tỉnh Khánh Hòa`."""
    return settings.PORTAL_PLACE[:1].lower() + settings.PORTAL_PLACE[1:]


def proper(place: str) -> str:
    """`Khánh Hòa` of `tỉnh Khánh Hòa`: the name without the words that say what it is."""
    for kind in _KINDS:
        place = place.removeprefix(kind)
    return place
