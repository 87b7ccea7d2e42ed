"""The report pack: which papers in which languages and formats, in one folder or zip file."""
