"""The journal as a person reads it: one line for each value that changed, old and new in words."""
