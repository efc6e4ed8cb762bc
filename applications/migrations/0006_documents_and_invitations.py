from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def number_documents(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now a submitted version's number was its document's; letters had none."""
    apps.get_model("applications", "Snapshot").objects.update(document=models.F("number"))
    letters = apps.get_model("applications", "Letter").objects
    places: dict[object, int] = {}
    for letter in letters.order_by("application_id", "sent_at", "id"):
        versions = apps.get_model("applications", "Snapshot").objects.filter(
            application_id=letter.application_id
        )
        last = places.get(letter.application_id, versions.count())
        places[letter.application_id] = last + 1
        letters.filter(pk=letter.pk).update(document=last + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0005_ties_between_parties"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="document",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Its place among the documents of the case."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="snapshot",
            name="document",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Its place among the documents of the case."
            ),
            preserve_default=False,
        ),
        migrations.RunPython(number_documents, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Utkast"),
                    ("submitted", "Inlämnad"),
                    ("unlocked", "Inlämnad, upplåst för ändringar"),
                    ("withdrawn", "Återkallad"),
                    ("in_review", "Under bedömning"),
                    ("prepared", "Beslut förberett"),
                    ("granted", "Beviljat"),
                    ("reserve", "Reserv"),
                    ("invited", "Invited to the full application"),
                    ("not_invited", "Not invited to the full application"),
                    ("refused", "Avslag"),
                    ("early_refused", "Avslag på formella grunder"),
                    ("dismissed", "Avvisad"),
                    ("struck_off", "Avskriven"),
                    ("declined", "Den sökande har tackat nej"),
                    ("running", "Pågående projekt"),
                    ("reported", "Slutrapport inlämnad"),
                    ("closed", "Stängd"),
                ],
                default="draft",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("granted", "Bidrag"),
                    ("refused", "Avslå efter bedömning"),
                    ("reserve", "Reserv"),
                    ("invited", "Invite to the full application"),
                    ("not_invited", "Do not invite to the full application"),
                    ("early_refused", "Avslå på formella grunder, utan bedömning"),
                    ("dismissed", "Avvisa: för sent, eller inte från rätt part"),
                    ("struck_off", "Avskriv: återkallad eller dubblett"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("application", "document"), name="letter_document_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(
                fields=("application", "document"), name="snapshot_document_once"
            ),
        ),
    ]
