"""How a cell is painted and edited."""
