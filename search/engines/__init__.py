"""The search engines: one file an engine, one behaviour for all of them (`base.py`)."""
