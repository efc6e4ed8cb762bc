"""The final report of a running project: written, submitted, returned or approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, move, note, require
from applications.letters import send_report_answer
from applications.models import Application, Report
from registry.facts import OutcomeFacts, OutputFacts
from registry.models import OutputKind
from registry.publish import publish_outcome
from rulebook.answers import too_long
from rulebook.identifiers import without_personal_numbers
from rulebook.reporting import TEXTS, check_report
from rulebook.verdict import Answer, Effect, Finding, Refused, Sentence, Verdict, say
from rulebook.workflow import Action

TEXT_NAMES = tuple(text.key for text in TEXTS)
LONGEST = 20_000


@dataclass(frozen=True)
class OutputInput:
    """Something that the project left behind."""

    kind: str
    title: str
    url: str = ""


class ReportChanged(Exception):
    """Somebody else saved the report since the page was opened."""

    def __init__(self, current: Report) -> None:
        super().__init__(f"version {current.version}")
        self.current = current


def save_report(
    *,
    application_id: UUID,
    texts: Mapping[str, str],
    outputs: Sequence[OutputInput],
    money_used: int | None,
    version: int,
    submit: bool,
    actor: User,
    now: datetime,
) -> Report:
    """Save the final report; `submit` hands it in. `texts`: summary, results, effects, each `_sv`, `_en`.

    Raises Refused with everything that is missing, and ReportChanged on an old version.
    """
    with locked(application_id) as application:
        require(application, actor, Action.REPORT, now=now)
        report = open_report(application) or Report(
            application=application, number=application.reports.count() + 1, changed_at=now
        )
        if report.version != version:
            raise ReportChanged(report)
        _write(report, texts)
        report.outputs = [{"kind": o.kind, "title": o.title.strip(), "url": o.url.strip()} for o in outputs]
        report.money_used, report.changed_at = money_used, now
        verdict = _problems(application, report)
        if submit and verdict.stops:
            raise Refused(verdict)
        report.version += 1
        if submit:
            report.submitted_at, report.submitted_by = now, actor
            move(application, Action.REPORT, now=now)
        report.save()
        what = "submit_report" if submit else "save_report"
        note(
            application, what, actor=actor.journal_name, now=now, content=[report.summary_sv, report.outputs]
        )
    return report


def _write(report: Report, texts: Mapping[str, str]) -> None:
    """Put the texts into the report. Raises Refused for one that is too long to be kept even as a draft."""
    for name in TEXT_NAMES:
        text = texts.get(name, "").strip()
        if told := too_long(text, LONGEST):
            raise Refused.because("report", told, name)
        setattr(report, name, text)


def return_report(*, application_id: UUID, reason: str, actor: User, now: datetime) -> Report:
    """Send a final report back with what must be mended. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.RETURN_REPORT, now=now)
        if not reason.strip():
            raise Refused.because("reason", say("Say what must be mended in the report."), "reason")
        report = submitted_report(application)
        report.returned_at, report.return_reason = now, reason.strip()
        report.submitted_at = None
        report.save()
        move(application, Action.RETURN_REPORT, now=now)
        note(application, "return_report", actor=actor.journal_name, now=now, content=reason)
        send_report_answer(report, now=now)
    return report


def approve_report(*, application_id: UUID, actor: User, now: datetime) -> Report:
    """Approve the final report: its public texts become the project's outcome, and the case is closed.

    Raises Refused, and Project.DoesNotExist when the project is no longer public.
    """
    with locked(application_id) as application:
        require(application, actor, Action.APPROVE_REPORT, now=now)
        report = submitted_report(application)
        report.approved_at, report.approved_by = now, actor
        report.save()
        publish_outcome(outcome_facts(application, report), now=now, actor=actor.journal_name)
        move(application, Action.APPROVE_REPORT, now=now)
        note(application, "approve_report", actor=actor.journal_name, now=now)
        send_report_answer(report, now=now)
    return report


def open_report(application: Application) -> Report | None:
    """The report that is being written, if one is begun."""
    return application.reports.filter(submitted_at__isnull=True, approved_at__isnull=True).first()


def submitted_report(application: Application) -> Report:
    """The report that waits for an officer. Raises Report.DoesNotExist."""
    return application.reports.filter(submitted_at__isnull=False, approved_at__isnull=True).latest("number")


def outcome_facts(application: Application, report: Report) -> OutcomeFacts:
    """Choose, field by field, what of a report becomes public: never what the money was used for.

    Personal identity numbers that somebody wrote into a text are masked.
    """
    return OutcomeFacts(
        funder_slug=application.round.call.funder.slug,
        diarienummer=application.case_number or "",
        texts={name: without_personal_numbers(getattr(report, name)) for name in TEXT_NAMES},
        outputs=tuple(
            OutputFacts(kind=o["kind"], title=without_personal_numbers(o["title"]), url=o["url"])
            for o in report.outputs
        ),
    )


def _problems(application: Application, report: Report) -> Verdict:
    texts = {name: getattr(report, name) for name in TEXT_NAMES}
    verdict = check_report(texts, money_used=report.money_used, granted=granted_to(application))
    return Verdict.of([*verdict.findings, *_output_problems(report)])


def granted_to(application: Application) -> int:
    """What the case was granted, whole kronor."""
    decision = application.decisions.filter(signed_at__isnull=False).latest("number")
    return sum(row.amount for row in decision.rows.all())


def _output_problems(report: Report) -> list[Finding]:
    problems = []
    for output in report.outputs:
        if output["kind"] not in set(OutputKind) or not output["title"]:
            problems.append(_problem("outputs", say("Give every result a kind and a title.")))
        if output["url"] and not output["url"].startswith(("https://", "http://")):
            problems.append(_problem("outputs", say("A link begins with https://.")))
    return problems


def _problem(field: str, sentence: Sentence) -> Finding:
    return Finding("report", field, Answer.NOT_MET, Effect.BLOCKS, sentence)
