"""Settings. What differs between machines is read from the environment, by cms.env."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy

from cms import database, env, markets

BASE_DIR = Path(__file__).resolve().parent.parent

# How this process is used

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
# The demonstration is answered on the reader's own machine, where there is no certificate.
HTTPS = env.flag("HTTPS", default=not (DEBUG or DEMO))
DATA_DIR = env.folder("WELLSPRING_DATA", BASE_DIR / "data")
# `make run` keeps a key for its demonstration.
SECRET_KEY = env.secret_key(debug=DEBUG, kept=DATA_DIR / "secret-key" if DEMO else None)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG or DEMO else None)
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "")
# Of each process that serves: gunicorn.conf.py makes them, public/door.py shares them out.
THREADS = env.whole_number("THREADS", 128, least=1)
# The header in which a content delivery network tells the visitor's country. Anyone can send
# any header, so it stays empty unless such a network is in front of every request.
COUNTRY_HEADER = env.header("COUNTRY_HEADER")

# With it a search service fetches the term bundle, and checks that it comes from here. Unset:
# there is no bundle.
TERMS_TOKEN = env.text("TERMS_TOKEN", "")

# The sites whose pages may ask the API from the browser. Unset: none but our own.
API_ORIGINS = env.origins("API_ORIGINS")

# Whom to tell of a weakness: an address of mail or of a page. Unset: no security.txt.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "")

# What "Who we are" says: who runs the site, and an address of mail or of a page. Unset: it says
# that neither is known yet.
OPERATOR = env.text("OPERATOR", "")
CONTACT = env.text("CONTACT", "")

# Where things are kept

SNAPSHOT_DIR = env.folder("SNAPSHOT_DIR", DATA_DIR / "snapshot")
DRAFT_MEDIA_DIR = DATA_DIR / "media" / "drafts"
PUBLISHED_MEDIA_DIR = DATA_DIR / "media" / "published"
MEDIA_ROOT = DRAFT_MEDIA_DIR

DATABASES = {
    "default": database.configuration(
        env.url(
            "DATABASE_URL",
            f"sqlite://{DATA_DIR / 'wellspring.sqlite3'}",
            schemes=database.SCHEMES,
        )
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Only sign-in limits are kept in the cache, and they must count alike in every process and on
# every machine; pages and queries are never put there.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sign_in_limits",
    }
}

# What it is made of

INSTALLED_APPS = [
    # Must come before the admin, whose model admins it patches.
    "modeltranslation",
    "cms.desk.admin_config.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_prose_editor",
    "ninja",
    "public",
    "interventions",
    "campaigns",
    "guides",
    "partners",
    "cms.operations",
    "cms.desk",
    "cms.translations",
    "cms.library",
    "cms.publishing",
]

MIDDLEWARE = [
    "public.middleware.HeadersMiddleware",
    # Foreign hosts and large bodies come no further.
    "public.door.DoorMiddleware",
    "public.cross_origin.CrossOriginMiddleware",
    # Pages known from memory are answered here, and nothing below runs.
    "public.pages.PublicPagesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    # From here on, for staff only: a public answer touches no session and sets no cookie.
    "public.middleware.StaffContentSecurityMiddleware",
    "public.middleware.StaffSessionMiddleware",
    "public.middleware.StaffLocaleMiddleware",
    "public.middleware.StaffCsrfMiddleware",
    "public.middleware.StaffAuthenticationMiddleware",
    "cms.desk.signin.second_factor.SecondFactorMiddleware",
    "public.middleware.StaffMessageMiddleware",
    "public.middleware.StaffTextMiddleware",
    # Asked for under this very name by allauth; it reads no session and sets no cookie.
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "public.middleware.ApiHeadMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

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
                "csp.context_processors.nonce",
                "public.context.public_page",
            ]
        },
    }
]

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("vi", "Tiếng Việt"),
    ("id", "Bahasa Indonesia"),
    ("ar", "العربية"),
]
MARKETS = markets.MARKETS
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# A missing translation stays visibly missing; only the public site decides what stands in.
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)
MODELTRANSLATION_ENABLE_FALLBACKS = False

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Signing in

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("admin:index")
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_ADAPTER = "cms.desk.signin.adapter.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# For a working day, as SESSION_COOKIE_AGE says, and without a box to tick.
ACCOUNT_SESSION_REMEMBER = True
# The visitor's address is the proxy's unless the proxies in front are counted.
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole_number("TRUSTED_PROXY_COUNT", 0)
# The key is one account tried from one address: see cms.desk.signin.adapter.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/15m/key,100/15m/ip",
    # Whoever finds a desk left open guesses no longer at its password.
    "change_password": "10/15m/user",
    "reauthenticate": "10/15m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wellspring"
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", default=not (DEBUG or DEMO))

# Single sign-on by OpenID Connect, for accounts an administrator made with the same e-mail address.
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL", "")
if OIDC_SERVER_URL:
    SINGLE_SIGN_ON = {
        "provider_id": "sso",
        "name": env.text("OIDC_NAME", "Single sign-on"),
        "client_id": env.text("OIDC_CLIENT_ID"),
        "secret": env.text("OIDC_SECRET"),
        "settings": {"server_url": OIDC_SERVER_URL},
    }
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [SINGLE_SIGN_ON]}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# By a plain link: a form that is sent on to the issuer breaks the form-action of the policy below.
SOCIALACCOUNT_LOGIN_ON_GET = True

# Safety on the wire

SECURE_SSL_REDIRECT = HTTPS
# A load balancer asks for health over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if env.flag("TRUST_FORWARDED_PROTO"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# So named, a browser takes them from this very host only, and over HTTPS.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
# In the session: a cookie of messages would be one more.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", "")
# For browsers too old for the frame-ancestors of the policy below.
X_FRAME_OPTIONS = "DENY"
# Looks for Django's CSRF middleware by its name, and does not see that ours is a subclass.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
    }
}

# Term lists are the largest uploads: 100,000 rows are below 10 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# No mail server, no mail: an administrator resets a forgotten password.
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"

# A person's query must never reach a log, so neither paths, query strings and bodies, nor the
# messages of exceptions are written, and nothing is mailed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_path": {"()": "cms.logs.WithoutPath"}},
    "formatters": {
        "private": {
            "()": "cms.logs.PrivateFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_path"],
            "formatter": "private",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Answers below 500 are nobody's fault that a log could help to mend.
        "django.request": {"level": "ERROR"},
        # The development server's own access log.
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
