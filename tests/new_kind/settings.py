"""The product's settings with one app more, which lies in the folder NEW_KIND."""

import os
import sys
from pathlib import Path

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS, TEMPLATES

FOLDER = Path(os.environ["NEW_KIND"])
sys.path.insert(0, str(FOLDER))

# Above the apps that it uses, as any kind of content.
INSTALLED_APPS.insert(INSTALLED_APPS.index("guides"), "recipes")
TEMPLATES[0]["DIRS"].append(FOLDER / "templates")  # type: ignore[attr-defined]
ROOT_URLCONF = "tests.new_kind.urls"
