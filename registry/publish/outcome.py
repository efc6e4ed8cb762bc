"""Publishing what a project led to."""

from datetime import datetime

from django.db import transaction

from journal.canonical import sha256_of
from registry.facts import OutcomeFacts
from registry.models import Outcome, Output, Project
from registry.publish.change import announce, apply

TEXTS = ("summary", "results", "effects")


@transaction.atomic
def publish_outcome(facts: OutcomeFacts, *, now: datetime, actor: str) -> Outcome:
    """Write a project's outcome; the project itself changes with it. Raises Project.DoesNotExist."""
    project = Project.objects.select_for_update().get(
        funder__slug=facts.funder_slug, diarienummer=facts.diarienummer, withdrawn_at__isnull=True
    )
    row = Outcome.objects.filter(project=project).first() or Outcome(
        project=project, version=0, published_at=now
    )
    texts = {
        f"{name}_{lang}": facts.texts.get(f"{name}_{lang}", "") for name in TEXTS for lang in ("sv", "en")
    }
    apply(row, texts)
    row.version, row.updated_at, row.withdrawn_at = row.version + 1, now, None
    row.save()
    row.outputs.all().delete()
    for order, output in enumerate(facts.outputs):
        Output.objects.create(outcome=row, order=order, kind=output.kind, title=output.title, url=output.url)
    announce("outcome", row, action="publish", actor=actor, now=now, content=sha256_of(texts))
    project.version, project.updated_at = project.version + 1, now
    project.save(update_fields=["version", "updated_at"])
    announce("project", project, action="outcome", actor=actor, now=now, content=row.pk)
    return row
