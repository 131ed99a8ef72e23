"""What the admin's pages have in common: permissions by role, and tables in and out by way of the actions."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm
from import_export.results import Result

from targets import permissions
from targets.admin.formats import EXPORT_FORMATS, IMPORT_FORMATS
from targets.admin.plain_field import PLAIN_TEXT


class ByRole(admin.ModelAdmin):
    """Administrators do everything here; the others what a subclass grants them."""

    formfield_overrides = PLAIN_TEXT

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_administer(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_administer(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_administer(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_administer(request.user)

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        """404, as everywhere, where Django would lead to the index and say what is missing."""
        raise Http404


class ReadOnly(ByRole):
    """Shown and never edited by hand: what is entered goes through the forms and the files."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class TableAdmin(ImportExportMixin, ByRole):
    """Upload and download by import-export's screens; the rows take our own path through `targets.actions`."""

    import_template_name = "admin/table_import.html"
    export_form_class = ExportForm
    skip_admin_log = True
    resource_class: type

    def get_import_formats(self) -> Sequence[type]:
        return IMPORT_FORMATS

    def get_export_formats(self) -> Sequence[type]:
        return EXPORT_FORMATS

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        return {"user": request.user, "portal": request.build_absolute_uri("/")}

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Back to the list; or to the screen, where the file was stored before, or is faulty by now."""
        if result.has_validation_errors():
            messages.error(
                request,
                _(
                    "Nothing was stored now: the file is stored already, or has faults by now. "
                    "Send it again to see."
                ),
            )
            return redirect(request.path.replace("process_import", "import"))
        return super().process_result(result, request)

    def generate_log_entries(self, result: Result, request: HttpRequest) -> None:
        """Nothing: the admin's log would repeat, row by row, what the submissions themselves say."""
