"""What the words mean: periods, projects, commitments, claims and their rules. No I/O."""
