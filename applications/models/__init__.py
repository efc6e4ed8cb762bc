"""The case file's nouns, one file each. Private: nothing public may import them."""

from applications.models.application import Application, Participant
from applications.models.approval import ApprovalKind, PartyApproval
from applications.models.attachment import Attachment, ScanState
from applications.models.comment import Comment, Handover
from applications.models.decision import Decision, DecisionRow
from applications.models.head import CaseHead
from applications.models.invitation import Invitation
from applications.models.letter import Letter, LetterKind
from applications.models.party import BudgetLine, Party, PersonnelRow
from applications.models.rendering import Rendering, RenderingKind, RenderingState
from applications.models.report import Report
from applications.models.review import Assessment, Assignment, ConflictDeclaration
from applications.models.section import SectionAnswer
from applications.models.snapshot import Snapshot
from applications.models.support import SupportVisit

__all__ = [
    "Application",
    "ApprovalKind",
    "Assessment",
    "Assignment",
    "Attachment",
    "BudgetLine",
    "CaseHead",
    "Comment",
    "ConflictDeclaration",
    "Decision",
    "DecisionRow",
    "Handover",
    "Invitation",
    "Letter",
    "LetterKind",
    "Participant",
    "Party",
    "PartyApproval",
    "PersonnelRow",
    "Rendering",
    "RenderingKind",
    "RenderingState",
    "Report",
    "ScanState",
    "SectionAnswer",
    "Snapshot",
    "SupportVisit",
]
