"""What libraries say to our readers: allauth and import-export ship no Vietnamese, so our catalogue does.

Never called: `makemessages` reads it, and gettext finds the translation under the same English text.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

ALLAUTH = (
    _("Username"),
    _("Username or email"),
    pgettext_lazy("field label", "Login"),
    _("Password"),
    _("Password (again)"),
    _("Remember Me"),
    _("Forgot your password?"),
    _("Email"),
    _("Email address"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("You must type the same password each time."),
    _("Please type your current password."),
    _("The username and/or password you specified are not correct."),
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("This account is currently inactive."),
    _("Incorrect password."),
    _("The email address is not assigned to any user account."),
    _("The password reset token was invalid."),
    _("Be patient, you are sending too many requests."),
    _("Password successfully changed."),
    _("Sign Out"),
    _("Are you sure you want to sign out?"),
    _("Change Password"),
    _("Confirm"),
    _("Confirm Access"),
    _("Please reauthenticate to safeguard your account."),
    _("Enter your password:"),
    _("Cancel"),
)

IMPORT_EXPORT = (
    _("Import"),
    _("Export"),
    _("Confirm import"),
    _("Submit"),
    _("Format"),
    _("Resource"),
    _("File to import"),
    _(
        "Below is a preview of data to be imported. "
        "If you are satisfied with the results, click 'Confirm import'"
    ),
    _("This importer will import the following fields: "),
    _("This exporter will export the following fields: "),
    _("Import finished: {} new, {} updated, {} deleted and {} skipped {}."),
)

# Django's own Vietnamese lacks these, or says less.
DJANGO = (_("Show counts"), _("Hide counts"), _("Enter a valid email address."))
