"""The window: Qt widgets over a workspace. Nothing below this package knows that a window exists."""
