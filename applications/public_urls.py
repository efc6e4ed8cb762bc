"""Addresses that anyone may open: whether a receipt is genuine."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from applications.views import proof

app_name = "receipts"
urlpatterns = [path(_("verify-receipt/"), proof.verify, name="verify")]
