"""The file of a portfolio: the only place that knows SQLite."""
