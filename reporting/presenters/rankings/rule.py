"""A scoring rule in one paragraph of an official document."""

from collections.abc import Iterator

from reporting.documents import ranking_words as words
from reporting.models import Ranking
from reporting.scoring_rule import Basis, Order, Rule, Ties

_ORDERS = {
    Order.ATTAINMENT: "mức hoàn thành",
    Order.SHARE: "tỷ lệ",
    Order.POINTS: "điểm",
}
_TIES = {
    Ties.SHARED: "đơn vị bằng nhau cùng hạng (1, 2, 2, 4)",
    Ties.DENSE: "đơn vị bằng nhau cùng hạng, hạng sau liền kề (1, 2, 2, 3)",
    Ties.MORE_DOSSIERS: "khi bằng nhau, đơn vị có nhiều hồ sơ hơn xếp trước",
}


def rule_in_words(ranking: Ranking) -> str:
    """What the points, classes and ranks follow from, and where nobody decided it that it is an example."""
    frozen = ranking.figures.rule
    parts = "; ".join(_parts(frozen.rule))
    example = (
        " Đây là quy tắc ví dụ, không phải công thức do tỉnh ban hành." if frozen.is_example else ""
    )
    return f"Quy tắc chấm điểm ({words.rule(ranking)}): {parts}.{example}"


def _parts(rule: Rule) -> Iterator[str]:
    yield f"điểm tối đa {words.number(rule.maximum)}, {_basis(rule)}"
    if rule.off_late:
        yield f"trừ {words.number(rule.off_late)} điểm mỗi tháng báo cáo chậm"
    if rule.off_missing:
        yield f"trừ {words.number(rule.off_missing)} điểm mỗi tháng thiếu báo cáo"
    yield f"điểm làm tròn một lần đến {rule.decimals} chữ số thập phân"
    if rule.least_dossiers > 1:
        yield f"đơn vị có dưới {rule.least_dossiers} hồ sơ không xếp hạng"
    yield f"xếp hạng trong từng khối theo {_ORDERS[rule.order]}, {_TIES[rule.ties]}"
    classes = ", ".join(
        f"{one.name} từ {words.number(one.least_points)} điểm" for one in rule.classes
    )
    yield f"xếp loại {classes}"


def _basis(rule: Rule) -> str:
    if rule.basis == Basis.FULL_SHARE and rule.full_share is not None:
        return f"tỷ lệ thuận với tỷ lệ, đủ điểm khi tỷ lệ từ {words.number(rule.full_share)} %"
    if rule.basis == Basis.STEPS:
        steps = ", ".join(
            f"từ {words.number(step.attainment_percent)} % được {words.number(step.points)} điểm"
            for step in rule.steps
        )
        return f"theo bậc mức hoàn thành ({steps})"
    return "tỷ lệ thuận với mức hoàn thành, đủ điểm khi đạt chỉ tiêu"
