"""Every job of the worker, in the order they take their turns. The only list of them."""

from datetime import datetime

from django.core.management import call_command

from accounts.actions.tell_followers import tell_followers
from accounts.actions.unfollow import forget_followers
from accounts.groups import settle_all_groups
from applications.actions.order_pdf import make_ordered
from applications.actions.publish import publish_due
from applications.actions.scan import scan_waiting
from applications.actions.sweep import sweep_files
from applications.actions.unlock import relock_closed
from applications.reminders import forget_reminders, remind_of_closing
from cms.reconcile import reconcile
from config.worker import Job, Seldom, logger
from mail.queue import send_waiting
from partnering.actions.forget import follow_closings, forget_old
from registry.publish import refresh_statuses
from rulebook.window import swedish_day
from search.engines.base import EngineDown
from search.organisation_figures import refresh_sums
from search.saved.end import forget_unconfirmed
from search.saved.tell import tell_searches
from search.worker import apply_changes, tend


def publish_scheduled_pages(_now: datetime) -> None:
    """Publish and expire the pages whose time has come, as Wagtail does it."""
    call_command("publish_scheduled", verbosity=0)


def reconcile_pages(now: datetime) -> int:
    """Hand over the published pages that the record does not hold; return how many were mended."""
    return len(reconcile(now=now).mended)


def publish_decisions(now: datetime) -> int:
    """Publish the signed decisions whose day has come."""
    return publish_due(now=now)


def relock(now: datetime) -> int:
    """Hand in again, as it was, what stood unlocked when its round closed."""
    return relock_closed(now=now)


def refresh(now: datetime) -> int:
    """Open and close calls and rounds, start and end projects, by Swedish days."""
    return refresh_statuses(today=swedish_day(now), now=now)


def settle_groups(now: datetime) -> int:
    """Open and shut the admin's doors for roles that begin or end today."""
    return settle_all_groups(swedish_day(now))


def tend_boards(now: datetime) -> int:
    """Let partner notices stand as long as their calls, and forget old ones."""
    return follow_closings(now=now) + forget_old(now=now)


def tend_followers(now: datetime) -> int:
    """Mail those who follow calls what is new, and delete the addresses that have served."""
    return tell_followers(now=now) + forget_followers(now=now)


def tend_saved_searches(now: datetime) -> int:
    """Mail what is new for the searches whose hour has come, and forget those never confirmed."""
    return tell_searches(now=now) + forget_unconfirmed(now=now)


def refresh_organisations(now: datetime) -> int:
    """Let organisations stand in the index with what their projects got by now."""
    return refresh_sums(now=now)


def remind(now: datetime) -> None:
    """Remind people with open drafts before their rounds close, and forget old reminders.

    Tells the log no count: how many have begun is the applicants' own business.
    """
    remind_of_closing(now=now)
    forget_reminders(now=now)


def scan_files(now: datetime) -> int:
    """Have the files that wait looked at by the virus scanner, if there is one."""
    return scan_waiting(now=now)


def make_pdfs(now: datetime) -> int:
    """Make the PDFs that are ordered."""
    return make_ordered(now=now)


def sweep(now: datetime) -> int:
    """Delete stored files that no attachment knows."""
    return sweep_files(now=now)


def send_mail(now: datetime) -> int:
    """Send the letters whose turn it is."""
    return send_waiting(now=now)


def index(now: datetime) -> int:
    """Bring the index up with the record, all that waits; while the engine is away it goes on waiting."""
    total = 0
    try:
        while done := apply_changes(now=now):
            total += done
    except EngineDown as problem:
        _engine_is_away.tell(problem)
    return total


def tend_index(now: datetime) -> int:
    """Build an index anew that is missing, broken, of an earlier version, or outgrown."""
    try:
        return tend(now=now)
    except EngineDown as problem:
        _engine_is_away.tell(problem)
        return 0


_engine_is_away = Seldom(logger, "The search engine is away, and changes wait for it: %s", every_seconds=60)


JOBS = (
    Job("publish scheduled pages", 10, publish_scheduled_pages),
    Job("reconcile pages with the record", 10, reconcile_pages),
    Job("publish decisions that are due", 10, publish_decisions),
    Job("relock after closing", 10, relock),
    Job("refresh statuses", 10, refresh),
    Job("settle groups", 600, settle_groups),
    Job("tend boards", 600, tend_boards),
    Job("tend followers", 60, tend_followers),
    Job("tend saved searches", 60, tend_saved_searches),
    Job("refresh sums of organisations", 600, refresh_organisations),
    Job("remind of closing", 300, remind),
    Job("scan files", 5, scan_files),
    Job("make PDFs", 1, make_pdfs),
    Job("sweep files", 3600, sweep),
    Job("send mail", 2, send_mail),
    # Beside the others: what is published is found within a second, whatever they are doing.
    Job("index", 0.2, index, lane="index"),
    Job("tend the index", 20, tend_index, lane="tend the index"),
)
