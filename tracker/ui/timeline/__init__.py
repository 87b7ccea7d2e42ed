"""The chart of the window: views and gestures over :mod:`tracker.timeline`, painted by paper."""
