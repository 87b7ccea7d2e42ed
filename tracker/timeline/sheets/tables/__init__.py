"""Tables on sheets of paper: headings repeated, rows whole, every text readable."""
