"""What the choices of a scoring rule are called, and what is wrong with one, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from reporting.scoring_rule import MOST_DECIMALS, Basis, Order, Problem, Ties

BASIS_LABELS = {
    Basis.PROPORTIONAL: _("In proportion to attainment, up to the minimum"),
    Basis.STEPS: _("By steps of attainment"),
    Basis.FULL_SHARE: _("In proportion to the share, up to a share that earns full points"),
}

ORDER_LABELS = {
    Order.ATTAINMENT: _("Attainment (the share over the unit's own minimum)"),
    Order.SHARE: _("Share"),
    Order.POINTS: _("Points, as they are rounded"),
}

# The same as a column's heading or within a sentence has it.
ORDER_NAMES = {
    Order.ATTAINMENT: _("attainment"),
    Order.SHARE: _("share"),
    Order.POINTS: _("points"),
}

TIES_LABELS = {
    Ties.SHARED: _("They share a rank, and the next ranks are left out: 1, 2, 2, 4"),
    Ties.DENSE: _("They share a rank, and the next one follows at once: 1, 2, 2, 3"),
    Ties.MORE_DOSSIERS: _("The one with more dossiers comes first; with equally many they share"),
}

PROBLEM_WORDS = {
    Problem.MAXIMUM: _("The maximum is a number above 0."),
    Problem.MAXIMUM_DECIMALS: _(
        "The maximum has more decimals than points are rounded to: full points could not be written."
    ),
    Problem.FULL_SHARE: _("The share that earns full points is above 0 and at most 100 percent."),
    Problem.NO_STEPS: _("Points by steps need at least one step."),
    Problem.STEPS_ORDER: _(
        "A higher attainment earns more points, none of them is below 0, and no attainment stands twice."
    ),
    Problem.STEPS_ABOVE_MAXIMUM: _("A step earns more than the maximum."),
    Problem.DEDUCTION: _("What is taken off is 0 or more."),
    Problem.DECIMALS: _("Points are rounded to at most %(most)s decimals."),
    Problem.NO_CLASSES: _("The rule needs at least one class."),
    Problem.CLASSES_ORDER: _("No two classes begin at the same points, and none below 0."),
    Problem.CLASS_NAMES: _("Each class has a name of its own."),
    Problem.LAST_CLASS: _("The lowest class begins at 0, so that every unit has a class."),
    Problem.CLASS_ABOVE_MAXIMUM: _("A class begins above the maximum: no unit could reach it."),
    Problem.LEAST_DOSSIERS: _("The smallest number of dossiers is 1 or more."),
}


def problem_words(problem: Problem) -> str:
    """What is wrong with a rule, in words."""
    return str(PROBLEM_WORDS[problem]) % {"most": MOST_DECIMALS}
