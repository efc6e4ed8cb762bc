"""Looks inside files that people attach: what they are, and what in them may do harm.

Plain Python, no Django. `child` runs it in a process of its own; `applications.files` asks and decides.
Nothing is unpacked to disk, and nothing more than a header or one part at a time to memory.
"""
