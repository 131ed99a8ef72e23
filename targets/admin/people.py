from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targets.actions.people import invite
from targets.admin.base import TableAdmin
from targets.admin.resources import PersonResource
from targets.models import User


class InvitationForm(forms.ModelForm):
    """A new person; the password is chosen by himself, by way of a letter."""

    email = forms.EmailField(label=gettext_lazy("Email address"))

    class Meta:
        model = User
        fields = ["username", "full_name", "email", "role", "units", "is_staff"]


@admin.register(User)
class PersonAdmin(TableAdmin, UserAdmin):
    resource_classes = [PersonResource]
    add_form = InvitationForm
    add_form_template = "admin/change_form.html"
    list_display = ["username", "full_name", "role", "email", "is_active", "last_login"]
    list_filter = ["role", "is_active", "is_sample"]
    search_fields = ["username", "full_name", "email"]
    ordering = ["username"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (gettext_lazy("Person"), {"fields": ["full_name", "email"]}),
        (gettext_lazy("Rights"), {"fields": ["role", "units", "is_active", "is_staff"]}),
        (gettext_lazy("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": InvitationForm.Meta.fields})]
    readonly_fields = ["last_login", "date_joined"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who entered figures is named by them for good: a person is made inactive, never deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            invite(person=obj, portal=request.build_absolute_uri("/"))
            messages.info(
                request, _("A letter with a link to choose a password goes to %s.") % obj.email
            )
