"""Parts of an address: the kind of a picture's file."""


class ImageConverter:
    """One of the kinds in which pictures go out."""

    regex = "svg|png"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
