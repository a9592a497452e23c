"""The page *About*: which release this is, and the licence text of each of its parts."""
