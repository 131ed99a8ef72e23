from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("targets", "0005_first_submitted")]

    operations = [
        migrations.RemoveConstraint(
            model_name='submission',
            name='submission_counting_has_submitted_at',
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['submitted', 'accepted']), _negated=True), models.Q(('first_submitted_at__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='submission_counting_has_submitted_at'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'returned'), _negated=True), models.Q(('returned_at__isnull', False), models.Q(('return_reason', ''), _negated=True)), _connector='OR'), name='submission_returned_says_when_and_why'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', False), ('status', 'accepted')), models.Q(models.Q(('status', 'accepted'), _negated=True), ('accepted_at', None)), _connector='OR'), name='submission_accepted_says_when'),
        ),
    ]
