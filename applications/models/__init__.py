"""The case file's nouns, one file each. Private: nothing public may import them."""

from applications.models.application import Application, Participant
from applications.models.attachment import Attachment, ScanState
from applications.models.decision import Decision, DecisionRow
from applications.models.head import CaseHead
from applications.models.invitation import Invitation
from applications.models.party import BudgetLine, Party
from applications.models.report import Report
from applications.models.review import Assessment, Assignment, ConflictDeclaration
from applications.models.section import SectionAnswer
from applications.models.snapshot import Snapshot

__all__ = [
    "Application",
    "Assessment",
    "Assignment",
    "Attachment",
    "BudgetLine",
    "CaseHead",
    "ConflictDeclaration",
    "Decision",
    "DecisionRow",
    "Invitation",
    "Participant",
    "Party",
    "Report",
    "ScanState",
    "SectionAnswer",
    "Snapshot",
]
