"""The states of a ranking and which may follow which. Pure: no Django, no clock."""

from enum import StrEnum


class State(StrEnum):
    """How far a ranking has come."""

    DRAWN_UP = "drawn_up"
    # Out for explanation: units see their own place and may object.
    OUT = "out"
    FINAL = "final"
    WITHDRAWN = "withdrawn"


# Nothing of the ranking changes any more in these.
CLOSED = frozenset({State.FINAL, State.WITHDRAWN})

TRANSITIONS = {
    State.DRAWN_UP: frozenset({State.OUT, State.WITHDRAWN}),
    State.OUT: frozenset({State.FINAL, State.WITHDRAWN}),
    State.FINAL: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def diagram() -> str:
    """The transitions as a Mermaid state diagram; docs/rankings.md holds it, and a test compares the two."""
    arrows = [
        f"    {now} --> {then}"
        for now in State
        for then in sorted(TRANSITIONS[now], key=list(State).index)
    ]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {State.DRAWN_UP}", *arrows])
