"""Windows that ask one thing and are gone."""
