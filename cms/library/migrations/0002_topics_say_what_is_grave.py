from typing import Any

from django.db import migrations, models

GRAVE = ("suicide", "self_harm", "eating_disorder")


def mark_those_that_the_program_knew(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("library", "Topic").objects.filter(key__in=GRAVE).update(is_grave=True)


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="is_grave",
            field=models.BooleanField(
                default=False,
                help_text="Where wrong words do most harm. What is about it is checked for amounts, a line of hope and content notices, and covered in searches that may be about harm.",
                verbose_name="grave",
            ),
        ),
        migrations.RunPython(mark_those_that_the_program_knew, migrations.RunPython.noop),
    ]
