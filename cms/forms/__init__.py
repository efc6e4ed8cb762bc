"""The forms that editors fill in."""
