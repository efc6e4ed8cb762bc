"""Wiring: settings, addresses, the server and the worker. The only room that knows all the others.

Nothing may import from here. What belongs to a subject lives in that subject's room.
"""
