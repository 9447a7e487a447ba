"""What the server processes call."""

import os
import sys

import django
from django.conf import settings

from cms.database import while_serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

BOOT_ERROR = 3
"""By this code gunicorn knows that starting again would not help, and stops."""

settings.DATABASES["default"] = while_serving(settings.DATABASES["default"])
django.setup(set_prefix=False)

# Models can only be imported once the apps are ready.
from cms.desk.content.presence import save_presences  # noqa: E402
from cms.publishing import catalog  # noqa: E402
from cms.publishing.reserve import keep_reserve  # noqa: E402
from interventions.rulesets import ruleset  # noqa: E402
from partners.production import untried_sentence  # noqa: E402
from partners.reporting import save_reports  # noqa: E402
from public.handler import Handler  # noqa: E402
from public.search.index import keep_ready  # noqa: E402

application = Handler()

catalog.start(ruleset, chores=[save_reports, save_presences, keep_ready, keep_reserve])
if not settings.DEMO and (sentence := untried_sentence(catalog.current())):
    sys.stderr.write(f"{sentence}\n")
    sys.exit(BOOT_ERROR)
