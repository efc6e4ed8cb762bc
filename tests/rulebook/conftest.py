"""Properties are not timed: the machine that runs them is shared."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None, max_examples=80)
settings.load_profile("untimed")
