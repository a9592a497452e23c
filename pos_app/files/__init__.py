"""Small files on the disk: those that the program brings along, and those that only it may read."""
