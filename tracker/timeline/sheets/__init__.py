"""The timeline on paper: pages as plain shapes, with the columns of the rows beside the chart."""
