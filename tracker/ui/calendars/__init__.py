"""The calendars of both countries and of the file, shown by the year and changed by a click."""
