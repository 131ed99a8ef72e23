from django.contrib import admin

from targets.admin.base import TableAdmin
from targets.admin.plain_field import PLAIN_TEXT
from targets.admin.resources import ProcedureResource
from targets.models import Procedure, Publication


class PublicationInline(admin.StackedInline):
    model = Publication
    extra = 0
    formfield_overrides = PLAIN_TEXT
    fields = ["level", "published_from", "published_to", "published_by", "is_sample"]


@admin.register(Procedure)
class ProcedureAdmin(TableAdmin):
    resource_classes = [ProcedureResource]
    list_display = ["code", "name", "field", "agency", "for_districts", "for_communes"]
    list_filter = ["for_districts", "for_communes", ("agency", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["agency"]
    search_fields = ["code", "name"]
    inlines = [PublicationInline]
