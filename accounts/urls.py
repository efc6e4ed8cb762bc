"""Addresses about the person who is signed in."""

from django.urls import path

from accounts.session import session
from accounts.views import start

app_name = "accounts"
urlpatterns = [path("start/", start, name="start"), path("session/", session, name="session")]
