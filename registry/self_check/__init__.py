"""“Can we apply?”: a few questions, answered by the rules that are frozen for a round.

Nothing that is typed is stored, journalled or logged. The same judge answers here as at submission.
"""
