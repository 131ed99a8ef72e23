"""What the words and figures of a ranking mean, said from the very rules that compute them.

Each sentence with a number in it takes the number from the rule, and each example is worked out by the code that works out
the ranking: what is said cannot differ from what is done.
"""

from reporting.definitions import counting, deciding, judging, scoring
from reporting.definitions.beside import NOTHING_BESIDE, Beside
from reporting.rankings.frozen import FrozenDecision, FrozenDefinition, FrozenRule

__all__ = ["Beside", "definitions"]


def definitions(
    decision: FrozenDecision, rule: FrozenRule | None, beside: Beside = NOTHING_BESIDE
) -> tuple[FrozenDefinition, ...]:
    """All definitions, in the order in which a reader needs them, in the language that is active.

    Without a rule they end before points and ranks. `beside` holds what is told where it is known.
    """
    return (
        *deciding.definitions(decision, beside),
        *counting.definitions(decision),
        *judging.definitions(decision),
        *(scoring.definitions(rule, beside) if rule else ()),
    )
