import cms.desk.imports.kinds
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('interventions', '0013_imports_to_the_desk'),
        ('desk', '0004_access_change'),
        ('publishing', '0004_changes_keep_their_document'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The tables are there: interventions.0013 gave them these names.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='FileImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind_name', models.CharField(choices=cms.desk.imports.kinds.choices, max_length=40, verbose_name='what')),
                        ('name', models.CharField(max_length=200, verbose_name='file')),
                        ('state', models.CharField(choices=[('refused', 'to be mended'), ('staged', 'waiting to be applied'), ('applied', 'applied'), ('undone', 'undone'), ('discarded', 'discarded')], max_length=9, verbose_name='state')),
                        ('is_replacing', models.BooleanField(default=False, help_text='Rows of the same lists that the file does not have are removed.', verbose_name='replace')),
                        ('counts', models.JSONField(default=dict)),
                        ('tokens', models.JSONField(default=dict)),
                        ('findings', models.JSONField(default=list)),
                        ('finding_counts', models.JSONField(default=dict)),
                        ('answers', models.JSONField(null=True)),
                        ('takes_conflicts', models.BooleanField(default=False)),
                        ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='read')),
                        ('applied_at', models.DateTimeField(null=True, verbose_name='applied')),
                        ('undone_at', models.DateTimeField(null=True, verbose_name='undone')),
                        ('applied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('release', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='publishing.release')),
                        ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'import',
                        'verbose_name_plural': 'imports',
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ImportBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('status', models.CharField(max_length=8)),
                        ('place', models.CharField(max_length=120)),
                        ('size', models.PositiveIntegerField()),
                        ('payload', models.BinaryField()),
                        ('file_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='batches', to='desk.fileimport')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(fields=['file_import', 'status', 'place'], name='batch_by_status')],
                    },
                ),
            ]
        ),
    ]
