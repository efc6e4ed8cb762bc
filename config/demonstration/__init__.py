"""The demonstration: an invented funder with calls, projects and cases in every state.

Everything goes through the same doors as real work: pages published by an editor, actions by people
with roles, publish functions. Texts lie in `texts/`; days count from the day it is loaded.
"""
