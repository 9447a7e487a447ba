"""Makes the database and the campaign: run by the alternative's own Python."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"

import django

django.setup()

from campaign.models import CampaignPage, Helpline, Partner, Video  # noqa: E402
from django.core.management import call_command  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

SENTENCE = "Somebody who listens, without advice and without haste, is a help already. "
PARAGRAPHS, VIDEOS, PARTNERS, HELPLINES = 14, 10, 4, 6

call_command("makemigrations", "campaign", verbosity=0)
call_command("migrate", verbosity=0)
root = Page.objects.get(depth=1)
page = CampaignPage(title="October", slug="october", body=f"<p>{SENTENCE * 5}</p>" * PARAGRAPHS)
for kind, count in ((Video, VIDEOS), (Partner, PARTNERS), (Helpline, HELPLINES)):
    rows = [
        kind(title=f"Listening {number}", text=SENTENCE * 2, address="https://example.org/")
        for number in range(count)
    ]
    setattr(page, f"{kind.__name__.lower()}s", rows)
root.add_child(instance=page)
Site.objects.update(root_page=page)
