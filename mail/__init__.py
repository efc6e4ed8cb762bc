"""Letters that leave the portal: templates, a queue and the log of what was sent.

Rooms above call `mail.queue.enqueue` inside their transaction; the worker sends. It knows nothing of cases.
"""
