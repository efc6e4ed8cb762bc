"""The letter that tells somebody of a question to answer: that there is one and where, never what it says."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from applications.models import Handover
from mail.queue import enqueue


def send_handover(handover: Handover, *, now: datetime) -> None:
    """Mail whoever has been handed a question, in their language."""
    with translation.override(handover.to.language):
        page = settings.PUBLIC_URL + reverse(
            "applications:talk", args=[handover.application_id, handover.section]
        )
    enqueue(
        key=f"handover:{handover.pk}",
        to=handover.to.email,
        template="handover",
        context={"handover": handover, "call": handover.application.round.call, "page": page},
        language=handover.to.language,
        now=now,
    )
