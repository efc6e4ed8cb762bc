"""The case file: what only the parties and the funder may see, from draft to closed.

Nobody but `config` may import from here. A decision is the only door from here to the public record.
"""
