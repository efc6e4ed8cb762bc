"""Staff may hold the role of support."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_organisation_profiles")]

    operations = [
        migrations.AlterField(
            model_name="staffrole",
            name="role",
            field=models.CharField(
                choices=[
                    ("officer", "Officer"),
                    ("assessor", "Assessor"),
                    ("decider", "Decider"),
                    ("registrar", "Registrar"),
                    ("editor", "Editor"),
                    ("support", "Support"),
                ],
                max_length=12,
            ),
        ),
    ]
