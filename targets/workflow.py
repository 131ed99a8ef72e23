"""The states of a submission and which may follow which. Pure: no Django, no clock."""

from enum import StrEnum


class State(StrEnum):
    """How far a unit's monthly report has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


# Rule 3: submitted and accepted submissions count; drafts and returned ones do not.
COUNTING = frozenset({State.SUBMITTED, State.ACCEPTED})

# The unit enters its figures in these.
OPEN_TO_THE_UNIT = frozenset({State.DRAFT, State.RETURNED})
# It may still change them in these: what is submitted it takes back.
CHANGEABLE_BY_THE_UNIT = OPEN_TO_THE_UNIT | {State.SUBMITTED}

TRANSITIONS = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.DRAFT, State.ACCEPTED, State.RETURNED}),
    State.RETURNED: frozenset({State.SUBMITTED}),
    State.ACCEPTED: frozenset({State.RETURNED, State.SUBMITTED}),
}


def may_follow(now: State | str, then: State | str) -> bool:
    """Whether a submission may go from the one state to the other."""
    return State(then) in TRANSITIONS[State(now)]


def diagram() -> str:
    """The transitions as a Mermaid state diagram; docs/states.md holds it, and a test compares the two."""
    arrows = [
        f"    {now} --> {then}"
        for now in State
        for then in sorted(TRANSITIONS[now], key=list(State).index)
    ]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {State.DRAFT}", *arrows])
