"""The passport of a project: what its file says of it, on one page."""
