"""Importers: other registers' files into the public record, each form in a file of its own."""
