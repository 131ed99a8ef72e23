"""Bring people in: an account is made for a person, who chooses the password himself."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from targets.models import User


def invite(*, person: User, request: HttpRequest) -> None:
    """Send the person a link with which he chooses his password, once what made the account is stored."""
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    path = reverse("account_reset_password_from_key", args=key.split("-", 1))
    context = {"person": person, "address": request.build_absolute_uri(path)}
    subject = render_to_string("targets/letters/invitation_subject.txt", context).strip()
    text = render_to_string("targets/letters/invitation.txt", context)
    transaction.on_commit(lambda: send_mail(subject, text, None, [person.email]))
