"""People, their roles and memberships, and the private register of organisations and workplaces.

Rooms above ask `accounts.access`. Nothing here is public: a public organisation is `registry.Organisation`.
"""
