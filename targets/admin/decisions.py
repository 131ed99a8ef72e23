from django.contrib import admin

from targets.admin.base import ByRole
from targets.models import Clause, Decision, Target


class ClauseInline(admin.StackedInline):
    model = Clause
    extra = 0


@admin.register(Decision)
class DecisionAdmin(ByRole):
    list_display = ["number", "title", "issued_on", "first_month", "last_month"]
    inlines = [ClauseInline]


@admin.register(Target)
class TargetAdmin(ByRole):
    list_display = ["unit", "decision", "clause", "minimum_percent"]
    list_filter = ["decision", "clause"]
    list_select_related = ["unit", "decision"]
    search_fields = ["unit__code", "unit__name"]
