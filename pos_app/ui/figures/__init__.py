"""The page of a period's figures: pictures with their numbers, and all of it as a table."""
