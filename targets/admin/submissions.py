from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from targets import permissions
from targets.admin.base import ReadOnly, TableAdmin
from targets.admin.resources import CountResource
from targets.models import Count, Submission, Upload


class CountInline(admin.TabularInline):
    model = Count
    extra = 0
    can_delete = False
    fields = ["procedure", "total", "online"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Count]:
        return super().get_queryset(request).select_related("procedure", "submission__unit")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Submission)
class SubmissionAdmin(ReadOnly):
    """Submissions change on the monthly form and by files, where their rules are kept; here they are looked at."""

    list_display = ["unit", "month", "status", "submitted_at", "submitted_by", "is_sample"]
    list_filter = [
        "status",
        ("month", admin.AllValuesFieldListFilter),
        "unit__kind",
        "is_sample",
    ]
    list_select_related = ["unit", "submitted_by"]
    search_fields = ["unit__code", "unit__name"]
    inlines = [CountInline]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_upload(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        return (
            super().get_queryset(request).filter(unit__in=permissions.visible_units(request.user))
        )


@admin.register(Count)
class CountAdmin(ReadOnly, TableAdmin):
    """The counts themselves: up and down as a file, by whoever may enter figures, of his own units."""

    resource_classes = [CountResource]
    list_display = ["unit", "month", "procedure_code", "total", "online"]
    list_filter = [
        ("submission__month", admin.AllValuesFieldListFilter),
        "submission__unit__kind",
    ]
    list_select_related = ["submission__unit", "procedure"]
    search_fields = ["submission__unit__code", "submission__unit__name", "procedure__code"]
    show_full_result_count = False

    @admin.display(description=Submission._meta.get_field("unit").verbose_name)
    def unit(self, count: Count) -> str:
        return str(count.submission.unit)

    @admin.display(description=Submission._meta.get_field("month").verbose_name)
    def month(self, count: Count) -> str:
        return str(count.submission.month)

    @admin.display(description=Count._meta.get_field("procedure").verbose_name)
    def procedure_code(self, count: Count) -> str:
        return count.procedure.code

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_upload(request.user)

    def has_import_permission(self, request: HttpRequest) -> bool:
        return permissions.can_upload(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Count]:
        seen = permissions.visible_units(request.user)
        return super().get_queryset(request).filter(submission__unit__in=seen)


@admin.register(Upload)
class UploadAdmin(ReadOnly):
    list_display = [
        "name",
        "uploaded_at",
        "uploaded_by",
        "stored_at",
        "rows",
        "new",
        "changed",
        "undone_at",
    ]
    exclude = ["content"]
    list_select_related = ["uploaded_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        return super().get_queryset(request).defer("content")
