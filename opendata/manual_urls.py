"""Addresses of the manual's pages; included where pages get their language prefix, at `api/docs/`."""

from django.urls import path

from opendata import manual

app_name = "manual"
urlpatterns = [
    path("", manual.manual, name="start"),
    path("try/", manual.try_it, name="try"),
]
