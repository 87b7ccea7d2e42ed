"""The timeline of the window on paper and in files."""
