from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('interventions', '0009_offers_in_order'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='intervention',
            name='guides',
        ),
        migrations.RemoveField(
            model_name='intervention',
            name='series',
        ),
    ]
