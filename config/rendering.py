"""How forms are drawn: every field by `templates/django/forms/field.html`."""

from django.forms.renderers import TemplatesSetting


class PortalFormRenderer(TemplatesSetting):
    """Finds form templates among the portal's own."""
