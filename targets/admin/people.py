from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from targets.admin.base import ByRole
from targets.models import User


@admin.register(User)
class PersonAdmin(ByRole, UserAdmin):
    list_display = ["username", "full_name", "role", "email", "is_active", "last_login"]
    list_filter = ["role", "is_active", "is_sample"]
    search_fields = ["username", "full_name", "email"]
    ordering = ["username"]
    autocomplete_fields = ["units"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["full_name", "email"]}),
        (_("Rights"), {"fields": ["role", "units", "is_active", "is_staff"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "full_name",
                    "email",
                    "role",
                    "units",
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        ),
    ]
    filter_horizontal = []
