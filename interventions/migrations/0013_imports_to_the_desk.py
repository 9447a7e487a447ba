from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stay as they are, under new names: the desk's own migration takes them over."""

    dependencies = [("interventions", "0012_restricted_lists")]

    operations = [
        migrations.RenameField("fileimport", "sort", "kind_name"),
        migrations.AlterField("fileimport", "kind_name", models.CharField("what", max_length=40)),
        migrations.AlterModelTable("fileimport", "desk_fileimport"),
        migrations.AlterModelTable("importbatch", "desk_importbatch"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("ImportBatch"),
                migrations.DeleteModel("FileImport"),
            ]
        ),
    ]
