"""The window: Qt widgets over a workspace. Nothing below knows that a window exists."""
