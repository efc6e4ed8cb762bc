"""A question in, hits out. Knows the registry and what other rooms hand it, never the case files.

Rooms above use `search.question`, `search.hits`, `search.ask` and register sources in `apps.py: ready`.
"""
