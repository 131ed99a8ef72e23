from django.contrib import admin

from targets.admin.base import TableAdmin
from targets.admin.resources import UnitResource
from targets.models import Unit


@admin.register(Unit)
class UnitAdmin(TableAdmin):
    resource_classes = [UnitResource]
    list_display = ["code", "name", "kind", "parent", "valid_from", "valid_to"]
    list_filter = ["kind", ("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["code", "name"]
