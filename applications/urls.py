"""Addresses of the applicants' pages, all behind sign-in but the invitation."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from applications.views import (
    attachments,
    budget,
    case,
    invitation,
    lookup,
    mine,
    parties,
    party,
    receipt,
    report,
    sections,
    start,
    steps,
    submit,
    talk,
)

app_name = "applications"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path(_("start/<int:round_id>/"), start.start_page, name="start"),
    path(_("invitation/<str:secret>/"), invitation.invitation, name="invitation"),
    path(_("organisations/"), lookup.suggestions, name="organisations"),
    path("<uuid:pk>/", case.case, name="case"),
    path(_("<uuid:pk>/submit/"), submit.submit_page, name="submit"),
    path(_("<uuid:pk>/receipt/<int:number>/"), receipt.receipt, name="receipt"),
    path(_("<uuid:pk>/version/<int:number>/"), receipt.version, name="version"),
    path(_("<uuid:pk>/unlock/"), steps.unlock_page, name="unlock"),
    path(_("<uuid:pk>/keep/"), steps.relock_page, name="relock"),
    path(_("<uuid:pk>/withdraw/"), steps.withdraw_page, name="withdraw"),
    path(_("<uuid:pk>/discard/"), steps.discard_page, name="discard"),
    path(_("<uuid:pk>/decline/"), steps.decline_page, name="decline"),
    path(_("<uuid:pk>/report/"), report.report, name="report"),
    path(_("<uuid:pk>/parties/add/"), party.add, name="add_party"),
    path(_("<uuid:pk>/parties/support-level/"), lookup.aid, name="support_level"),
    path(_("<uuid:pk>/parties/<uuid:party_id>/"), party.edit, name="party"),
    path(_("<uuid:pk>/parties/<uuid:party_id>/remove/"), parties.remove, name="remove_party"),
    path(_("<uuid:pk>/parties/<uuid:party_id>/invite/"), parties.invite_person, name="invite"),
    path(_("<uuid:pk>/budget/<uuid:party_id>/"), budget.party_budget, name="party_budget"),
    path(_("<uuid:pk>/budget/<uuid:party_id>/try/"), budget.try_budget, name="try_budget"),
    path(_("<uuid:pk>/files/<slug:slot>/add/"), attachments.add, name="attach"),
    path(_("<uuid:pk>/files/<uuid:attachment_id>/"), attachments.download, name="file"),
    path(_("<uuid:pk>/files/<uuid:attachment_id>/remove/"), attachments.remove, name="detach"),
    path(_("<uuid:pk>/together/<str:key>/"), talk.talk, name="talk"),
    path("<uuid:pk>/here/<str:key>/", talk.here, name="here"),
    path("<uuid:pk>/<slug:key>/", sections.section, name="section"),
]
