"""Partnering: organisations that look for partners to apply with, one notice board a call.

Notices are public, who wrote them is not: people reach each other through the portal and see no addresses.
Others reach it by address names only. It never knows who applies: no case file can be imported here.
"""
