"""A scoring rule in an official document."""

from reporting.documents import ranking_words as words
from reporting.models import Ranking
from reporting.rule_in_words import lines


def rule_in_document(ranking: Ranking) -> list[str]:
    """What the points, classes and ranks follow from, line by line; where nobody decided it, that it is an example."""
    frozen = ranking.figures.rule
    example = (
        " Đây là quy tắc ví dụ, không phải công thức do tỉnh ban hành." if frozen.is_example else ""
    )
    return [
        f"Quy tắc chấm điểm ({words.rule(ranking)}):{example}",
        *(f"- {line.name}: {line.text}." for line in lines(frozen.rule)),
    ]
