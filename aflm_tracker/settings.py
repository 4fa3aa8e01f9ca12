"""Settings, in titled sections. Everything that differs between sites comes from the environment.

With nothing set, the site is local: it answers this machine only, keeps its data under var/, and needs no
secret from anybody. As soon as DEBUG is switched off by name, or ALLOWED_HOSTS lets the network in, it is a
real site, and unsafe settings are refused in one sentence.
"""

import os
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from aflm_tracker.environment import kept_secret, read_files, refuse_unsafe

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "var"

read_files(os.environ)
env = environ.Env()

# --- Where it runs -----------------------------------------------------------------------------------------
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK)
IS_LOCAL = DEBUG or ("DEBUG" not in os.environ and set(ALLOWED_HOSTS) <= {*LOOPBACK, "testserver"})
HTTPS = env.bool("HTTPS", default=not IS_LOCAL)
SECRET_KEY = env.str("SECRET_KEY", default="") or (kept_secret(DATA_DIR / "secret_key") if IS_LOCAL else "")
if not IS_LOCAL:
    refuse_unsafe(secret_key=SECRET_KEY, allowed_hosts=ALLOWED_HOSTS, https=HTTPS)

# --- What it is made of ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "recommendations",
    "recommendations.admin.apps.SecretariatAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "recommendations.middleware.ContentSecurityPolicy",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "recommendations.middleware.WholeBody",
    "recommendations.middleware.RequestId",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "recommendations.middleware.PersonalLanguageAndTime",
    "recommendations.middleware.NoNul",
    "recommendations.middleware.Busy",
]
ROOT_URLCONF = "aflm_tracker.urls"
WSGI_APPLICATION = "aflm_tracker.wsgi.application"
FORM_RENDERER = "recommendations.forms.renderer.Renderer"
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
                "recommendations.views.context.frame",
            ],
        },
    },
]

# --- Data --------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'aflm.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    if IS_LOCAL:
        DATA_DIR.mkdir(exist_ok=True)
elif not IS_LOCAL:
    # Four processes with 32 threads each outrun the server's 100 connections.
    _database["OPTIONS"] = _database.get("OPTIONS", {}) | {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# The limits of sign-in live in the cache: in the database, or each process would count alone.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"},
}

# --- Files -------------------------------------------------------------------------------------------------
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(DATA_DIR / "media"))
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))
WHITENOISE_USE_FINDERS = IS_LOCAL
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"
        if IS_LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", default=10 * 1024 * 1024)
# What the evidence of one country may take in all, every version counted.
EVIDENCE_QUOTA_BYTES = env.int("EVIDENCE_QUOTA_BYTES", default=2 * 1024 * 1024 * 1024)
REVIEW_DAYS = env.int("REVIEW_DAYS", default=30)  # what a receipt says: by when the reviewers mean to decide
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Fifty long activities in Lao or Khmer: nine bytes a letter on their way here. Files are counted apart.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# --- People ------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "recommendations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "recommendations.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "recommendations.forms.account.LoginForm",
    "reauthenticate": "recommendations.forms.account.ReauthenticateForm",
    "add_email": "recommendations.forms.account.AddEmailForm",
    "change_password": "recommendations.forms.account.ChangePasswordForm",
    "set_password": "recommendations.forms.account.SetPasswordForm",
    "reset_password": "recommendations.forms.account.ResetPasswordForm",
    "reset_password_from_key": "recommendations.forms.account.ResetPasswordKeyForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# A ministry shares one address: the limit for an address is wide, the one for an account narrow.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,300/h/ip"}
# So many proxies add an address to X-Forwarded-For. Counted by the proxy's own, one stranger would lock everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXIES", default=0 if IS_LOCAL else 1)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "recommendations.forms.account.AuthenticateForm",
    "reauthenticate": "recommendations.forms.account.ReauthenticateByCodeForm",
    "activate_totp": "recommendations.forms.account.ActivateTOTPForm",
}

# --- Sessions and the browser ------------------------------------------------------------------------------
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "recommendations.views.kept.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# Whether other hosts below this one, and browsers' own lists, come under HTTPS too is for the domain's owner.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
# No inline style or script, nothing from elsewhere; data: pictures only for the second factor's code.
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

# --- Language and time -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "recommendations" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "aflm_tracker.formats"

# --- Mail --------------------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="AFML tracker <no-reply@localhost>")
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")  # how links in mails begin

# --- What the process says ---------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
