"""What a unit is called where its full name says too much. Pure: no Django."""

_COMMITTEE = "UBND "


def without_committee(name: str) -> str:
    """The place that a People's Committee governs: `huyện Cam Lâm` of `UBND huyện Cam Lâm`; any other name as it is."""
    return name.removeprefix(_COMMITTEE)
