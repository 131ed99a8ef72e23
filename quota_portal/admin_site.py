"""Django's admin under the portal's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite, site
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    site_title = site_header = _("Portal administration")
    enable_nav_sidebar = False
    index_title = _("Decisions, units, procedures, figures and people")

    def has_permission(self, request: HttpRequest) -> bool:
        # Imported late: Django reads this module before there are models.
        from targets.permissions import can_enter_administration

        return request.user.is_authenticated and can_enter_administration(request.user)

    def admin_view(
        self, view: Callable[..., HttpResponse], cacheable: bool = False
    ) -> Callable[..., HttpResponse]:
        """The page; for whoever may not see it, it does not exist (rulings)."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            try:
                return guarded(request, *args, **kwargs)
            except PermissionDenied as denied:
                raise Http404 from denied

        return page


class PortalAdminConfig(AdminConfig):
    default_site = "quota_portal.admin_site.PortalAdminSite"

    def ready(self) -> None:
        super().ready()
        # What a person may do follows from the role, and the address stands with the person: a second list of either
        # would only contradict the first.
        for label in ("auth.Group", "account.EmailAddress"):
            site.unregister(apps.get_model(label))
