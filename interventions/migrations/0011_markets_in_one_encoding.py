from django.db import migrations, models

import partners.codes


def copy_markets(apps, _schema):
    for row in apps.get_model("interventions", "Intervention").objects.all():
        row.markets = row.markets_as_json
        row.save(update_fields=["markets"])


class Migration(migrations.Migration):
    dependencies = [("interventions", "0010_offers_replace_guides_and_series")]

    operations = [
        migrations.RemoveConstraint("intervention", "one_intervention_per_answer"),
        migrations.RenameField("intervention", "markets", "markets_as_json"),
        migrations.AddField(
            model_name="intervention",
            name="markets",
            field=partners.codes.MarketsField(default="", verbose_name="markets"),
            preserve_default=False,
        ),
        migrations.RunPython(copy_markets),
        migrations.RemoveField("intervention", "markets_as_json"),
        migrations.AddConstraint(
            model_name="intervention",
            constraint=models.UniqueConstraint(
                fields=("topic", "response", "markets"),
                name="one_intervention_per_answer",
                violation_error_message="This topic has an intervention for this response.",
            ),
        ),
    ]
