"""What the strip and the map mark: the reader's own units, and those that he looks for."""


class Marked:
    """A unit where it is drawn; whoever draws one sets both."""

    is_own: bool
    is_found: bool

    @property
    def is_marked(self) -> bool:
        """Whether it has a ring and a name: it is the reader's own, or the one looked for."""
        return self.is_own or self.is_found

    @property
    def marks(self) -> str:
        """The classes of its marks."""
        return " own" * self.is_own + " found" * self.is_found
