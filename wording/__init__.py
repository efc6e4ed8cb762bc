"""How the portal speaks: amounts, dates and the rulebook's sentences in the reader's language.

Every template has these filters; rooms above may import `wording.speak`. It knows no record and no case.
"""
