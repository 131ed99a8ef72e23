
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('targets', '0009_deliveries'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='The software that uses it, and where it runs.', max_length=60, verbose_name='name')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('write_counts', "Enter the unit's figures"), ('read_unit', "Read the unit's months and standing"), ('read_league', 'Read the league tables')], max_length=20), size=None, verbose_name='scopes')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('expires_on', models.DateField(help_text='The last day on which it works.', verbose_name='expires on')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='last used at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('person', models.ForeignKey(help_text='The officer who counts as the one who enters the figures.', on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='revoked by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to='targets.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'access token',
                'verbose_name_plural': 'access tokens',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ApiCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('called_at', models.DateTimeField(verbose_name='called at')),
                ('method', models.CharField(max_length=10, verbose_name='method')),
                ('path', models.CharField(max_length=300, verbose_name='path')),
                ('status', models.PositiveSmallIntegerField(verbose_name='status')),
                ('address', models.CharField(blank=True, max_length=45, verbose_name='address')),
                ('rows', models.PositiveIntegerField(null=True, verbose_name='rows')),
                ('new', models.PositiveIntegerField(null=True, verbose_name='new')),
                ('changed', models.PositiveIntegerField(null=True, verbose_name='changed')),
                ('token', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='targets.apitoken', verbose_name='access token')),
            ],
            options={
                'verbose_name': 'call',
                'verbose_name_plural': 'calls',
                'ordering': ['-called_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PushKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, verbose_name='key')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('used_at', models.DateTimeField(verbose_name='used at')),
                ('answer', models.JSONField(null=True, verbose_name='answer')),
                ('token', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='targets.apitoken', verbose_name='access token')),
            ],
            options={
                'verbose_name': 'key of a push',
                'verbose_name_plural': 'keys of pushes',
            },
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('unit', 'label'), name='api_token_label_once_for_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['write_counts', 'read_unit', 'read_league']), ('scopes__len__gt', 0)), name='api_token_has_known_scopes'),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='api_token_revoked_says_by_whom'),
        ),
        migrations.AddIndex(
            model_name='apicall',
            index=models.Index(fields=['token', 'called_at'], name='api_call_by_token_and_time'),
        ),
        migrations.AddConstraint(
            model_name='pushkey',
            constraint=models.UniqueConstraint(fields=('token', 'key'), name='push_key_once_for_a_token'),
        ),
    ]
