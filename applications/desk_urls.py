"""Addresses of the officers' desk, under /admin/cases/."""

from django.urls import path

from applications.views.decider import SignPage
from applications.views.decision import PreparePage
from applications.views.desk import CaseExport, CaseList
from applications.views.desk_case import CasePage, FilePage, VersionPage
from applications.views.desk_letters import LetterPage
from applications.views.officer import AssignPage, ReportPage, RulePage
from applications.views.reviewer import AssessPage, Assignments, DeclarePage

app_name = "desk"
urlpatterns = [
    path("", CaseList.as_view(), name="start"),
    path("results/", CaseList.as_view(results_only=True), name="results"),
    path("export/", CaseExport.as_view(), name="export"),
    path("mine/", Assignments.as_view(), name="assignments"),
    path("<uuid:pk>/", CasePage.as_view(), name="case"),
    path("<uuid:pk>/versions/<int:number>/", VersionPage.as_view(), name="version"),
    path("<uuid:pk>/files/<uuid:file>/", FilePage.as_view(), name="file"),
    path("<uuid:pk>/letter/", LetterPage.as_view(), name="letter"),
    path("<uuid:pk>/declare/", DeclarePage.as_view(), name="declare"),
    path("<uuid:pk>/assess/", AssessPage.as_view(), name="assess"),
    path("<uuid:pk>/assign/", AssignPage.as_view(), name="assign"),
    path("<uuid:pk>/conflicts/<int:declaration>/", RulePage.as_view(), name="rule"),
    path("<uuid:pk>/decision/", PreparePage.as_view(), name="prepare"),
    path("<uuid:pk>/decision/sign/", SignPage.as_view(), name="sign"),
    path("<uuid:pk>/report/", ReportPage.as_view(), name="report"),
]
