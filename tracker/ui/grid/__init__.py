"""The table of rows that the Timeline and the Register share."""
