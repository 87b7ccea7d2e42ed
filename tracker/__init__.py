"""Cooperation Tracker: projects of Kazakhstan and Uzbekistan, their deadlines and their sources."""

__version__ = "0.1.0"
