"""Rules and cases at random, without a database: few dossiers, so that ties, caps and steps are met often."""

from decimal import Decimal

from hypothesis import strategies as st

from reporting.compliance import Share
from reporting.scoring import Case
from reporting.scoring_rule import Basis, Order, Rule, ScoreClass, Step, Ties

MINIMUMS = [Decimal(40), Decimal(20), Decimal("33.33"), None]
CLASSES = (
    ScoreClass("Tốt", Decimal(9)),
    ScoreClass("Khá", Decimal(7)),
    ScoreClass("Yếu", Decimal(0)),
)
STEPS = (
    Step(Decimal(100), Decimal(10)),
    Step(Decimal(80), Decimal(8)),
    Step(Decimal(50), Decimal("2.5")),
)


@st.composite
def rules(draw):
    """Any basis, order and way with ties; deductions that bite."""
    return Rule(
        maximum=Decimal(10),
        basis=draw(st.sampled_from(Basis)),
        steps=STEPS,
        full_share=draw(st.sampled_from([Decimal(50), Decimal(100)])),
        off_late=draw(st.sampled_from([Decimal(0), Decimal("0.1")])),
        off_missing=draw(st.sampled_from([Decimal(0), Decimal("2.5")])),
        decimals=draw(st.sampled_from([0, 1, 2])),
        classes=CLASSES,
        least_dossiers=draw(st.sampled_from([1, 5])),
        order=draw(st.sampled_from(Order)),
        ties=draw(st.sampled_from(Ties)),
    )


@st.composite
def _cases(draw, unit):
    total = draw(st.sampled_from([0, 1, 4, 10, 12, 30]))
    share = draw(st.sampled_from([None, *[Share(draw(st.integers(0, total)), total)] * 6]))
    return Case(
        unit=unit,
        group="agency",
        district=None,
        share=share,
        minimum=draw(st.sampled_from(MINIMUMS[:3] * 3 + [None])),
        late=draw(st.integers(0, 2)),
        missing=draw(st.integers(0, 2)),
    )


@st.composite
def peers(draw):
    """A group of one to eight units, named by their numbers."""
    return [draw(_cases(str(number))) for number in range(draw(st.integers(1, 8)))]
