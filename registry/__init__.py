"""The public record: funder, programme, call, round, project, outcome. What anyone may see.

Rooms above read the models and write only through `registry.publish`. It must never import a case file.
"""
