"""Starts Cooperation Tracker from a checkout: a window, or a command when one is given."""

from tracker.cli import main

if __name__ == "__main__":
    main()
