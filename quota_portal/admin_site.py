"""Django's admin under the portal's name."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalAdminSite(AdminSite):
    site_title = site_header = _("Portal administration")
    enable_nav_sidebar = False
    index_title = _("Decisions, units, procedures, figures and people")


class PortalAdminConfig(AdminConfig):
    default_site = "quota_portal.admin_site.PortalAdminSite"
