"""The WSGI entrance for gunicorn."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# After the portal is loaded: the dictionaries of search, so that the first visitor needn't wait for them.
import_module("search.warming").warm_in_background()
