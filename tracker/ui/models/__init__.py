"""What the grids show: rows as a table model, where rows stand, and what could not be taken."""
