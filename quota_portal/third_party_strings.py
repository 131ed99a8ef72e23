"""What libraries say to our readers: allauth and import-export ship no Vietnamese, so our catalogue does.

Never called: `makemessages` reads it, and gettext finds the translation under the same English text.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

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
DJANGO = (
    _("Show counts"),
    _("Hide counts"),
    _("Enter a valid email address."),
    _("Skip to main content"),
    _("Breadcrumbs"),
    _("Select all objects on this page for an action"),
    _("Select this object for an action - {}"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("Error:"),
    _("Added:"),
    _("Changed:"),
    _("Deleted:"),
    _("View selected %(model)s"),
    _("Set password"),
    _("Reset password"),
    _("Set password: %s"),
    _("Enabled"),
    _("Disabled"),
    _("Password-based authentication"),
    _("Password-based authentication was disabled."),
    _("Disable password-based authentication"),
    _("Enable password-based authentication"),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Enable password-based authentication for this user by setting a password."),
    _(
        "Whether the user will be able to authenticate using a password or not. If "
        "disabled, they may still be able to authenticate using other backends, such as "
        "Single Sign-On or LDAP."
    ),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: light)"),
    _("Toggle theme (current theme: dark)"),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)

# How the description of the interface calls its answers and what they hold.
NINJA = (
    _("OK"),
    _("Bad Request"),
    _("Unauthorized"),
    _("Forbidden"),
    _("Not Found"),
    _("Conflict"),
    _("Request Entity Too Large"),
    _("Unprocessable Entity"),
    _("Too Many Requests"),
    _("Why a call was refused."),
    _("What is wrong at one place of what was sent."),
    _("Why nothing was stored: all that is wrong, at its place."),
    _("The dossiers of one procedure in the month."),
    _("What a push did, or in a trial run would do."),
    _("What is stored for one procedure; null is not known yet."),
    _("A unit's month as it stands."),
    _("A procedure whose dossiers the unit counts in the month."),
    _("A decision that gives units their minimum shares."),
    _("One unit under a decision over a span, as `compliance --format json` gives it."),
    _("The decision, the span, and a record for each unit."),
)
