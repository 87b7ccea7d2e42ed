"""Other people's tables, looked at and changed in a window before anything of them is written."""
