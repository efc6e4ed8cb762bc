"""The registry for machines: API v1, the dialects of others, feeds, dumps and importers; one file each.

Reads the registry and asks `search`. It must never import a case file.
"""
