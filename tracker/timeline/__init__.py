"""Where things stand on the timeline: scale, header, shapes with style names. Knows no Qt."""
