"""Addresses of kept mail."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from mail import views

app_name = "mail"
urlpatterns = [
    path(_("mail/"), views.kept, name="kept"),
    path(_("mail/<int:number>/"), views.letter, name="letter"),
]
