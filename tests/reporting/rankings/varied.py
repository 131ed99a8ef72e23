"""Rankings at random: units of every status with ties and near misses, under every kind of rule."""

import itertools
import random
from dataclasses import replace
from decimal import Decimal

from reporting.models import Ranking
from reporting.rankings import results
from reporting.rankings.canonical import code_of, sha256
from reporting.rankings.frozen import FrozenCount, FrozenMonth, FrozenUnit
from reporting.scoring_rule import Basis, Order, Rule, ScoreClass, Step, Ties, to_plain

MINIMUMS = ["40.00", "35.00", "30.00", "12.50", "33.33", "0.01", "100.00"]
# Denominators that give ties, and points that end in exactly a half.
TOTALS = [0, 1, 2, 3, 5, 8, 16, 20, 32, 40, 80, 125, 400, 999, 1_000, 99_991, 100_000]
KINDS = list(itertools.product(Basis, Order, Ties))


class Varied:
    """Everything is drawn from the seed, so that a ranking that shows a fault can be had again."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.basis, self.order, self.ties = KINDS[seed % len(KINDS)]

    def rule(self):
        pick = self.random.choice
        decimals = pick([0, 1, 2, 3, 4])
        # A maximum has no more decimals than points are rounded to.
        maximum = Decimal(pick(["10", "100", "1", "10.5", "7.25"][: 3 + min(decimals, 2)]))
        places = sorted(self.random.sample(range(1, 100), 3), reverse=True)
        steps = [Decimal(percent) for percent in ("120", "100", "99.99", "87.5", "33.33", "0")]
        return Rule(
            maximum=maximum,
            basis=self.basis,
            steps=[
                Step(percent, maximum * (len(steps) - place) / 8)
                for place, percent in enumerate(steps[: pick([3, 5, 6])])
            ],
            full_share=Decimal(pick(["50", "33.3", "100", "12.345"])),
            off_late=Decimal(pick(["0", "0.1", "0.05", "0.125"])),
            off_missing=Decimal(pick(["0", "0.25", "0.3", "1"])),
            decimals=decimals,
            classes=[
                ScoreClass(f"Loại {name}", maximum * place / 100)
                for name, place in zip("ABCD", [*places, 0], strict=True)
            ],
            least_dossiers=pick([1, 1, 5, 30]),
            order=self.order,
            ties=self.ties,
        )

    def units(self):
        districts = [self._unit(f"H{number}", "district", None) for number in range(5)]
        return (
            *(self._unit(f"S{number}", "agency", None) for number in range(9)),
            *districts,
            *(
                self._unit(f"X{number}", "commune", self.random.choice(districts))
                for number in range(26)
            ),
        )

    def _unit(self, code, group, district):
        has_target = self.random.random() < 0.9
        return FrozenUnit(
            code=code,
            name=f"=Đơn vị {code}",
            group=group,
            parent=district and district.code,
            parent_name=district.name if district else "",
            clause="1.a" if has_target else None,
            minimum_percent=self.random.choice(MINIMUMS) if has_target else None,
            months=tuple(self._month(number) for number in range(1, 5)),
        )

    def _month(self, number):
        chance = self.random.random()
        state = "submitted" if chance < 0.6 else "draft" if chance < 0.7 else None
        total = self.random.choice(TOTALS)
        online = self.random.choice([0, total, total // 2, self.random.randint(0, total)])
        return FrozenMonth(
            month=f"2018-{number:02}",
            is_expected=True,
            is_late=state == "submitted" and self.random.random() < 0.3,
            is_missing=state != "submitted" and self.random.random() < 0.7,
            due_on=None,
            state=state,
            is_sample=False,
            first_submitted_at=None,
            submitted_at=None,
            submitted_by=None,
            accepted_at=None,
            accepted_by=None,
            counts=(FrozenCount("1.000001", total, online, True, None, None, "", None),),
        )


def varied(ranking, seed):
    """Another ranking in the place of this one, with units and a rule drawn from the seed."""
    drawn = Varied(seed)
    rule = drawn.rule()
    assert rule.problems() == []
    figures = ranking.figures
    canonical = results.written(
        replace(
            figures,
            rule=replace(figures.rule, definition=to_plain(rule)),
            units=drawn.units(),
        )
    )
    digest = sha256(canonical)
    return Ranking.objects.create(
        code=code_of(digest),
        sha256=digest,
        canonical=canonical,
        decision=ranking.decision,
        first_month=ranking.first_month,
        through_month=ranking.through_month,
        rule=ranking.rule,
        drawn_up_at=ranking.drawn_up_at,
        drawn_up_by=ranking.drawn_up_by,
    )
