"""What the law and the call say: rules, states and rights as pure functions of frozen facts.

Every room may import from here. Here is no Django, no clock, no input or output: the standard
library and python-stdnum only, so that a rule can be read, tested and printed on its own.
"""
