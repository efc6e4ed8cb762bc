"""From a refused action back to the form: the room `wording` knows how."""

from wording.refusals import show_refusal

__all__ = ["show_refusal"]
