from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0011_release_notes'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='release',
            name='note',
        ),
    ]
