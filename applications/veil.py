"""What one of the applicants is told of the rules' verdict, where it rests on what they don't see.

The application is judged whole. A finding that could tell something of a hidden section, of another party's
owners or aid, or of another party's budget is told in words that hold no sum and no name, with its answer
and effect as they are: people see that something is left to do, and whose it is.
"""

from applications.document import Document, coordinator
from applications.visibility import Viewer, document_seen_by
from rulebook.questions import Form
from rulebook.verdict import Answer, Finding, Sentence, Verdict, say

HIDDEN = "hidden"
# What these say rests only on what all parties see: who takes part, their sectors, the grants sought, the
# project's own answers. A rule that is not named here is taken to read what is kept apart.
OPEN_RULES = frozenset(
    {
        "actors_by_sum",
        "answer",
        "attachment",
        "ceiling",
        "class_count",
        "complete",
        "coordinator_applications",
        "coordinator_role",
        "coordinator_sector",
        "coordinator_swedish",
        "coordinator_without_grant",
        "duration",
        "ends_after_start",
        "funded_parties",
        "has_parties",
        "latest_end",
        "legal_persons",
        "lowest_sum",
        "min_actors",
        "min_sectors",
        "one_coordinator",
        "parts_add_up",
        "party_approvals",
        "party_ceiling",
        "party_particulars",
        "role_count",
        "same_number_twice",
        "sector_against_number",
        "start_window",
    }
)
_ABOUT_PARTIES = ("parties", "budget", "approvals")
_TOLD: dict[Answer, Sentence] = {
    Answer.MET: say("This is met, also by what you can't see."),
    Answer.NOT_MET: say(
        "This is not met. It depends on what another party has written for itself and the funder: "
        "ask the party, or the coordinator."
    ),
    Answer.UNKNOWN: say(
        "This is not known yet. It depends on what another party writes for itself and the funder."
    ),
    Answer.JUDGE: say("The funder judges this. It depends on what another party has written."),
}
_HIDDEN_SECTION = say("A section that you can't see is not complete. Those who write in it see what is left.")


def verdict_seen_by(viewer: Viewer, verdict: Verdict, document: Document, form: Form) -> Verdict:
    """Return the verdict in words that tell the person nothing of what the call keeps from them."""
    seen = document_seen_by(viewer, document, form)
    sections = frozenset(seen["hidden"]["sections"])
    parties = {one["id"] for one in seen["parties"] if one.get("hidden")}
    if not sections and not parties and not seen["hidden"]["slots"]:
        return verdict
    words = frozenset(_words_kept(document, seen))
    return Verdict.of(_told(finding, viewer, sections, parties, words) for finding in verdict.findings)


def _told(
    finding: Finding,
    viewer: Viewer,
    sections: frozenset[str],
    parties: set[str],
    words: frozenset[str],
) -> Finding:
    head, _dot, rest = finding.field.partition(".")
    party = rest.partition(".")[0] if head in _ABOUT_PARTIES else ""
    if head in sections:
        sentence = _HIDDEN_SECTION if finding.answer is not Answer.MET else _TOLD[Answer.MET]
        return Finding(HIDDEN, "", finding.answer, finding.effect, sentence)
    is_own = bool(party) and party == viewer.party
    rests_on_hidden = bool(parties) and not is_own and finding.rule not in OPEN_RULES
    if rests_on_hidden or any(word in str(finding.sentence) for word in words):
        field = head if party in parties else finding.field
        return Finding(
            finding.rule, field, finding.answer, finding.effect, _TOLD[finding.answer], finding.source
        )
    return finding


def _words_kept(document: Document, seen: Document) -> set[str]:
    """Return the words of what is hidden that could stand in a sentence: of owners, and names of files."""
    shown_files = {row["name"] for row in seen["attachments"]}
    kept = {row["name"] for row in document["attachments"]} - shown_files
    for whole, shown in zip(document["parties"], seen["parties"], strict=True):
        if "particulars" in shown.get("hidden", ()):
            kept |= {str(whole[name]) for name in ("owner_name", "owner_number") if whole.get(name)}
    public = {str(one.get("name")) for one in document["parties"]}
    return kept - public - {str((coordinator(document) or {}).get("organisation_number", ""))}
