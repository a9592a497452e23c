"""The window itself: its pages, the way from one to the other, its keys, and its end."""
