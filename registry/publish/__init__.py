"""The only writers of the public record. Each writes the record, its change row and the journal at once."""

from registry.publish.application import publish_application
from registry.publish.call import frozen_changes, publish_call, publish_call_translation, withdraw_call
from registry.publish.outcome import publish_outcome
from registry.publish.programme import publish_programme
from registry.publish.project import refresh_statuses, register_project, withdraw_project

__all__ = [
    "frozen_changes",
    "publish_application",
    "publish_call",
    "publish_call_translation",
    "publish_outcome",
    "publish_programme",
    "refresh_statuses",
    "register_project",
    "withdraw_call",
    "withdraw_project",
]
