"""The settings of the portal: one file, read from the environment. README.md lists every variable."""

import contextlib
import datetime
import os
import secrets
import tempfile
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from quota_portal.embedded_postgres import connection_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def required(name: str, cure: str) -> str:
    """The value of an environment variable that has no default; without it the portal does not start."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"The environment variable {name} is missing: {cure}")
    return value


def optional_day(name: str) -> datetime.date | None:
    """The day in an environment variable such as 2018-10-03; None where it is unset."""
    value = env.str(name, default="")
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} must be a date such as 2018-10-03, not {value!r}"
        ) from error


def kept_secret_key(folder: Path) -> str:
    """A secret key made at the first start and kept in `folder`, readable by its owner alone."""
    file = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=folder) as fresh:
        fresh.write(secrets.token_urlsafe(50))
        fresh.flush()
        # Of two first starts at once one makes the key, whole, and both read it.
        with contextlib.suppress(FileExistsError):
            os.link(fresh.name, file)
    return file.read_text()


PORTAL_DATA_DIR = Path(env.str("PORTAL_DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
PORTAL_TODAY = optional_day("PORTAL_TODAY")
PORTAL_PLACE = env.str("PORTAL_PLACE", default="Tỉnh Khánh Hòa")
PORTAL_OWNER = env.str("PORTAL_OWNER", default="Sở Thông tin và Truyền thông tỉnh Khánh Hòa")
PORTAL_URL = env.str("PORTAL_URL", default="http://127.0.0.1:8000/")
PORTAL_CONTACT = env.str("PORTAL_CONTACT", default="")
PORTAL_LICENCE = env.str("PORTAL_LICENCE", default="")
PUBLIC_PAGE = env.bool("PUBLIC_PAGE", default=False)
HAS_OWN_SERVER = bool(env.str("DATABASE_URL", default=""))

DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=HAS_OWN_SERVER)

if HAS_OWN_SERVER:
    DATABASES = {"default": env.db("DATABASE_URL")}
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres://")
    SECRET_KEY = required("SECRET_KEY", "set it to a long random text and keep it.")
    ALLOWED_HOSTS = required(
        "ALLOWED_HOSTS", "set it to the portal's host names, separated by commas."
    ).split(",")
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            **connection_settings(PORTAL_DATA_DIR),
        }
    }
    SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key(PORTAL_DATA_DIR)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

DATABASES["default"]["TEST"] = {"NAME": "test_quota_portal"}
DATABASES["default"]["CONN_MAX_AGE"] = 60
# Compiling a query takes longer than any of the portal's queries runs; and no row is far away on a disk without moving
# parts, so that a few rows of a nation are looked up and not searched for.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options", "-c jit=off -c random_page_cost=1.1"
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "targets",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "quota_portal.admin_site.PortalAdminConfig",
    "allauth",
    "allauth.account",
    "csp",
    "import_export",
    # For the files of its page to try the interface; it has no tables.
    "ninja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A tenth of the bytes on a slow line; Django pads what it compresses against guessing of secrets by length.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "quota_portal.middleware.ChosenLanguageMiddleware",
    "quota_portal.middleware.ErrorsForProgramsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Who changed what, and on which page, for the record that the database keeps.
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "quota_portal.urls"
WSGI_APPLICATION = "quota_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quota_portal.context_processors.frame",
            ],
        },
    }
]

# --- Language, dates and figures -------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["quota_portal.formats"]

# --- Static files ----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = PORTAL_DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = PORTAL_DATA_DIR / "media"

# --- People and sign-in ----------------------------------------------------------------------
AUTH_USER_MODEL = "targets.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "quota_portal.accounts.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# By account, and by address: a whole office may share one.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "30/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# In the database, so that rate limits hold across the workers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Pages of half a megabyte, each asked for by its state of the record (ADR 18); a repair that the record does not
    # know of (rebuild_shares) shows when the minutes are over.
    "drawn": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "drawn",
        "TIMEOUT": 300,
        "OPTIONS": {"MAX_ENTRIES": 50},
    },
}
# Seconds; without it a mail server that is silent holds a page up for minutes.
EMAIL_TIMEOUT = 10
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security --------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Files coming in -------------------------------------------------------------------------
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A folder of a province's units, and more (targets.imports.archives.MOST_FILES).
DATA_UPLOAD_MAX_NUMBER_FILES = 500
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
