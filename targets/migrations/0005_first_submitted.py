"""What was submitted before this version was submitted first when it was submitted last."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    submissions = apps.get_model("targets", "Submission").objects
    submissions.filter(submitted_at__isnull=False).update(first_submitted_at=F("submitted_at"))
    submissions.filter(status="accepted").update(accepted_at=F("submitted_at"))
    submissions.filter(status="returned").update(returned_at=F("saved_at"), return_reason="–")


class Migration(migrations.Migration):
    dependencies = [("targets", "0004_reporting_month")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
