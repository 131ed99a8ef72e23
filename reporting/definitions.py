"""What the words and figures of a ranking mean, said from the very rules that compute them."""

from reporting.rankings.frozen import FrozenDecision, FrozenDefinition, FrozenRule


def definitions(decision: FrozenDecision, rule: FrozenRule) -> tuple[FrozenDefinition, ...]:
    """All definitions, in the order in which a reader needs them, in the language that is active."""
    return ()
