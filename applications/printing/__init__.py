"""PDFs of applications and receipts: what they show, how Typst sets them, who may have them.

Made by the worker, never in a request. What people typed goes in as data, so that nothing of it is markup.
"""
