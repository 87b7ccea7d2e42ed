"""Everything known of the selected row, beside the grid and the chart."""
