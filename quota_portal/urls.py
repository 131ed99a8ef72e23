"""The addresses of the portal: its frame here, the pages of `targets` and of `reporting` in their own lists."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from quota_portal import views
from quota_portal.api import api

urlpatterns = [
    # One sign-in for everyone, with its rate limits, also for the administration.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", admin.site.urls),
    path("accounts/", include("quota_portal.account_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("healthz", views.healthz, name="healthz"),
    path("help/", views.help_page, name="help"),
    path("api/v1/", api.urls),
    path("", include("targets.urls")),
    path("", include("reporting.urls")),
]
