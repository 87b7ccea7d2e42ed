"""What is painted without a window: colours, fonts, the timeline as a picture."""
