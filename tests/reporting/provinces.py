"""Small provinces at random: a few units, procedures and months, in every state and with every odd date."""

import datetime
import random
from decimal import Decimal

from targets.models import Count, Publication, Submission
from targets.periods import Month
from tests import factories

MINIMUMS = [Decimal(text) for text in ("40", "35", "30", "12.5", "33.33", "0.01", "100")]
MONTHS = [Month(2017, 12), *(Month(2018, number) for number in range(1, 8)), Month(2019, 1)]


class RandomProvince:
    """Everything is drawn from the seed, so that a province that shows a fault can be had again."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.units = self._units()
        self.procedures = [self._procedure() for _ in range(self.random.randint(2, 6))]
        self.decision = self._decision()
        for unit in self.units:
            for month in MONTHS:
                if self.random.random() < 0.5:
                    self._submission(unit, month)

    def _day(self):
        return datetime.date(2017, 10, 1) + datetime.timedelta(self.random.randrange(500))

    def _days(self):
        """A first and a last day, of which either may be open."""
        first, last = sorted([self._day(), self._day()])
        return self.random.choice([(None, None), (first, None), (None, last), (first, last)])

    def _unit(self, factory, **fields):
        valid_from, valid_to = self._days()
        return factory(valid_from=valid_from, valid_to=valid_to, **fields)

    def _units(self):
        agencies = [self._unit(factories.AgencyFactory) for _ in range(2)]
        districts = [self._unit(factories.DistrictFactory) for _ in range(3)]
        communes = [
            self._unit(factories.CommuneFactory, parent=self.random.choice(districts))
            for _ in range(5)
        ]
        return agencies + districts + communes

    def _procedure(self):
        owner = self.random.choice(["agency", "district", "commune", "both"])
        procedure = factories.ProcedureFactory(
            agency=self.random.choice(self.units[:2]) if owner == "agency" else None,
            for_districts=owner in ("district", "both"),
            for_communes=owner in ("commune", "both"),
            published=(),
        )
        days = sorted({self._day() for _ in range(self.random.choice([2, 2, 4]))})
        for start, end in zip(days[::2], days[1::2], strict=False):
            is_open = end == days[-1] and self.random.random() < 0.5
            factories.PublicationFactory(
                procedure=procedure,
                level=self.random.choice(Publication.Level.values),
                published_from=start,
                published_to=None if is_open else end,
            )
        return procedure

    def _decision(self):
        decision = factories.DecisionFactory(
            counts_new_procedures=self.random.random() < 0.5,
            first_month=self.random.choice([Month(2018, 1), Month(2018, 4)]),
            last_month=Month(2018, 12),
        )
        for unit in self.units:
            if self.random.random() < 0.8:
                factories.TargetFactory(
                    decision=decision,
                    unit=unit,
                    minimum_percent=self.random.choice(MINIMUMS[:2] if unit.parent else MINIMUMS),
                )
        return decision

    def _submission(self, unit, month):
        submission = factories.SubmissionFactory(
            unit=unit, month=month, status=self.random.choice(Submission.Status.values)
        )
        Count.objects.bulk_create(
            Count(submission=submission, procedure=procedure, total=total, online=online)
            for procedure in self.procedures
            if self.random.random() < 0.7
            for total, online in [self._figures()]
        )

    def _figures(self):
        total = self.random.choice([0, 0, 1, 2, 5, 20])
        online = self.random.randint(0, total)
        return self.random.choice([(total, online)] * 9 + [(total, None)])
