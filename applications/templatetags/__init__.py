"""Template tags that pages of other rooms may use."""
