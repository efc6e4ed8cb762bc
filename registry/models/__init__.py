"""The public record's nouns, one file each."""

from registry.models.award_row import AwardRow
from registry.models.call import Call, CallAmendment, CallDocument
from registry.models.change import Change
from registry.models.funder import Funder, FunderProfile
from registry.models.number import IssuedNumber, NumberPurpose
from registry.models.organisation import Organisation, OrganisationName
from registry.models.outcome import Outcome, Output, OutputKind
from registry.models.programme import Programme
from registry.models.project import Project, ProjectLink, ProjectParty, ProjectStatus
from registry.models.published_application import (
    ApplicationOutcome,
    PublishedApplicant,
    PublishedApplication,
)
from registry.models.round import FormVersion, Round, RuleSet

__all__ = [
    "ApplicationOutcome",
    "AwardRow",
    "Call",
    "CallAmendment",
    "CallDocument",
    "Change",
    "FormVersion",
    "Funder",
    "FunderProfile",
    "IssuedNumber",
    "NumberPurpose",
    "Organisation",
    "OrganisationName",
    "Outcome",
    "Output",
    "OutputKind",
    "Programme",
    "Project",
    "ProjectLink",
    "ProjectParty",
    "ProjectStatus",
    "PublishedApplicant",
    "PublishedApplication",
    "Round",
    "RuleSet",
]
