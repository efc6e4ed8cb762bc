"""Who did what when, with a digest: append-only and chained.

Every room that writes uses `journal.record.record`. The journal never holds the text itself, only its digest.
"""
