from django.db import migrations

import partners.codes


def sort_markets(apps, _schema):
    for item in apps.get_model("campaigns", "CampaignItem").objects.exclude(markets=""):
        item.save(update_fields=["markets"])


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="campaignitem",
            name="markets",
            field=partners.codes.MarketsField(verbose_name="markets"),
        ),
        migrations.RunPython(sort_markets, migrations.RunPython.noop),
    ]
