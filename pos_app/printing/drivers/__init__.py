"""The printers themselves: what they are told, the ways to them, and the process of each."""
