import pytest

from targets.models import Submission
from targets.workflow import COUNTING, OPEN_TO_THE_UNIT, TRANSITIONS, State, may_follow

# Which states may follow, in the first letters of their names.
TABLE = {
    "draft": "s",
    "submitted": "dra",
    "returned": "s",
    "accepted": "rs",
}


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_state_follows_only_as_the_table_says(now, then):
    assert may_follow(now, then) == (then[0] in TABLE[now])


def test_every_state_has_its_line_and_is_known_to_the_database():
    assert set(TRANSITIONS) == set(State)
    assert {state.value for state in State} == set(Submission.Status.values)


def test_what_counts_is_not_open_to_the_unit():
    assert set(COUNTING) == {State.SUBMITTED, State.ACCEPTED}
    assert set(State) == COUNTING | OPEN_TO_THE_UNIT
    assert not COUNTING & OPEN_TO_THE_UNIT
