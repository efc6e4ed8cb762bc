"""The portal's words in Swedish: found in the code, kept in one catalogue, checked, compiled.

No gettext is needed.
English is what the code says (a msgid is the English text), so there is no English catalogue: Django never
falls back from English to the default language, and its own catalogue brings the English plural rule.
"""

from config.translations.catalogue import compile_catalogues, merged, update_catalogue, write_catalogue
from config.translations.extract import Message, messages_in_code
from config.translations.problems import find_problems

__all__ = [
    "Message",
    "compile_catalogues",
    "find_problems",
    "merged",
    "messages_in_code",
    "update_catalogue",
    "write_catalogue",
]
